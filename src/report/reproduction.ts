import type { PublishedAnalysis } from '../experiments/analysis.ts'
import type { HeldValue, Reproduction } from '../experiments/reproduce.ts'
import { ends, written } from '../findings/number.ts'
import { shownNames } from '../findings/shown-names.ts'
import type { TextTable } from './text-table.ts'

/** A published analysis with how it came out on each model. */
export interface Reproduced {
  readonly analysis: PublishedAnalysis
  readonly models: readonly Reproduction[]
}

/**
 * Ours beside the published: a row for each quantity, a column for each model.
 * @param names what models are called, by their ids
 */
export function reproductionTable({ models }: Reproduced, names: ReadonlyMap<string, string>): TextTable {
  const rows = Map.groupBy(
    models.flatMap(({ model, results }) => results.map(result => ({ model, result }))),
    ({ result: { condition, quantity } }) => JSON.stringify([condition, quantity]),
  )
  const all = [...rows.values()]
  const has = (given: (result: Reproduction['results'][number]) => boolean) =>
    all.some(group => group.some(({ result }) => given(result)))
  const hasChance = has(({ chance }) => chance !== null)
  const hasSpelling = has(({ spelling }) => spelling !== undefined)
  return {
    columns: [
      { title: 'on' },
      { title: 'quantity' },
      ...models.map(({ model }) => ({ title: names.get(model)! })),
      ...(hasChance ? [{ title: shownNames.guessing.en, align: 'right' as const }] : []),
      ...(hasSpelling ? [{ title: shownNames.floor.en, align: 'right' as const }] : []),
      { title: 'published' },
    ],
    rows: all.map(group => {
      const [{ result: first }] = group
      return [
        first.condition,
        first.quantity,
        ...models.map(({ model }) => shown(group.find(each => each.model === model)?.result)),
        ...(hasChance ? [first.chance === null ? '' : number(first.chance)] : []),
        ...(hasSpelling ? [first.spelling === undefined ? '' : number(first.spelling)] : []),
        publishedOf(group.flatMap(({ result }) => result.published)),
      ]
    }),
  }
}

function shown(result: Reproduction['results'][number] | undefined): string {
  if (result === undefined) return ''
  if (result.value === null) return '–'
  const { value, interval } = result
  const digits = digitsOf(value)
  if (interval === null) return written(value, digits)
  return `${written(value, digits)} (${ends(interval, end => written(end, digits))})`
}

/** Each once; that of a model that was asked is marked. */
function publishedOf(values: readonly HeldValue[]): string {
  const same = new Map<string, boolean>()
  for (const { value, model, same: own } of values) {
    const text = `${typeof value === 'number' ? number(value) : value} (${model})`
    same.set(text, own || same.get(text) === true)
  }
  return [...same].map(([text, own]) => (own ? `= ${text}` : text)).join('; ')
}

function number(value: number): string {
  return written(value, digitsOf(value))
}

/** Decimals that show two or three digits that count, and none of what is large. */
function digitsOf(value: number): number {
  const size = Math.abs(value)
  if (size >= 10 || size === 0) return size >= 100 ? 0 : size === 0 ? 2 : 1
  return size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4
}
