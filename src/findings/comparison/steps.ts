import { NumeracyError } from '../../base/error.ts'
import { enumerated, shortSpec } from '../finding.ts'
import { type Entrant, entrantsOf, type NamedRun } from './entrants.ts'

/** A model at one step of its training. */
export interface StepPoint {
  /** The step, or the time in milliseconds since 1970. */
  readonly at: number
  /** As a reader meets it: `500`, or `2026-11-26 23:10`. */
  readonly text: string
  readonly entrant: Entrant
}

/** One model through its training, asked in one way. */
export interface TrainedModel {
  /** What its checkpoints have in common. */
  readonly name: string
  readonly kind: Entrant['kind']
  readonly prompt: string | null
  /** `step`: by the tag, or by a number in a name; `date`: by when the runs were made. */
  readonly axis: 'step' | 'date'
  /** By step; two at least, and no two of one step. */
  readonly points: readonly StepPoint[]
}

/** A word for a step and its number: `step-500`, `checkpoint_1k`, `epoch=3`. */
const stepWords =
  /(?<![a-z])(?:global[-_ ]?step|step|checkpoint|ckpt|epoch|iteration|iter)[-_ =]*(\d+(?:\.\d+)?)([km]?)(?![a-z\d])/i

/** What stands for the step in the name of a model. */
const hidden = '…'

/** The step that a name holds, as a number; null where it holds none. */
export function stepIn(name: string): number | null {
  const [, digits, unit] = stepWords.exec(name) ?? []
  if (digits === undefined) return null
  return Number(digits) * { '': 1, k: 1000, m: 1_000_000 }[unit.toLowerCase()]!
}

/**
 * The models of runs that are checkpoints of one another. A run's step is its tag `step`, else the number behind a
 * word such as `step-500` in the label or spec of the model, else in the name of the run; where no model of the runs
 * has one, runs are ordered by when they were made.
 * @throws NumeracyError `input` where some have a step and others none, or two models one step
 */
export function trainedModels(runs: readonly NamedRun[]): TrainedModel[] {
  const found = entrantsOf(runs).map(entrant => {
    const { run } = runs.find(({ name }) => name === entrant.run)!
    const model = run.models.find(({ id }) => id === entrant.model)!
    const name = model.label ?? model.spec
    const tag = run.tags?.step === undefined ? null : numberOf(run.tags.step)
    const step = tag ?? stepIn(name) ?? stepIn(shortSpec(run, model)) ?? stepIn(entrant.run)
    return { entrant, step, name: name.replace(stepWords, hidden), created: Date.parse(run.created) }
  })
  // Names of runs that each hold one model of a kind say where it was, not what it is.
  const isAlone = (kind: Entrant['kind']) =>
    runs.length > 1 && runs.every(({ run }) => run.models.filter(each => each.kind === kind).length <= 1)
  const groups = Map.groupBy(found, ({ entrant: { kind, prompt }, name }) =>
    JSON.stringify([kind, prompt, isAlone(kind) ? '' : name]),
  )
  return [...groups.values()].filter(({ length }) => length > 1).map(trained)
}

type Found = {
  readonly entrant: Entrant
  readonly step: number | null
  readonly name: string
  readonly created: number
}

function trained(group: readonly Found[]): TrainedModel {
  const without = group.filter(({ step }) => step === null).map(({ entrant }) => entrant.label)
  if (without.length > 0 && without.length < group.length)
    throw new NumeracyError(
      'input',
      `trend: ${enumerated(without)} ${without.length === 1 ? 'has' : 'have'} no step, and the others have; expected one of each. Probe with --tag step=500, or give the label step-500.`,
    )
  const axis = without.length === 0 ? 'step' : 'date'
  const points = group
    .map(({ entrant, step, created }): StepPoint => {
      const at = step ?? created
      return { at, text: axis === 'step' ? String(at) : dateText(at), entrant }
    })
    .sort((a, b) => a.at - b.at)
  const twice = points.find(({ at }, index) => index > 0 && points[index - 1].at === at)
  if (twice !== undefined)
    throw new NumeracyError(
      'input',
      `trend: two models are of the ${axis} ${twice.text}, among them ${twice.entrant.label}; expected one of each. Leave one out.`,
    )
  const [{ name, entrant }] = group
  // A name that is nothing but its step, such as step-500, names no model.
  const isOne = name !== hidden && group.every(each => each.name === name)
  return { name: isOne ? name : entrant.kind, kind: entrant.kind, prompt: entrant.prompt, axis, points }
}

function numberOf(text: string): number | null {
  const value = /^\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return Number.isNaN(value) ? stepIn(`step ${text}`) : value
}

function dateText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
}
