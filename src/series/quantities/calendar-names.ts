/** Names and short names of the months: English, German, French, Spanish, Italian, Portuguese, Dutch. */
const months: readonly string[] = [
  'january|jan|januar|janvier|enero|gennaio|janeiro|januari',
  'february|feb|febr|februar|février|fevrier|febrero|febbraio|fevereiro|februari',
  'march|mar|märz|maerz|mars|marzo|março|maart',
  'april|apr|avril|abril|aprile',
  'may|mai|mayo|maggio|maio|mei',
  'june|jun|juni|juin|junio|giugno|junho',
  'july|jul|juli|juillet|julio|luglio|julho',
  'august|aug|août|agosto|augustus',
  'september|sep|sept|septembre|septiembre|settembre|setembro',
  'october|oct|oktober|okt|octobre|octubre|ottobre|outubro',
  'november|nov|novembre|noviembre|novembro',
  'december|dec|dezember|dez|décembre|decembre|diciembre|dicembre|dezembro',
]

const weekdays: readonly string[] = [
  'monday|mon|一|montag|lundi',
  'tuesday|tue|tues|二|dienstag|mardi',
  'wednesday|wed|三|mittwoch|mercredi',
  'thursday|thu|thur|thurs|四|donnerstag|jeudi',
  'friday|fri|五|freitag|vendredi',
  'saturday|sat|六|samstag|samedi',
  'sunday|sun|日|天|sonntag|dimanche',
]

const monthNumbers = numbered(months)
const weekdayNumbers = numbered(weekdays)

/** For a pattern; the longer names first. */
export const monthNames = alternatives(monthNumbers)
export const weekdayNames = alternatives(weekdayNumbers)

/** 1 to 12. */
export function monthOf(name: string): number {
  return monthNumbers.get(name)!
}

/** 1 (Monday) to 7. */
export function weekdayOf(name: string): number {
  return weekdayNumbers.get(name)!
}

function numbered(rows: readonly string[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((row, index) => row.split('|').map(name => [name, index + 1] as const)))
}

function alternatives(numbers: ReadonlyMap<string, number>): string {
  return [...numbers.keys()]
    .filter(name => name < '\u2e80')
    .sort((a, b) => b.length - a.length)
    .join('|')
}
