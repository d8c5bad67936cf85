import type { Run } from '../store/run.ts'
import { modelName } from './finding.ts'
import { ends, percent, written } from './number.ts'
import { useNames, useOrder } from './use-lines.ts'

/** One score of one model under several seeds. */
export interface SeedScore {
  readonly model: string
  readonly prompt: string | null
  /** `index`, a use such as `near`, or `concordance`. */
  readonly score: string
  /** The series of a concordance; null for what is of no series. */
  readonly series: string | null
  /** One for each run, in their order; null where it has none. */
  readonly values: readonly (number | null)[]
  /** Of the values that are known. */
  readonly mean: number
  readonly lowest: number
  readonly highest: number
  /** The 95 % interval under the first seed: what it leaves open, and the seeds show. */
  readonly interval: readonly [number, number] | null
  /** The verdicts of the runs, where they differ; else null. */
  readonly verdicts: readonly string[] | null
}

/**
 * How far scores depend on the seed: the index, the five uses, and the concordance on each series, of runs that differ in
 * their seed alone.
 * @param runs at least two
 */
export function seedSpread(runs: readonly Run[]): SeedScore[] {
  const found = runs.map(scoresOf)
  return (found[0] ?? []).flatMap(first => {
    const likewise = found.map(scores => scores.find(each => keyOf(each) === keyOf(first)))
    const values = likewise.map(each => each?.value ?? null)
    const known = values.filter(value => value !== null)
    if (known.length === 0) return []
    const verdicts = likewise.map(each => each?.verdict ?? '–')
    const { model, prompt, score, series, interval } = first
    return [
      {
        model,
        prompt,
        score,
        series,
        values,
        mean: known.reduce((sum, value) => sum + value, 0) / known.length,
        lowest: Math.min(...known),
        highest: Math.max(...known),
        interval,
        verdicts: new Set(verdicts).size > 1 ? verdicts : null,
      },
    ]
  })
}

interface Score extends Pick<SeedScore, 'model' | 'prompt' | 'score' | 'series' | 'interval'> {
  readonly value: number | null
  readonly verdict: string | null
}

function scoresOf({ models, indexes = [], uses = [], measures, verdicts }: Run): Score[] {
  const asked = models.filter(({ kind }) => kind !== 'reference').map(({ id }) => id)
  const all: Score[] = [
    ...indexes.map(index => ({ ...index, score: 'index', series: null, verdict: null })),
    ...useOrder.flatMap(use =>
      uses.filter(each => each.use === use).map(each => ({ ...each, score: use, series: null })),
    ),
    ...measures
      .filter(({ id }) => id === 'concordance')
      .map(each => ({
        ...each,
        score: 'concordance',
        verdict:
          verdicts.find(
            ({ series, model, prompt }) =>
              series === each.series && model === each.model && prompt === each.prompt,
          )?.verdict ?? null,
      })),
  ]
  return asked.flatMap(id => all.filter(({ model }) => model === id))
}

function keyOf({ model, prompt, score, series }: Omit<Score, 'value'>): string {
  return JSON.stringify([model, prompt, score, series])
}

/** Heads of the table of `seedRows`. */
export const seedColumns = [
  'model',
  'score',
  'mean',
  'over the seeds',
  '95 % interval',
  'verdicts that differ',
] as const

/** The same as rows of a table. What is equal under every seed says so. */
export function seedRows(run: Pick<Run, 'models'>, scores: readonly SeedScore[]): string[][] {
  return scores.map(({ model, score, series, mean, lowest, highest, interval, verdicts }) => {
    const write = writer(score)
    return [
      modelName(run, model),
      series === null ? nameOf(score) : `${score} on ${series}`,
      write(mean),
      lowest === highest ? 'the same' : ends([lowest, highest], write),
      interval === null ? '–' : ends(interval, write),
      verdicts === null ? '' : verdicts.join(', '),
    ]
  })
}

function nameOf(score: string): string {
  const use = useOrder.find(each => each === score)
  return use === undefined ? score : useNames[use].en
}

function writer(score: string): (value: number) => string {
  if (score === 'index') return value => written(value, 1)
  return score === 'concordance' ? value => written(value, 3) : percent
}
