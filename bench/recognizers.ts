import { createRequire } from 'node:module'
import { join } from 'node:path'
import { sameNumbers } from '../src/series/quantities/same-numbers.ts'
import { writtenKinds } from '../test/fixtures/written-values.ts'

/**
 * `sameNumbers` beside libraries that recognise numbers and dates, on the same pairs: of one value in two formats, and
 * of two values. The libraries are not installed with this project: put them into a folder
 * (`npm install chrono-node @microsoft/recognizers-text-suite`) and name it in NUMERACY_RECOGNIZERS.
 */
export async function recognizers(): Promise<string[]> {
  const folder = process.env.NUMERACY_RECOGNIZERS
  const readers: Readonly<Record<string, Guard>> = {
    sameNumbers,
    'digits alone': sameBy(text => text.match(/\d+(?:[.,:]\d+)*/g) ?? []),
    ...(folder === undefined ? {} : await installedIn(folder)),
  }
  const lines =
    folder === undefined ? ['chrono-node and recognizers-text: NUMERACY_RECOGNIZERS names no folder'] : []
  for (const [name, guard] of Object.entries(readers))
    for (const { kind, values } of writtenKinds) {
      const texts = values.flatMap((row, value) => row.map(text => ({ value, text })))
      const pairs = texts.flatMap((a, at) => texts.slice(at + 1).map(b => ({ a, b })))
      const same = pairs.filter(({ a, b }) => a.value === b.value)
      const different = pairs.filter(({ a, b }) => a.value !== b.value)
      const accepted = same.filter(({ a, b }) => guard(a.text, b.text)).length
      const refused = different.filter(({ a, b }) => !guard(a.text, b.text)).length
      lines.push(
        `${name}, ${kind}: ${accepted} of ${same.length} same accepted, ${refused} of ${different.length} different refused`,
      )
    }
  return lines
}

type Guard = (a: string, b: string) => boolean

/** A guard from what a library reads in a text: the same where it reads something, and the same in both. */
function sameBy(read: (text: string) => readonly string[]): Guard {
  const known = new Map<string, string>()
  const keyOf = (text: string) => {
    const key = known.get(text) ?? JSON.stringify(read(text).toSorted())
    known.set(text, key)
    return key
  }
  return (a, b) => keyOf(a) !== '[]' && keyOf(a) === keyOf(b)
}

interface Recognized {
  readonly start: number
  readonly end: number
  readonly typeName: string
  readonly resolution?: Readonly<Record<string, unknown>>
}

interface ChronoResult {
  readonly start: { isCertain(part: string): boolean; get(part: string): number | null }
}

async function installedIn(folder: string): Promise<Record<string, Guard>> {
  const load = createRequire(join(folder, 'package.json'))
  const chrono = load('chrono-node')
  const suite = load('@microsoft/recognizers-text-suite')
  // One day that none of the pairs names, so that nothing is taken from today.
  const today = new Date(Date.UTC(2020, 0, 1, 12))
  const parts = ['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second']
  const inChrono = (text: string) =>
    (/\p{Script=Han}/u.test(text) ? chrono.zh.hans : chrono)
      .parse(text, today)
      .map(({ start }: ChronoResult) =>
        parts.map(part => (start.isCertain(part) ? start.get(part) : '')).join(' '),
      )
  const readers = ['Number', 'Percentage', 'Currency', 'Dimension', 'Temperature', 'DateTime', 'PhoneNumber']
  const inSuite = (text: string) => {
    const culture = /\p{Script=Han}/u.test(text) ? 'zh-cn' : 'en-us'
    const all: Recognized[] = readers.flatMap(name => {
      try {
        return suite[`recognize${name}`](text, culture)
      } catch {
        // Not every reader has every language.
        return []
      }
    })
    // The longest of those that overlap.
    const longest = all.toSorted((a, b) => b.end - b.start - (a.end - a.start))
    const kept: Recognized[] = []
    for (const each of longest)
      if (kept.every(({ start, end }) => each.end < start || each.start > end)) kept.push(each)
    return kept.map(({ typeName, resolution }) => `${typeName} ${JSON.stringify(resolution)}`)
  }
  return { 'chrono-node': sameBy(inChrono), 'recognizers-text': sameBy(inSuite) }
}
