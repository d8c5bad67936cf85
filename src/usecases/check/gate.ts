import { checkMembers, type Expected } from '../../base/arguments.ts'
import { NumeracyError } from '../../base/error.ts'
import { nearestNames } from '../../math/edit-distance.ts'
import type { RunUse } from '../../store/run.ts'

interface Bound {
  /** The label, the spec or the id of a model. Default: all of them. */
  readonly model?: string | undefined
  /** The value itself decides, not the lower bound of its interval. */
  readonly point?: boolean | undefined
  /** The least that passes. */
  readonly min?: number | undefined
  /** The name of a baseline run to compare with. */
  readonly baseline?: string | undefined
  /** What is worse by no more than this passes. Default 0. */
  readonly 'min-delta'?: number | undefined
}

/** A measure, or the index: against a bound, the spelling floor, or a baseline. */
export interface MeasureGate extends Bound {
  /** The id of a measure, or `index`. */
  readonly measure: string
  /** The id of a series, or `all`. Default: all. */
  readonly series?: string | undefined
  /** The least margin over the best string matcher. */
  readonly 'over-floor'?: number | undefined
}

/** One of the five lines. */
export interface UseGate extends Bound {
  readonly use: RunUse['use']
  /** The least that passes. */
  readonly verdict?: 'yes' | 'unclear' | undefined
  /** The least margin over keyword search, or the best string matcher. */
  readonly 'over-baseline'?: number | undefined
}

/** Cases, each with an anchor, what is closer and what is farther. The share of right ones decides. */
export interface CasesGate extends Omit<Bound, 'point'> {
  /** `public`: those after public reports; else the family of cases of one's own. */
  readonly cases: string
}

/** Whether the model behind a name is still the same. */
export interface DriftGate extends Pick<Bound, 'model'> {
  /** The name of the baseline run whose recordings are compared. */
  readonly drift: string
  /** The largest cosine distance that passes. Default 0.0001. */
  readonly max?: number | undefined
}

/** What models are held to, as a config file writes it. */
export type Gate = MeasureGate | UseGate | CasesGate | DriftGate

const common = { model: 'text' } as const
const bounded = { ...common, min: 'number', baseline: 'text', 'min-delta': 'number from 0 on' } as const

/** What each kind of gate may say, by the member that names it. */
const kinds: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  measure: { measure: 'text', series: 'text', 'over-floor': 'number', point: 'boolean', ...bounded },
  use: {
    use: ['near', 'range', 'exact', 'format', 'threshold'],
    verdict: ['yes', 'unclear'],
    'over-baseline': 'number',
    point: 'boolean',
    ...bounded,
  },
  drift: { drift: 'text', max: 'number from 0 on', ...common },
  cases: { cases: 'text', ...bounded },
}

/**
 * Holds a gate to its shape: one that says what cannot be, or in a word that nobody reads, would pass or fail whatever
 * a model does.
 * @throws NumeracyError `usage`
 */
export function checkShape(gate: Gate, place: string): void {
  const said = Object.entries(gate).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const named = Object.keys(kinds).filter(kind => said.includes(kind))
  if (named.length !== 1)
    throw new NumeracyError(
      'usage',
      `${place}: got ${named.length === 0 ? 'none' : named.join(' and ')} of ${Object.keys(kinds).join(', ')}; expected one. Make a gate of each.`,
    )
  const members = kinds[named[0]]
  const unknown = said.find(name => !Object.hasOwn(members, name))
  if (unknown !== undefined) {
    const [meant] = nearestNames(unknown, Object.keys(members))
    throw new NumeracyError(
      'usage',
      `${place}: unknown key ${JSON.stringify(unknown)}. ${meant === undefined ? `Known are ${Object.keys(members).join(', ')}.` : `Did you mean ${meant}?`}`,
    )
  }
  checkMembers(place, gate, members)
}
