import { spellingReferences } from '../src/matrix/references.ts'

import { floorDraws, resampledConcordances, resamplesOf } from '../src/measures/resamples.ts'
import { measureAll } from '../src/measures/score.ts'
import { scoredSeries } from '../src/measures/scored.ts'
import { catalogueSeries } from '../src/series/catalogue.ts'
import { paired } from './paired.ts'

const ids = ['integers', 'dates', 'times', 'offset', 'large']

/** The string matchers of old, which a run had before there were six. */
const three = ['reference:levenshtein', 'reference:prefix', 'reference:char-ngrams']

/** What it takes to score string references and their floor on five series: all six against the first three. */
export async function references(): Promise<string[]> {
  const few = spellingReferences.filter(({ id }) => three.includes(id))
  return [
    await paired(
      { name: 'six', run: () => score(spellingReferences) },
      { name: 'three', run: () => score(few) },
    ),
  ]
}

function score(all: typeof spellingReferences): void {
  for (const id of ids) {
    const series = { ...catalogueSeries(id) }
    const n = series.texts.length
    const scored = () =>
      all.map(reference => {
        const data = reference.similarities(series, 1)
        return scoredSeries({ n, data, symmetric: true, gram: false }, series, 1)
      })
    floorDraws(resampledConcordances(scored(), resamplesOf(id, n, 1)))
    for (const each of scored()) measureAll(each)
  }
}
