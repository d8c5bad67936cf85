const millisecondsPerDay = 86_400_000

/** The day numbers (days since 1970-01-01) of `count` days from an ISO date on. */
export function daysFrom(start: string, count: number): number[] {
  const first = Date.parse(start) / millisecondsPerDay
  return Array.from({ length: count }, (_, index) => first + index)
}

/** A day number as an ISO date. */
export function isoDate(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
}
