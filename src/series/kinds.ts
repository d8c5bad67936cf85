import { seriesCatalogue } from './catalogue.ts'
import { indexKind } from './index-suite.ts'
import { quickKind } from './quick-suite.ts'
import type { ValueKind } from './series.ts'

/** A kind of values, as it is counted and named. */
export interface NamedKind {
  readonly id: string
  readonly en: string
  readonly zh: string
}

const names: { readonly [kind in ValueKind]: Omit<NamedKind, 'id'> } = {
  'small-numbers': { en: 'small numbers', zh: '小的数字' },
  'shifted-numbers': { en: 'shifted numbers', zh: '远离零的数字' },
  decimals: { en: 'decimals', zh: '小数' },
  dates: { en: 'dates', zh: '日期' },
  times: { en: 'times', zh: '时间' },
  versions: { en: 'versions', zh: '版本号' },
  'number-words': { en: 'number words', zh: '数词' },
  'whole-numbers': { en: 'whole numbers', zh: '整数' },
  sizes: { en: 'numbers of all sizes', zh: '各种大小的数字' },
  prices: { en: 'prices', zh: '价格' },
}

/**
 * The kind of a series by its id, as a run holds it; one of a template is of the kind of its values. A series that is
 * not in the catalogue is a kind of its own, named as it is.
 */
export function kindOf(series: string): NamedKind {
  const known = seriesCatalogue.find(({ id }) => series === id || series.startsWith(`${id}:`))
  const kind = known?.kind ?? indexKind(series) ?? quickKind(series)
  return kind === undefined ? { id: series, en: series, zh: series } : { id: kind, ...names[kind] }
}

/** Whether a kind has a name of its own; that of a series of a user has not. */
export function isNamedKind({ id }: NamedKind): boolean {
  return Object.hasOwn(names, id)
}

/** Series by the kind of their values, in the order given. */
export function byKind<T>(items: readonly T[], seriesOf: (item: T) => string): ReadonlyMap<NamedKind, T[]> {
  const groups = Map.groupBy(items, item => kindOf(seriesOf(item)).id)
  return new Map([...groups.values()].map(group => [kindOf(seriesOf(group[0])), group]))
}
