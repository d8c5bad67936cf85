import type { NamedRun } from '../../findings/comparison/entrants.ts'
import { normalTails } from '../../math/distributions.ts'
import { holm } from '../../math/holm.ts'
import { measureCatalogue } from '../../measures/catalogue.ts'
import type { Run } from '../../store/run.ts'
import { compare } from '../compare.ts'
import { type GateResult, shown, shownInterval } from './gate-result.ts'
import { type GatedModel, indexSeriesIds, type MeasureGate, notMeasured } from './measure-gates.ts'

/** A gate against a baseline run, with the run. */
export interface BaselineGate {
  readonly gate: MeasureGate & { readonly baseline: string }
  readonly baseline: Run
  /** Those that it speaks of. */
  readonly models: readonly GatedModel[]
}

/** A model now less the same model in the baseline; above 0 it is better now. */
interface Difference {
  readonly about: Pick<GateResult, 'gate' | 'model'>
  readonly difference: number
  readonly interval: readonly [number, number]
  /** How many documents the difference is made from. */
  readonly n: number
  readonly delta: number
}

/** The chance that any of the gates against baselines fails where nothing has changed. */
const level = 0.05

/**
 * What gates against baselines come to. They are one family under Holm: a model fails where it is worse by more than
 * `min-delta`, adjusted for how many were compared, and its interval lies beyond that. O(gates · resamples · n² log n).
 */
export async function baselineResults(gates: readonly BaselineGate[], run: Run): Promise<GateResult[]> {
  const found: (Difference | GateResult)[] = []
  for (const gate of gates) found.push(...(await differencesOf(gate, run)))
  const differences = found.filter(isDifference)
  const adjusted = holm(differences.map(pOfWorse))
  const results = new Map(differences.map((each, at) => [each, resultOf(each, adjusted[at])]))
  return found.map(each => (isDifference(each) ? results.get(each)! : each))
}

function isDifference(each: Difference | GateResult): each is Difference {
  return 'delta' in each
}

/** That it is worse by no more than delta, one-sided, under a normal error as wide as the interval. */
function pOfWorse({ difference, interval, delta }: Difference): number {
  const error = errorOf(interval)
  const beyond = difference + delta
  if (error === 0) return beyond < 0 ? 0 : 1
  const half = normalTails(beyond / error) / 2
  return beyond < 0 ? half : 1 - half
}

/** The standard error that a 95 % interval stands for. */
function errorOf([low, high]: readonly [number, number]): number {
  return (high - low) / (2 * 1.959964)
}

function resultOf(each: Difference, adjusted: number): GateResult {
  const { about, difference, interval, delta, n } = each
  const isWorse = interval[1] < -delta && adjusted <= level
  const isFine = interval[0] >= -delta
  const outcome = isWorse ? 'fail' : isFine ? 'pass' : 'unclear'
  const got = `now ${difference < 0 ? '' : '+'}${shown(difference)}${shownInterval(interval)} against the baseline`
  const allowed = delta === 0 ? '' : `, where a loss of ${shown(delta)} is allowed`
  const verdict = {
    fail: `: worse${allowed}.`,
    pass: `: not worse${allowed}.`,
    unclear: `${allowed}: cannot tell.${documentsText(each, n)}`,
  }[outcome]
  return { ...about, outcome, value: difference, interval, bound: -delta, message: `${got}${verdict}` }
}

/** How many documents would narrow the interval so far that it lies on one side of what is allowed. */
function documentsText({ difference, interval, delta }: Difference, n: number): string {
  const distance = Math.abs(difference + delta)
  const half = (interval[1] - interval[0]) / 2
  const needed = Math.ceil(n * (half / distance) ** 2)
  if (!(needed > n)) return ''
  const count = needed > 100_000 ? 'more than 100,000' : `about ${needed.toLocaleString('en')}`
  return ` With a difference such as this, ${count} documents would tell; there are ${n}.`
}

async function differencesOf(
  { gate, baseline, models }: BaselineGate,
  run: Run,
): Promise<(Difference | GateResult)[]> {
  const { measure, series = 'all', 'min-delta': delta = 0 } = gate
  const isIndex = measure === 'index'
  const better = isIndex ? 'higher' : measureCatalogue.find(({ id }) => id === measure)!.better
  const sign = better === 'lower' ? -1 : 1
  const isOfIndex = new Set(indexSeriesIds(run.seed))
  const before = new Map(baseline.models.map(each => [each.label ?? each.spec, each]))
  const results: (Difference | GateResult)[] = []
  for (const { id, name } of models) {
    const now = run.models.find(each => each.id === id)!
    const named = before.get(now.label ?? now.spec)
    const demand = `not worse than ${gate.baseline}${delta === 0 ? '' : ` by more than ${delta}`}`
    const about = (what: string) => ({ gate: `${what} ${demand}`, model: name })
    if (named === undefined || named.kind !== now.kind) {
      results.push(notMeasured(about(measure), `the baseline has no ${now.kind} ${JSON.stringify(name)}`))
      continue
    }
    const wanted = (id: string) => isIndex || id === series || (series === 'all' && !isOfIndex.has(id))
    const pair = [runOf('now', run, id, wanted), runOf('baseline', baseline, named.id, wanted)]
    const {
      entrants,
      series: compared,
      index,
    } = await compare(pair, {
      measure: isIndex ? 'concordance' : measure,
      seed: run.seed,
    })
    const isNow = new Set(entrants.filter(each => each.run === 'now').map(each => each.id))
    const parts = isIndex
      ? [{ what: 'index', n: 12 * 60, differences: index?.differences ?? [] }]
      : compared.map(each => ({ what: `${each.series}/${measure}`, ...each }))
    for (const { what, n, differences, ...part } of parts) {
      const own = differences.filter(({ a, b }) => isNow.has(a) !== isNow.has(b))
      if (own.length === 0) {
        const reason = 'reason' in part && part.reason !== undefined ? part.reason : 'no documents in common'
        results.push(notMeasured(about(what), reason))
      }
      for (const { a, difference, interval } of own) {
        const turn = (isNow.has(a) ? 1 : -1) * sign
        const ends = interval ?? [difference, difference]
        const turned = [ends[0] * turn, ends[1] * turn].sort((x, y) => x - y)
        results.push({
          about: about(what),
          difference: difference * turn,
          interval: [turned[0], turned[1]],
          n,
          delta,
        })
      }
    }
    if (parts.length === 0) results.push(notMeasured(about(measure), 'the baseline has no such series'))
  }
  return results
}

/** A run with one model and the matrices that count. */
function runOf(name: string, run: Run, model: string, wanted: (series: string) => boolean): NamedRun {
  return {
    name,
    run: {
      ...run,
      models: run.models.filter(({ id }) => id === model),
      matrices: run.matrices.filter(
        each => each.model === model && each.experiment !== 'zero' && wanted(each.series),
      ),
    },
  }
}
