import { beforeAll, describe, expect, test } from 'vitest'
import { concordance, concordanceRows } from '../../src/math/concordance.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { firstOf, resamplesOf } from '../../src/measures/resamples.ts'
import { measureAll, measureZero } from '../../src/measures/score.ts'
import { type Scored, scoredSeries } from '../../src/measures/scored.ts'
import { tokenizerShare } from '../../src/measures/tokenizer-share.ts'
import { useLiteTokenizer } from '../../src/models/adapters/use-lite-tokenizer.ts'
import { rowsOf } from '../../src/models/embedder.ts'
import { referenceSeries, referenceSubjects, type Subject } from '../fixtures/reference-subjects.ts'
import reference from './reference.json' with { type: 'json' }

/** The same vectors; what is left is the order of floating-point sums. */
const tolerance = 1e-6

/** Measures that draw at random, and those of the vectors: their references stand beside their own tests. */
const elsewhere = ['rhythm', 'bump', 'decode', 'decode-log', 'decode-extrapolation']

type Scores = Readonly<Record<string, number>>
const expected = reference.series as Readonly<
  Record<
    string,
    {
      embedder: Scores
      reranker: Scores
      row: Scores
      shares: Record<'embedder' | 'reranker', number[]>
      spelling: Record<string, Scores>
    }
  >
>

const subjects = new Map<string, Subject>()
beforeAll(async () => {
  for (const subject of await referenceSubjects()) subjects.set(subject.series.id, subject)
})

function scored(id: string, kind: 'embedder' | 'reranker'): Scored {
  const { series, documents, questions } = subjects.get(id)!
  const right = rowsOf(documents)
  const data = cosineMatrix(kind === 'embedder' ? right : rowsOf(questions), right)
  return scoredSeries(
    { n: documents.count, data, symmetric: kind === 'embedder', gram: kind === 'embedder' },
    series,
    1,
  )
}

function expectScores(found: readonly { id: string; value: number | null }[], wanted: Scores): void {
  for (const [id, value] of Object.entries(wanted))
    expect(Math.abs(found.find(measure => measure.id === id)!.value! - value), id).toBeLessThan(tolerance)
}

const quickSeries = ['integers', 'large', 'quarters']

/** All series; for mutants, of which each is tested again, those that differ most. */
const checkedSeries = referenceSeries
  .map(({ id }) => id)
  .filter(id => process.env.NUMERACY_MUTATION === undefined || quickSeries.includes(id))

describe.each(checkedSeries)('SciPy and we agree on %s', id => {
  test.each(['embedder', 'reranker'] as const)('in every measure of the %s', kind => {
    const found = measureAll(scored(id, kind))
    expectScores(found, expected[id][kind])
    const defined = found
      .filter(({ id: measure, value }) => value !== null && !elsewhere.includes(measure))
      .map(measure => measure.id)
    expect(defined.toSorted()).toEqual(Object.keys(expected[id][kind]).toSorted())
  })

  test('in the measures of the zero experiment', () => {
    const { values } = subjects.get(id)!.series
    const { raw, n } = scored(id, 'embedder')
    const fromFirst = values.map(value => value - values[0])
    expectScores(measureZero(raw.subarray(0, n), fromFirst, 1), expected[id].row)
  })

  test.each(['embedder', 'reranker'] as const)(
    'in what tokens, distance and spelling explain of the %s',
    async kind => {
      const { tokens } = useLiteTokenizer()
      const split = await Promise.all(subjects.get(id)!.series.texts.map(tokens))
      const one = resamplesOf(id, split.length, 1)
      const { details } = tokenizerShare(scored(id, kind), split, firstOf(one, 1))
      const shares = (details!.terms as { share: number }[]).map(({ share }) => share)
      for (const [at, share] of shares.entries())
        expect(Math.abs(share - expected[id].shares[kind][at]), String(at)).toBeLessThan(tolerance)
    },
  )

  test('in what spelling scores', () => {
    const { series } = subjects.get(id)!
    for (const spelling of spellingReferences) {
      const data = spelling.similarities(series, 1)
      const found = measureAll(
        scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, 1),
      )
      expectScores(found, expected[id].spelling[spelling.id.replace('reference:', '')])
    }
  })
})

test.each(reference.weighted.draws)(
  'concordance under weights of the items is that of the pairs (%#)',
  draw => {
    const { rounded, distances, n } = scored(reference.weighted.series, 'embedder')
    const found = concordance(concordanceRows(rounded, distances, n), draw.weights)
    expect(Math.abs(found - draw.value)).toBeLessThan(tolerance)
  },
)

test('the references hold the calibration that was given for the bundled encoder on the integers', () => {
  const given = {
    concordance: 0.737,
    rsa: 0.609,
    'rank-correlation': 0.631,
    caret: 0.952,
    explained: 0.397,
    spread: 0.225,
    'ndcg@10': 0.478,
  }
  for (const [id, value] of Object.entries(given))
    expect(Math.abs(expected.integers.embedder[id] - value), id).toBeLessThan(0.002)
})
