/** The whole numbers first, first + step, …: `count` of them. */
export function counting(first: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index * step)
}
