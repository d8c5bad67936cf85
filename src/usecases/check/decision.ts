import { normalQuantile, normalTails } from '../../math/distributions.ts'
import { holm, significanceLevel } from '../../math/holm.ts'
import { type GateResult, shown, shownChange, shownInterval } from './gate-result.ts'

/** A model now less the same model in the baseline; above 0 it is better now. */
export interface Difference {
  readonly about: Pick<GateResult, 'gate' | 'model'>
  readonly difference: number
  readonly interval: readonly [number, number]
  /** How many documents, questions or facts the difference is made from. */
  readonly n: number
  readonly delta: number
}

/**
 * What differences from baselines come to. They are one family under Holm: a model fails where it is worse by more than
 * `delta`, adjusted for how many were compared, and its interval lies beyond that.
 * @returns a result for each, in the order given
 */
export function decided(differences: readonly Difference[]): GateResult[] {
  const adjusted = holm(differences.map(pOfWorse))
  return differences.map((each, at) => resultOf(each, adjusted[at]))
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
  return (high - low) / (2 * normalQuantile(0.975))
}

function resultOf(each: Difference, adjusted: number): GateResult {
  const { about, difference, interval, delta, n } = each
  const isWorse = interval[1] < -delta && adjusted <= significanceLevel
  const isFine = interval[0] >= -delta
  const outcome = isWorse ? 'fail' : isFine ? 'pass' : 'unclear'
  const got = `now ${shownChange(difference)}${shownInterval(interval)} against the baseline`
  const allowed = delta === 0 ? '' : `, where a loss of ${shown(delta)} is allowed`
  const verdict = {
    fail: `: worse${allowed}.`,
    pass: `: not worse${allowed}.`,
    unclear: `${allowed}: not clear.${documentsText(each, n)}`,
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
  return ` With a difference such as this, ${count} would be enough; there are ${n}.`
}
