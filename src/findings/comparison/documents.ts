import type { Series } from '../../series/series.ts'
import type { RunSeries } from '../../store/run.ts'
import type { Entrant } from './entrants.ts'

/** All that must be equal for two series to be compared, as a key. */
export function documentsOf({ texts, values, ruler, period }: Omit<RunSeries | Series, 'id'>): string {
  return JSON.stringify([texts, values, ruler, period])
}

/**
 * Each series that an entrant was asked, once, in their order. Where runs mean different documents by one id,
 * it is those that most entrants were asked; of equally many, the first.
 */
export function sharedSeries(entrants: readonly Entrant[]): RunSeries[] {
  const asked = entrants.flatMap(({ matrices, sampled }) =>
    [...matrices, ...sampled].map(({ series }) => series),
  )
  return [...Map.groupBy(asked, ({ id }) => id).values()].map(named => {
    const variants = [...Map.groupBy(named, documentsOf).values()]
    return variants.reduce((most, variant) => (variant.length > most.length ? variant : most))[0]
  })
}
