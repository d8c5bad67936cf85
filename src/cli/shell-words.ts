/**
 * The beginning of a command line as its words, split as a POSIX shell splits them, the last as far as it is typed: a
 * quote may be open, and behind a blank the last word is empty. Nothing in it is run or replaced.
 */
export function shellWords(line: string): string[] {
  const words = ['']
  let quote: '"' | "'" | null = null
  let isBegun = false
  for (let at = 0; at < line.length; at++) {
    const character = line[at]
    if (character === '\\' && quote !== "'") {
      words[words.length - 1] += line[++at] ?? ''
      isBegun = true
    } else if (quote === null ? character === '"' || character === "'" : character === quote) {
      quote = quote === null ? (character as '"' | "'") : null
      isBegun = true
    } else if (quote === null && /\s/.test(character)) {
      if (isBegun) words.push('')
      isBegun = false
    } else {
      words[words.length - 1] += character
      isBegun = true
    }
  }
  return words
}
