import { NumeracyError } from '../../base/error.ts'
import type { RunSeries } from '../../store/run.ts'
import { enumerated, shortSpec } from '../finding.ts'
import { documentsOf } from './documents.ts'
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
  const step = Number(digits) * { '': 1, k: 1000, m: 1_000_000 }[unit.toLowerCase()]!
  return Number.isFinite(step) ? step : null
}

/**
 * The models of runs that are checkpoints of one another. A run's step is its tag `step`, else the number behind a
 * word such as `step-500` in the label or spec of the model, else in the name of the run; where no model of the runs
 * has one, runs are ordered by when they were made.
 * @throws NumeracyError `input` where some have a step and others none, two models one step, or a tag that is no step
 */
export function trainedModels(runs: readonly NamedRun[]): TrainedModel[] {
  const named = new Map(runs.map(({ name, run }) => [name, run]))
  const models = new Map(runs.map(({ run }) => [run, new Map(run.models.map(each => [each.id, each]))]))
  const found = entrantsOf(runs).map(entrant => {
    const run = named.get(entrant.run)!
    const model = models.get(run)!.get(entrant.model)!
    const name = model.label ?? model.spec
    const tag = run.tags?.step === undefined ? null : taggedStep(run.tags.step, entrant.label)
    const step = tag ?? stepIn(name) ?? stepIn(shortSpec(run, model)) ?? stepIn(entrant.run)
    return { entrant, step, name: name.replace(stepWords, hidden), created: Date.parse(run.created) }
  })
  // Names of runs that each hold one model of a kind say where it was, not what it is.
  const severalIn = new Set(runs.flatMap(({ run }) => repeated(run.models.map(({ kind }) => kind))))
  const isAlone = (kind: Entrant['kind']) => runs.length > 1 && !severalIn.has(kind)
  const groups = Map.groupBy(found, ({ entrant: { kind, prompt }, name }) =>
    JSON.stringify([kind, prompt, isAlone(kind) ? '' : name]),
  )
  return [...groups.values()].filter(({ length }) => length > 1).map(trained)
}

/** What stands in a list more than once. */
function repeated<Item>(items: readonly Item[]): Item[] {
  return items.filter((item, at) => items.indexOf(item) < at)
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
      return { at, text: axis === 'step' ? String(at).replace('-', '−') : dateText(at), entrant }
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

/** A number as one writes it down: −5, 2.5 or 1e3. */
const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

function taggedStep(tag: string, label: string): number {
  const step = plainNumber.test(tag) ? Number(tag) : stepIn(`step ${tag}`)
  if (step !== null && Number.isFinite(step)) return step
  throw new NumeracyError(
    'input',
    `trend: ${label} has the tag step=${JSON.stringify(tag)}, which is no step; expected a number. Probe it again with one, such as --tag step=500.`,
  )
}

/**
 * The series that two steps share, as the last of them that has one was asked it, and of each other one why it is left
 * out, as a sentence.
 */
export function followedSeries({ points }: Pick<TrainedModel, 'points'>): {
  readonly series: readonly RunSeries[]
  readonly notes: readonly string[]
} {
  const asked = points.flatMap(({ entrant: { matrices, sampled } }) =>
    [...matrices, ...sampled].map(({ series }) => series),
  )
  const series: RunSeries[] = []
  const notes: string[] = []
  for (const [id, named] of Map.groupBy(asked, each => each.id)) {
    const last = named.at(-1)!
    const documents = documentsOf(last)
    if (named.slice(0, -1).some(each => documentsOf(each) === documents)) series.push(last)
    else
      notes.push(
        named.length === 1
          ? `${id}: one step alone was asked it.`
          : `${id}: the last step was asked other documents than those before it.`,
      )
  }
  return { series, notes }
}

function dateText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
}
