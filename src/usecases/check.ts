import { NumeracyError } from '../base/error.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { caseFamilies } from '../experiments/case-families.ts'
import { type Experiment, usualExperiments } from '../experiments/experiment.ts'
import { shortSpec } from '../findings/finding.ts'
import { nearestNames } from '../math/edit-distance.ts'
import { measureCatalogue } from '../measures/catalogue.ts'
import type { Gate } from '../store/config-file.ts'
import type { Run, RunRecording } from '../store/run.ts'
import { type BaselineGate, baselineResults } from './check/baseline-gates.ts'
import type { GateResult } from './check/gate-result.ts'
import {
  casesResults,
  type GatedModel,
  indexSeriesIds,
  measureResults,
  useResults,
} from './check/measure-gates.ts'
import { driftResults, recordingOf } from './check/record.ts'
import { type ProbeRequest, type ProbeSettings, probe } from './probe.ts'
import { inSession } from './session.ts'

/** What to hold models to. */
export interface CheckRequest extends ProbeRequest {
  /** As in a config file; those against a baseline name a run of `baselines`. At least one. */
  readonly gates: readonly Gate[]
  /** The baseline runs by the names that the gates give them. */
  readonly baselines?: ReadonlyMap<string, Run> | undefined
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
  const { gates, baselines = new Map(), ...probing } = request
  if (gates.length === 0) throw usage('got no gates; expected one at least. Add some to the config file.')
  for (const [at, gate] of gates.entries()) checkGate(gate, `gate ${at + 1}`, baselines)
  return inSession(request, settings, async session => {
    const { models } = session
    for (const [at, gate] of gates.entries()) gatedModels(gate, `gate ${at + 1}`, models, models)
    const shared: ProbeSettings = { ...settings, cache: session.cache }
    const run = await probed({ ...probing, models, embed: undefined, rerank: undefined }, gates, shared)
    for (const [at, gate] of gates.entries()) checkSeries(gate, `gate ${at + 1}`, run)
    const answered = models.filter(({ id }) => run.models.some(model => model.id === id))
    const recordings = new Map<string, RunRecording>()
    for (const named of answered) recordings.set(named.id, await recordingOf(named, session))
    const results = await resultsOf(gates, { run, baselines, models: answered, recordings })
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
    const named = gatedModels(gate, 'gate', models, models)
    const gated = named.map(({ id }): GatedModel => ({ id, name: nameOf(run, id) }))
    if ('drift' in gate) {
      const asked = named.map(each => ({
        named: each,
        name: nameOf(run, each.id),
        now: recordings.get(each.id)!,
      }))
      return driftResults(gate, baselines.get(gate.drift)!, asked)
    }
    if ('cases' in gate) return casesResults(gate, run, gated, publicFamilies)
    if ('use' in gate) return useResults(gate, run, gated)
    if (gate.baseline === undefined) return measureResults(gate, run, gated, seriesOfIndex)
    const one = { gate: { ...gate, baseline: gate.baseline }, baseline: baselines.get(gate.baseline)!, models: gated }
    against.push(one)
    return one
  })
  // All at once: they share one error rate.
  const compared = await baselineResults(against, run)
  return results.flatMap(each => (Array.isArray(each) ? each : compared.get(each)!))
}
