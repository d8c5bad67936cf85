/** A count with its noun, as a sentence has it: "1 text", "1,200 texts". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
