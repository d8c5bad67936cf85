import { random } from '../src/matrix/references/random.ts'
import { spellingReferences } from '../src/matrix/references/spelling.ts'
import {
  type Judge,
  judgeHere,
  keptFloor,
  keptJudgement,
  keptReferences,
  noControls,
} from '../src/measures/kept-judge.ts'
import { floorDraws, resampledConcordances, resamplesOf } from '../src/measures/resamples.ts'
import { measureAll } from '../src/measures/score.ts'
import { scoredSeries } from '../src/measures/scored.ts'
import { catalogueSeries } from '../src/series/catalogue.ts'
import type { Series } from '../src/series/series.ts'
import { memoryCache } from '../src/store/memory-cache.ts'
import { withShipped } from '../src/store/shipped.ts'
import { paired } from './paired.ts'

const ids = ['integers', 'dates', 'times', 'offset', 'large']

/** The string matchers of old, which a run had before there were six. */
const three = ['reference:levenshtein', 'reference:prefix', 'reference:char-ngrams']
const few = spellingReferences.filter(({ id }) => three.includes(id))

/**
 * What it takes to score string references and their floor on five series: all six against the first three. Then the
 * same with a model judged beside them, on an empty cache: six as they are shipped (`npm run build` makes them), and
 * six computed, each against three.
 */
export async function references(): Promise<string[]> {
  const judgedBesideThree = { name: 'judged beside three', run: () => judged(besideThree) }
  return [
    await paired(
      { name: 'six', run: () => score(spellingReferences) },
      { name: 'three', run: () => score(few) },
    ),
    await paired({ name: 'judged beside six, shipped', run: () => judged(besideShipped) }, judgedBesideThree),
    await paired({ name: 'judged beside six, computed', run: () => judged(besideSix) }, judgedBesideThree),
  ]
}

function score(all: typeof spellingReferences): void {
  for (const id of ids) scoreOn({ ...catalogueSeries(id) }, all)
}

/** The floor, after every reference was measured. */
function scoreOn(series: Series, all: typeof spellingReferences): readonly number[] {
  const n = series.texts.length
  const scored = () =>
    all.map(reference => {
      const data = reference.similarities(series, 1)
      return scoredSeries({ n, data, symmetric: true, gram: false }, series, 1)
    })
  for (const each of scored()) measureAll(each)
  return [...floorDraws(resampledConcordances(scored(), resamplesOf(series.id, n, 1)))]
}

async function judged(beside: (series: Series) => Promise<void>): Promise<void> {
  for (const id of ids) await beside({ ...catalogueSeries(id) })
}

function taskOn(series: Series) {
  const similarity = {
    n: series.texts.length,
    data: random.similarities(series, 1),
    symmetric: true,
    gram: false,
  }
  return { similarity, series, controls: noControls, seed: 1 }
}

async function besideThree(series: Series): Promise<void> {
  const floor = scoreOn(series, few)
  await judgeHere().model({ ...taskOn(series), floor })
}

const besideShipped = (series: Series) => asInRun(series, judgeHere(), withShipped(memoryCache()))
const besideSix = (series: Series) => asInRun(series, judgeHere(), memoryCache())

async function asInRun(series: Series, judge: Judge, cache: ReturnType<typeof memoryCache>): Promise<void> {
  await keptFloor({ series, seed: 1 }, cache, judge)
  await keptReferences({ series, seed: 1 }, cache, judge)
  await keptJudgement(taskOn(series), { owner: 'model', cache, judge, tokenizer: undefined })
}
