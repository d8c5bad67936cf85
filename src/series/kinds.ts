import { seriesCatalogue } from './catalogue.ts'
import { indexKind } from './index-suite.ts'
import { quickKind } from './quick-suite.ts'
import { valueKinds } from './value-kinds.ts'

/** A kind of values, as it is counted and named. */
export interface NamedKind {
  readonly id: string
  readonly en: string
  readonly zh: string
}

/**
 * The kind of a series by its id, as a run holds it; one of a template is of the kind of its values. A series that is
 * not in the catalogue is a kind of its own, named as it is.
 */
export function kindOf(series: string): NamedKind {
  const known = seriesCatalogue.find(({ id }) => series === id || series.startsWith(`${id}:`))
  const kind = known?.kind ?? indexKind(series) ?? quickKind(series)
  return kind === undefined ? { id: series, en: series, zh: series } : { id: kind, ...valueKinds[kind] }
}

/** Whether a kind has a name of its own; that of a series of a user has not. */
export function isNamedKind({ id }: NamedKind): boolean {
  return Object.hasOwn(valueKinds, id)
}

/** Series by the kind of their values, in the order given. */
export function byKind<T>(items: readonly T[], seriesOf: (item: T) => string): ReadonlyMap<NamedKind, T[]> {
  const groups = Map.groupBy(items, item => kindOf(seriesOf(item)).id)
  return new Map([...groups.values()].map(group => [kindOf(seriesOf(group[0])), group]))
}
