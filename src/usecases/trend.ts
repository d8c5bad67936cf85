import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { followedSeries, type TrainedModel, trainedModels } from '../findings/comparison/steps.ts'
import type { Trend, TrendPoint, TrendSeries } from '../findings/comparison/trend.ts'
import { holm } from '../math/holm.ts'
import type { Measure } from '../measures/measure.ts'
import { isSignificant, type PairedDifference, pairedDifference } from '../measures/paired.ts'
import type { Run } from '../store/run.ts'
import { type ComparisonOptions, comparableMeasure } from './compare/comparable.ts'
import { withPauses } from './compare/pauses.ts'
import { type Placed, placer } from './compare/placed.ts'

/** How to follow a training. Everything may be left out. */
export type TrendOptions = ComparisonOptions

/**
 * Follows models through their training: what each step scores on each series, and which is the first that differs
 * significantly from the first of all. O(steps · series · resamples · n² log n).
 * @throws NumeracyError `unknown` for a measure; `usage` for two runs of one name; `input` where no model has two steps,
 * steps that cannot be ordered, or no series that two of them share
 */
export async function trend(runs: readonly NamedRun[], options: TrendOptions = {}): Promise<Trend> {
  checkArgument('trend: runs', runs, 'objects')
  for (const { name, run } of runs) {
    checkArgument('trend: the name of a run', name, 'text')
    checkArgument('trend: a run', run, 'object')
  }
  const named = new Map<string, Run>()
  for (const { name, run } of runs) {
    if ((named.get(name) ?? run) !== run)
      throw new NumeracyError(
        'usage',
        `trend: two runs have the name ${quoted(name, 200)}; expected another for each. Leave one out, or rename it.`,
      )
    named.set(name, run)
  }
  checkMembers('trend', options, { measure: 'text', seed: 'whole number', signal: 'signal' })
  const { measure: id = 'concordance', seed = 1 } = options
  const measure = comparableMeasure('trend', id)
  const models = trainedModels(runs)
  if (models.length === 0)
    throw new NumeracyError(
      'input',
      'trend: got no model at two steps; expected runs of one model, or one run of models such as NAME-step-500 and NAME-step-1000. Give a second run.',
    )
  const total = models.reduce((sum, model) => sum + followedSeries(model).series.length, 0)
  let done = 0
  const onSeries = (label: string) => options.listen?.({ type: 'measured', done: ++done, total, label })
  const followed: Followed[] = []
  for (const model of models) followed.push(await follow(model, measure, { ...options, seed, onSeries }))
  if (followed.every(each => each.series.length === 0)) {
    const [why = 'no step was asked any series.'] = followed.flatMap(({ notes }) => notes)
    throw new NumeracyError(
      'input',
      `trend: got no series on which two steps can be compared by ${id}; expected one at least. ${why} Probe the steps with the same series.`,
      { details: { notes: followed.flatMap(({ notes }) => notes).slice(0, 100) } },
    )
  }
  const adjusted = holm(followed.flatMap(({ series }) => series.flatMap(changesOf)).map(({ p }) => p))
  let next = 0
  return {
    format: 'numeracy-trend',
    version: 1,
    seed,
    measure: id,
    better: measure.better,
    models: followed.map(({ model: { name, kind, prompt, axis }, series, notes }) => ({
      name,
      kind,
      prompt,
      axis,
      series: series.map(({ changes, ...each }): TrendSeries => {
        const points = each.points.map((point, at): TrendPoint => {
          const change = changes[at]
          if (change === null) return { ...point, change }
          const p = adjusted[next++]
          return {
            ...point,
            change: { ...change, adjusted: p, significant: isSignificant(change, p) },
          }
        })
        return { ...each, points, firstChange: firstChangeOf(points, measure) }
      }),
      notes,
    })),
  }
}

interface Followed {
  readonly model: TrainedModel
  readonly series: readonly (Omit<TrendSeries, 'points' | 'firstChange'> & {
    readonly points: readonly Omit<TrendPoint, 'change'>[]
    /** For each point; null of the first. */
    readonly changes: readonly (PairedDifference | null)[]
  })[]
  readonly notes: readonly string[]
}

function changesOf({ changes }: Followed['series'][number]): PairedDifference[] {
  return changes.filter(change => change !== null)
}

function firstChangeOf(points: readonly TrendPoint[], { better }: Measure): TrendSeries['firstChange'] {
  const first = points.find(({ change }) => change?.significant)
  if (first === undefined) return null
  const isHigher = first.change!.difference > 0
  return {
    at: first.at,
    text: first.text,
    isBetter: better === 'neither' ? null : isHigher === (better === 'higher'),
  }
}

async function follow(
  model: TrainedModel,
  measure: Measure,
  {
    seed,
    signal,
    pause,
    onSeries,
  }: TrendOptions & { readonly seed: number; readonly onSeries: (id: string) => void },
): Promise<Followed> {
  const series: Followed['series'][number][] = []
  const shared = followedSeries(model)
  const notes = [...shared.notes]
  for (const each of shared.series) {
    const n = each.texts.length
    const place = placer(each, measure, seed, { withFloor: false })
    const placed: { readonly point: Omit<TrendPoint, 'change'>; readonly drawn: Placed }[] = []
    for (const { at, text, entrant } of model.points) {
      const found = await withPauses(place(entrant), { signal, pause })
      if ('reason' in found) notes.push(`${each.id} without ${entrant.label}: ${found.reason}`)
      else {
        const { value, interval } = found
        placed.push({ point: { at, text, label: entrant.label, value, interval }, drawn: found })
      }
    }
    onSeries(each.id)
    if (placed.length < 2) continue
    series.push({
      series: each.id,
      n,
      points: placed.map(({ point }) => point),
      changes: placed.map(({ drawn }, at) =>
        at === 0 ? null : pairedDifference(measure, drawn, placed[0].drawn),
      ),
    })
  }
  return { model, series, notes }
}
