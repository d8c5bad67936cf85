import { catalogueSeries } from './catalogue.ts'
import { defineSeries, type Series } from './series.ts'
import type { ValueKind } from './value-kinds.ts'

/** Documents of each series of the suite. */
const quickDocuments = 40

/** One series of the article for each kind of values that it has. */
const drawnFrom = ['integers', 'offset', 'floats', 'dates', 'times'] as const

/**
 * The series of the suite quick, for a loop that probes often: the first forty documents of a series of the article
 * for each kind of values.
 */
export const quickSeries: readonly Series[] = drawnFrom.map(id => {
  const whole = catalogueSeries(id)
  return defineSeries({
    ...whole,
    id: `quick-${id}`,
    description: `The first ${quickDocuments} documents of ${id}.`,
    source: 'numeracy, --suite quick',
    texts: whole.texts.slice(0, quickDocuments),
    values: whole.values.slice(0, quickDocuments),
  })
})

/** The kind of values of a series of the suite, by its id; undefined of any other series. */
export function quickKind(id: string): ValueKind | undefined {
  return quickSeries.find(series => series.id === id)?.kind
}
