const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** A whole number from 0 to 999,999 in English words: one thousand two hundred forty-nine. */
export function inWords(value: number): string {
  if (value >= 1000) return joined(`${inWords(Math.floor(value / 1000))} thousand`, ' ', value % 1000)
  if (value >= 100) return joined(`${small[Math.floor(value / 100)]} hundred`, ' ', value % 100)
  return value < 20 ? small[value] : joined(tens[Math.floor(value / 10) - 2], '-', value % 10)
}

function joined(words: string, between: string, rest: number): string {
  return rest === 0 ? words : words + between + inWords(rest)
}
