import { enumerated, modelName, shortSpec } from '../findings/finding.ts'
import type { Run, RunMeasure, RunVerdict } from '../store/run.ts'

/** The models that were probed, references apart. */
export function probedModels(run: Run): Run['models'] {
  return run.models.filter(({ kind }) => kind !== 'reference')
}

/** The series of the main experiment, in the order of the run. */
export function pairedSeries(run: Run): Run['series'] {
  return run.series.filter(({ id }) =>
    run.matrices.some(({ series, experiment }) => series === id && experiment === 'pairs'),
  )
}

/** The title of a report: the question, put to the models of the run. */
export function titleOf(run: Run): string {
  const names = [...new Set(probedModels(run).map(model => shortSpec(run, model)))]
  return `Can ${names.length > 2 ? `these ${names.length} models` : enumerated(names)} compare numbers?`
}

/** The answer in a sentence for each model. */
export function ledeOf(run: Run): string[] {
  return probedModels(run).map(({ id }) => {
    const verdicts = run.verdicts.filter(({ model }) => model === id)
    const beyond = verdicts
      .filter(({ verdict }) => verdict === 'understands' || verdict === 'partly')
      .map(({ series }) => series)
    const name = modelName(run, id)
    if (verdicts.length === 0) return `${name}: nothing could be judged.`
    const all = new Set(verdicts.map(({ series }) => series)).size
    const where = [...new Set(beyond)]
    return where.length === 0
      ? `${name} shows no sense of order beyond spelling on any of the ${all} series.`
      : `${name} orders ${where.length} of the ${all} series better than spelling alone: ${enumerated(where)}.`
  })
}

/** A headline with its verdict. */
export interface ScoreRow {
  readonly headline: RunMeasure
  readonly verdict: RunVerdict['verdict'] | null
}

/** The headline of every series, model and prompt. */
export function scoreRows(run: Run): ScoreRow[] {
  const probed = new Set(probedModels(run).map(({ id }) => id))
  return run.measures
    .filter(({ id, model }) => id === 'concordance' && probed.has(model))
    .map(headline => ({
      headline,
      verdict:
        run.verdicts.find(
          ({ series, model, prompt }) =>
            series === headline.series && model === headline.model && prompt === headline.prompt,
        )?.verdict ?? null,
    }))
}

/** Whether a dual encoder stands in for a cross-encoder anywhere in the run. */
export function hasStandIn(run: Run): boolean {
  return run.models.some(({ standIn }) => standIn)
}

/** A number as the report writes it: three decimals, a true minus; a dash for none. */
export function decimal(value: number | null, digits = 3): string {
  return value === null
    ? '–'
    : value
        .toFixed(digits)
        .replace(/^-(?=.*[1-9])/, '−')
        .replace('-', '')
}

/** An interval as the report writes it. */
export function range(interval: readonly [number, number] | null): string {
  return interval === null ? '' : `${decimal(interval[0], 2)} to ${decimal(interval[1], 2)}`
}

/** A number with its interval behind it. */
export function withRange(value: number | null, interval: readonly [number, number] | null): string {
  return interval === null ? decimal(value) : `${decimal(value)} (${range(interval)})`
}
