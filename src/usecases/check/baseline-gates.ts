import { entrantsOf, type NamedRun } from '../../findings/comparison/entrants.ts'
import { measureCatalogue } from '../../measures/catalogue.ts'
import type { Run } from '../../store/run.ts'
import { compare } from '../compare.ts'
import { type Difference, decided } from './decision.ts'
import type { CasesGate, MeasureGate, UseGate } from './gate.ts'
import type { GateResult } from './gate-result.ts'
import { type GatedModel, indexSeriesIds, notMeasured } from './measure-gates.ts'
import { type ModelIn, useDifference } from './use-difference.ts'

type Against = (MeasureGate | UseGate | CasesGate) & { readonly baseline: string }

/** A gate against a baseline run, with the run. */
export interface BaselineGate {
  readonly gate: Against
  readonly baseline: Run
  /** Those that it speaks of. */
  readonly models: readonly GatedModel[]
  /** The families of cases that it speaks of. */
  readonly families: readonly string[]
}

/** What gates against baselines come to, all of them as one family. O(gates · resamples · n² log n). */
export async function baselineResults(
  gates: readonly BaselineGate[],
  run: Run,
): Promise<ReadonlyMap<BaselineGate, readonly GateResult[]>> {
  const found = new Map<BaselineGate, readonly (Difference | GateResult)[]>()
  for (const gate of gates) found.set(gate, await differencesOf(gate, run))
  const differences = [...found.values()].flat().filter(isDifference)
  const all = decided(differences)
  const results = new Map(differences.map((each, at) => [each, all[at]]))
  return new Map(
    [...found].map(([gate, all]) => [
      gate,
      all.map(each => (isDifference(each) ? results.get(each)! : each)),
    ]),
  )
}

function isDifference(each: Difference | GateResult): each is Difference {
  return 'delta' in each
}

async function differencesOf(against: BaselineGate, run: Run): Promise<(Difference | GateResult)[]> {
  const { gate, baseline, models } = against
  const { baseline: file, 'min-delta': delta = 0 } = gate
  const results: (Difference | GateResult)[] = []
  for (const { id, name } of models) {
    const now = run.models.find(each => each.id === id)!
    const then = baseline.models.find(
      each => each.kind === now.kind && (each.label ?? each.spec) === (now.label ?? now.spec),
    )
    const demand = `not worse than ${file}${delta === 0 ? '' : ` by more than ${delta}`}`
    const about = (what: string) => ({ gate: `${what} ${demand}`, model: name })
    if (then === undefined) {
      const why = `the baseline has no ${now.kind} ${JSON.stringify(name)}. Write it again with --update-baseline`
      results.push(notMeasured(about(whatOf(gate)), why))
      continue
    }
    const sides = [
      { run, model: id },
      { run: baseline, model: then.id },
    ] as const
    if ('cases' in gate) results.push(casesDifference(against, sides, about(whatOf(gate))))
    else if ('use' in gate) {
      const found = useDifference(gate.use, ...sides, run.seed)
      results.push(
        typeof found === 'string'
          ? notMeasured(about(gate.use), `${found} in the baseline`)
          : { about: about(gate.use), delta, ...found },
      )
    } else results.push(...(await measureDifferences(gate, sides, about)))
  }
  return results
}

function whatOf(gate: Against): string {
  if ('cases' in gate) return `cases ${gate.cases}`
  return 'use' in gate ? gate.use : gate.measure
}

type Sides = readonly [now: ModelIn, then: ModelIn]

async function measureDifferences(
  { measure, series = 'all', 'min-delta': delta = 0 }: MeasureGate,
  [now, then]: Sides,
  about: (what: string) => Difference['about'],
): Promise<(Difference | GateResult)[]> {
  const isIndex = measure === 'index'
  const isLower = !isIndex && measureCatalogue.find(({ id }) => id === measure)!.better === 'lower'
  const ofIndex = new Set(indexSeriesIds(now.run.seed))
  const wanted = (id: string) =>
    isIndex ? ofIndex.has(id) : id === series || (series === 'all' && !ofIndex.has(id))
  const pair = [alone('now', now, wanted), alone('baseline', then, wanted)]
  const missing = pair.find(one => entrantsOf([one]).length === 0)
  if (missing !== undefined)
    return [
      notMeasured(
        about(measure),
        missing.name === 'now' ? 'no such series was asked' : 'the baseline has no such series',
      ),
    ]
  const {
    entrants,
    series: compared,
    index,
  } = await compare(pair, {
    measure: isIndex ? 'concordance' : measure,
    seed: now.run.seed,
  })
  const isNow = new Set(entrants.filter(each => each.run === 'now').map(each => each.id))
  const parts: readonly Part[] = isIndex
    ? [{ what: 'index', n: documentsOfIndex, differences: index?.differences ?? [] }]
    : compared.map(each => ({ what: `${each.series}/${measure}`, ...each }))
  if (parts.length === 0) return [notMeasured(about(measure), 'the baseline has no such series')]
  return parts.flatMap(
    ({
      what,
      n,
      differences,
      reason = 'the baseline has no such documents',
    }): (Difference | GateResult)[] => {
      const own = differences.filter(({ a, b }) => isNow.has(a) !== isNow.has(b))
      if (own.length === 0) return [notMeasured(about(what), reason)]
      return own.map(({ a, difference, interval }): Difference | GateResult => {
        if (interval === null)
          return notMeasured(about(what), 'too many resamples leave it undefined, so there is no interval')
        const isTurned = isNow.has(a) === isLower
        const [low, high] = interval
        const turned = isTurned
          ? { difference: -difference, interval: [-high, -low] as const }
          : { difference, interval: [low, high] as const }
        return { about: about(what), n, delta, ...turned }
      })
    },
  )
}

/** What two models are compared on. */
interface Part {
  readonly what: string
  readonly n: number
  readonly reason?: string
  readonly differences: readonly {
    readonly a: string
    readonly b: string
    readonly difference: number
    readonly interval: readonly [number, number] | null
  }[]
}

/** Twelve series of sixty. */
const documentsOfIndex = 720

/** A run with one model, and the matrices and sampled series that count. */
function alone(name: string, { run, model }: ModelIn, wanted: (series: string) => boolean): NamedRun {
  return {
    name,
    run: {
      ...run,
      models: run.models.filter(({ id }) => id === model),
      matrices: run.matrices.filter(
        each => each.model === model && each.experiment !== 'zero' && wanted(each.series),
      ),
      measures: run.measures.filter(each => each.model === model && wanted(each.series)),
    },
  }
}

/** Cases are chosen by hand and the same on both sides: the share itself decides. */
function casesDifference(
  { gate, families }: BaselineGate,
  sides: Sides,
  about: Difference['about'],
): GateResult {
  const delta = gate['min-delta'] ?? 0
  const [now, then] = sides.map(({ run, model }) => {
    const own = run.cases.filter(each => each.model === model && families.includes(each.family))
    // An id says where a case stands in a file, and not what it asks.
    return new Map(
      own.map(({ anchor, closer, farther, verdict }) => [
        JSON.stringify([anchor, closer, farther]),
        verdict === 'right',
      ]),
    )
  })
  const shared = [...now.keys()].filter(id => then.has(id))
  if (shared.length === 0) return notMeasured(about, 'the baseline has none of these cases')
  const count = (side: ReadonlyMap<string, boolean>) => shared.filter(id => side.get(id)).length
  const value = (count(now) - count(then)) / shared.length
  return {
    ...about,
    outcome: value >= -delta ? 'pass' : 'fail',
    value,
    interval: null,
    bound: -delta,
    message: `${count(now)} of ${shared.length} right, ${count(then)} in the baseline.`,
  }
}
