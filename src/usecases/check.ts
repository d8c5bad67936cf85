import { checkArgument } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { caseFamilies } from '../experiments/case-families.ts'
import { defaultExperiments, type Experiment } from '../experiments/experiment.ts'
import { shortSpec } from '../findings/finding.ts'
import { nearestNames } from '../math/edit-distance.ts'
import { measureCatalogue } from '../measures/catalogue.ts'
import type { Run, RunRecording } from '../store/run.ts'
import { type BaselineGate, baselineResults } from './check/baseline-gates.ts'
import { type CasesGate, checkShape, type Gate } from './check/gate.ts'
import type { GateResult } from './check/gate-result.ts'
import {
  casesResults,
  type GatedModel,
  indexSeriesIds,
  measureResults,
  useResults,
} from './check/measure-gates.ts'
import { driftResults, recordingOf } from './check/record.ts'
import { outlineOf, type ProbeRequest, type ProbeSettings, probe } from './probe.ts'
import { inSession } from './session.ts'

/** What to hold models to. */
export interface CheckRequest extends ProbeRequest {
  /** As in a config file; those against a baseline name a run of `baselines`. At least one. */
  readonly gates: readonly Gate[]
  /** The baseline runs by the names that the gates give them. */
  readonly baselines?: ReadonlyMap<string, Run> | undefined
  /** Whether a new baseline is wanted: what its gates need is asked, and nothing is held to it. Default false. */
  readonly updates?: boolean | undefined
}

/** What came of all gates. */
export interface CheckResult {
  readonly format: 'numeracy-check'
  readonly version: 1
  /** Whether no gate failed. */
  readonly passed: boolean
  readonly gates: readonly GateResult[]
  /** What the gates were held to, with recordings of its models: the next baseline. */
  readonly run: Run
}

/**
 * Probes models and holds them to gates. What the gates need is asked, whatever the request says: the experiments of
 * the five lines, and the index beside other series.
 *
 * @throws NumeracyError `usage` for a gate that cannot be held: an unknown model, measure or series, or no bound;
 * else as `probe`
 */
export async function check(request: CheckRequest, settings: ProbeSettings = {}): Promise<CheckResult> {
  checkArgument('check', request, 'object')
  checkArgument('check: gates', request.gates, 'objects')
  const { gates: all, baselines = new Map(), updates = false, ...probing } = request
  const gates = updates ? all.filter(gate => baselineOf(gate) === undefined) : all
  if (all.length === 0) throw usage('got no gates; expected one at least. Add some to the config file.')
  for (const [at, gate] of all.entries()) {
    checkShape(gate, `check: gate ${at + 1}`)
    checkGate(gate, `gate ${at + 1}`, updates ? null : baselines)
  }
  return inSession(request, settings, async session => {
    const { models } = session
    for (const [at, gate] of gates.entries()) gatedModels(gate, `gate ${at + 1}`, models)
    const shared: ProbeSettings = { ...settings, cache: session.cache }
    const asked = askedFor({ ...probing, models, embed: undefined, rerank: undefined }, all)
    const known = outlineOf(asked, models).series.map(({ id }) => id)
    if (all.some(isOnIndex)) known.push(...indexSeriesIds(asked.seed ?? 1))
    for (const [at, gate] of gates.entries()) checkSeries(gate, `gate ${at + 1}`, known)
    const run = await probed(asked, all, shared)
    const answered = models.filter(({ id }) => run.models.some(model => model.id === id))
    const recordings = new Map<string, RunRecording>()
    for (const named of answered) recordings.set(named.id, await recordingOf(named, session))
    const results = await resultsOf(gates, { run, baselines, models, recordings })
    return {
      format: 'numeracy-check',
      version: 1,
      passed: results.every(({ outcome }) => outcome !== 'fail'),
      gates: results,
      run: { ...run, recordings: [...recordings.values()] },
    }
  })
}

interface Held {
  readonly run: Run
  readonly baselines: ReadonlyMap<string, Run>
  readonly models: readonly NamedModel[]
  readonly recordings: ReadonlyMap<string, RunRecording>
}

async function resultsOf(
  gates: readonly Gate[],
  { run, baselines, models, recordings }: Held,
): Promise<GateResult[]> {
  const seriesOfIndex = indexSeriesIds(run.seed)
  const against: BaselineGate[] = []
  const results: (GateResult[] | BaselineGate)[] = gates.map(gate => {
    const named = gatedModels(gate, 'gate', models).filter(({ id }) => recordings.has(id))
    const gated = named.map(({ id }): GatedModel => ({ id, name: nameOf(run, id) }))
    if ('drift' in gate) {
      const asked = named.map(each => ({
        named: each,
        name: nameOf(run, each.id),
        now: recordings.get(each.id)!,
      }))
      return driftResults(gate, baselines.get(gate.drift)!, asked)
    }
    const families = 'cases' in gate ? familiesOf(gate) : []
    if (gate.baseline !== undefined) {
      const baseline = baselines.get(gate.baseline)!
      const one = { gate: { ...gate, baseline: gate.baseline }, baseline, models: gated, families }
      against.push(one)
      return one
    }
    if ('cases' in gate) return casesResults(gate, run, gated, families)
    return 'use' in gate ? useResults(gate, run, gated) : measureResults(gate, run, gated, seriesOfIndex)
  })
  // All at once: they share one error rate.
  const compared = await baselineResults(against, run)
  return results.flatMap(each => (Array.isArray(each) ? each : compared.get(each)!))
}

/** The families of the cases that a gate names: those after public reports, or the one of its file. */
function familiesOf({ cases }: CasesGate): readonly string[] {
  return cases === 'public' ? publicFamilies : [cases]
}

/** The families of cases after public reports; controls, on which string engines failed, are none of them. */
const publicFamilies = caseFamilies
  .filter(({ cases }) =>
    cases.some(({ report }) => report !== undefined && report.evidence !== 'string-engine'),
  )
  .map(({ id }) => id)

function isOnIndex(gate: Gate): boolean {
  return 'measure' in gate && gate.measure === 'index'
}

/** The request, with the experiments that the gates need. */
function askedFor(request: ProbeRequest, gates: readonly Gate[]): ProbeRequest {
  const { suite, experiments } = request
  const needed = gates.flatMap((gate): Experiment[] => {
    if ('use' in gate) return gate.use === 'threshold' ? ['same'] : ['search']
    if ('cases' in gate) return ['cases']
    return 'measure' in gate ? ['pairs'] : []
  })
  const all = needed.length === 0 ? experiments : [...(experiments ?? defaultExperiments(suite)), ...needed]
  return { ...request, experiments: all && [...new Set(all)] }
}

/** The run that the gates are held to: that of the request, with the index beside it where a gate asks for it. */
async function probed(request: ProbeRequest, gates: readonly Gate[], settings: ProbeSettings): Promise<Run> {
  const run = await probe(request, settings)
  if (request.suite === 'index' || !gates.some(isOnIndex)) return run
  const index = await probe(
    { ...request, series: undefined, zeroSeries: undefined, suite: 'index', experiments: ['pairs'] },
    settings,
  )
  return withIndex(run, index)
}

/** One run of two, of the same models and seed. */
function withIndex(run: Run, index: Run): Run {
  const ids = new Set(run.series.map(({ id }) => id))
  return {
    ...run,
    series: [...run.series, ...index.series.filter(({ id }) => !ids.has(id))],
    matrices: [...run.matrices, ...index.matrices],
    measures: [...run.measures, ...index.measures],
    verdicts: [...run.verdicts, ...index.verdicts],
    indexes: index.indexes ?? [],
    usage: {
      texts: run.usage.texts + index.usage.texts,
      pairs: run.usage.pairs + index.usage.pairs,
    },
    session: {
      requests: run.session.requests + index.session.requests,
      cacheHits: run.session.cacheHits + index.session.cacheHits,
      seconds: run.session.seconds + index.session.seconds,
    },
  }
}

function nameOf(run: Run, id: string): string {
  const model = run.models.find(each => each.id === id)!
  const isTwice = run.models.some(
    other => other.id !== id && other.kind !== 'reference' && shortSpec(run, other) === shortSpec(run, model),
  )
  return isTwice ? `${shortSpec(run, model)} as ${model.kind}` : shortSpec(run, model)
}

/**
 * The models that a gate speaks of.
 * @throws NumeracyError `usage` for a name that none has
 */
function gatedModels(
  { model: wanted }: Gate,
  place: string,
  models: readonly NamedModel[],
): readonly NamedModel[] {
  if (wanted === undefined) return models
  const names = ({ id, label, spec }: NamedModel) => [id, spec, ...(label == null ? [] : [label])]
  const found = models.filter(each => names(each).includes(wanted))
  if (found.length > 0) return found
  const labels = models.map(({ label, spec }) => label ?? spec)
  const [meant] = nearestNames(wanted, labels)
  throw usage(
    `${place}: got the model ${JSON.stringify(wanted)}; expected one of ${labels.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  )
}

/** The baseline that a gate names. */
export function baselineOf(gate: Gate): string | undefined {
  return 'drift' in gate ? gate.drift : gate.baseline
}

/** Finds what is wrong with a gate before any model is asked. @param baselines null where they are to be written */
function checkGate(gate: Gate, place: string, baselines: ReadonlyMap<string, Run> | null): void {
  const baseline = baselineOf(gate)
  if (baseline !== undefined && baselines?.has(baseline) === false)
    throw usage(`${place}: there is no baseline ${baseline}. Write it with --update-baseline.`)
  if ('drift' in gate) return
  const demands = Object.entries({
    min: gate.min,
    'over-floor': 'measure' in gate ? gate['over-floor'] : undefined,
    verdict: 'use' in gate ? gate.verdict : undefined,
    'over-baseline': 'use' in gate ? gate['over-baseline'] : undefined,
    baseline,
  }).filter(([, demand]) => demand !== undefined)
  if (demands.length !== 1)
    throw usage(
      `${place}: got ${demands.length === 0 ? 'nothing that it demands' : demands.map(([name]) => name).join(' and ')}; expected one of min, ${'measure' in gate ? 'over-floor, baseline' : 'use' in gate ? 'verdict, over-baseline' : 'none else'}. Make a gate of each.`,
    )
  if (!('measure' in gate) || gate.measure === 'index') return
  const measure = measureCatalogue.find(({ id }) => id === gate.measure)
  const ids = ['index', ...measureCatalogue.map(({ id }) => id)]
  if (measure === undefined) {
    const [meant] = nearestNames(gate.measure, ids)
    throw usage(
      `${place}: got the measure ${JSON.stringify(gate.measure)}; ${meant === undefined ? `expected one of ${ids.join(', ')}.` : `did you mean ${meant}?`}`,
    )
  }
  if (baseline !== undefined && (measure.better === 'neither' || measure.weighted === undefined))
    throw usage(
      `${place}: the measure ${measure.id} cannot be held to a baseline: ${measure.better === 'neither' ? 'neither more nor less of it is better' : 'it has no paired difference'}. Take another, such as concordance.`,
    )
}

/** Finds a series that a gate names and nobody is asked. @param ids of those that are */
function checkSeries(gate: Gate, place: string, ids: readonly string[]): void {
  if (!('measure' in gate) || gate.series === undefined || gate.series === 'all') return
  if (ids.includes(gate.series)) return
  const [meant] = nearestNames(gate.series, ids)
  throw usage(
    `${place}: got the series ${JSON.stringify(gate.series)}; expected one of ${ids.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  )
}

function usage(problem: string): NumeracyError {
  return new NumeracyError('usage', `check: ${problem}`)
}
