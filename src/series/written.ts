const millisecondsPerDay = 86_400_000

/** A day number (days since 1970-01-01) as an ISO date. */
export function isoDate(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
}

/** The day number of an ISO date. */
export function dayOf(date: string): number {
  return Date.parse(date) / millisecondsPerDay
}

/** Seconds since midnight as HH:MM:SS. */
export function clockTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map(part => String(part).padStart(2, '0')).join(':')
}

/** A number with commas between the thousands, and at least so many decimals. */
export function grouped(value: number, decimals = 0): string {
  return value.toLocaleString('en', { minimumFractionDigits: decimals })
}

/** The names of 0 to 19. */
export const smallNames: readonly string[] =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
/** The names of 20, 30, … 90. */
export const tensNames: readonly string[] = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** A whole number from 0 to 999,999 in English words: one thousand two hundred forty-nine. */
export function inWords(value: number): string {
  if (value >= 1000) return joined(`${inWords(Math.floor(value / 1000))} thousand`, ' ', value % 1000)
  if (value >= 100) return joined(`${smallNames[Math.floor(value / 100)]} hundred`, ' ', value % 100)
  return value < 20 ? smallNames[value] : joined(tensNames[Math.floor(value / 10) - 2], '-', value % 10)
}

function joined(words: string, between: string, rest: number): string {
  return rest === 0 ? words : words + between + inWords(rest)
}
