import { spellingReferences } from '../matrix/references/spelling.ts'
import { besideSpelling } from '../measures/floor.ts'
import { judgeHere, noControls } from '../measures/kept-judge.ts'
import type { RunMeasure, Verdict } from '../store/run.ts'
import type { Given } from './given.ts'

/** What is said of similarities that were given. */
export interface GivenScore {
  readonly format: 'numeracy-score'
  readonly version: 1
  readonly n: number
  readonly symmetric: boolean
  readonly measures: readonly RunMeasure[]
}

/** The name under which the measures stand. */
export const givenModel = 'given'

/**
 * Every measure that applies to similarities from elsewhere, each with its interval, beside the spelling floor where
 * their texts are known. O(resamples · n² log n).
 */
export async function scoreGiven(
  { similarity, series, hasTexts }: Given,
  seed: number,
): Promise<{ readonly score: GivenScore; readonly verdict: Verdict | null }> {
  const judge = judgeHere()
  const judged = await judge.model({ similarity, series, controls: noControls, seed })
  const references = hasTexts ? await judge.references({ series, seed }) : []
  const spelling = references.filter(({ id }) => spellingReferences.some(reference => reference.id === id))
  return {
    score: {
      format: 'numeracy-score',
      version: 1,
      n: similarity.n,
      symmetric: similarity.symmetric,
      measures: besideSpelling(judged, spelling).map(measure => ({
        series: series.id,
        model: givenModel,
        prompt: null,
        ...measure,
      })),
    },
    verdict: hasTexts ? judged.verdict : null,
  }
}
