import { guardedModel, type NamedModel } from '../../experiments/ask.ts'
import { type Drift, driftBetween, driftQueries, driftTexts } from '../../experiments/drift.ts'
import { memoryCache } from '../../store/memory-cache.ts'
import type { Run, RunRecording } from '../../store/run.ts'
import type { Session } from '../session.ts'
import type { DriftGate } from './gate.ts'
import type { GateResult } from './gate-result.ts'
import { notMeasured } from './measure-gates.ts'

/** Cosine distance that rounding and other batches leave between equal vectors. */
const defaultDrift = 0.0001

/** What a model answers now to the texts that drift is measured with, whatever the cache holds. */
export async function recordingOf(
  named: NamedModel,
  { now, wait, listen, signal }: Pick<Session, 'now' | 'wait' | 'listen' | 'signal'>,
): Promise<RunRecording> {
  const model = guardedModel(named, { cache: memoryCache(), now, wait, listen })
  const texts = [...driftTexts]
  const options = signal === undefined ? {} : { signal }
  if (model.kind === 'embedder') {
    const { vectors } = await model.embed(texts, { role: 'document', ...options })
    return {
      model: named.id,
      texts,
      columns: vectors.dimensions,
      values: Float64Array.from(vectors.data),
    }
  }
  const columns = driftQueries.length
  const values = new Float64Array(texts.length * columns)
  for (const [column, query] of driftQueries.entries()) {
    const { scores } = await model.score(query, texts, options)
    for (const [at, score] of scores.entries()) values[at * columns + column] = Math.fround(score)
  }
  return { model: named.id, texts, columns, values }
}

/** What a gate on drift comes to. */
export function driftResults(
  gate: DriftGate,
  baseline: Run,
  asked: readonly { readonly named: NamedModel; readonly name: string; readonly now: RunRecording }[],
): GateResult[] {
  const { max = defaultDrift } = gate
  return asked.map(({ named, name, now }): GateResult => {
    const about = { gate: `drift from ${gate.drift} at most ${max}`, model: name }
    const key = named.label ?? named.spec
    const then = baseline.models.find(
      each => each.kind === named.model.kind && (each.label ?? each.spec) === key,
    )
    const recorded = baseline.recordings?.find(({ model }) => model === then?.id)
    if (recorded === undefined)
      return notMeasured(about, 'the baseline has no recording of it. Write it again with --update-baseline')
    const damage = damageOf(recorded, now, named.model.kind)
    if (damage !== null)
      return notMeasured(about, `the baseline ${damage}. Write it again with --update-baseline`)
    const drift = driftBetween(named.model.kind, recorded, now)
    const day = baseline.created.slice(0, 10)
    const changed = `The model behind this name has changed since ${day}`
    if (drift === null)
      return {
        ...about,
        outcome: 'fail',
        value: null,
        interval: null,
        bound: max,
        message: `${changed}: its answers have another length.`,
      }
    const { distance } = drift
    const outcome = distance <= max ? 'pass' : 'fail'
    const measured = `${named.model.kind === 'embedder' ? 'cosine distance' : 'share of the range'} ${Number(distance.toPrecision(2))}`
    return {
      ...about,
      outcome,
      value: distance,
      interval: null,
      bound: max,
      message:
        outcome === 'pass'
          ? `The same as on ${day}: largest ${measured}.`
          : `${changed}: ${measured} on ${JSON.stringify(drift.text)}, at most ${max} is allowed; ${orderText(drift)}.`,
    }
  })
}

/** Why nothing can be compared with a recording; null where it can. */
function damageOf(
  { texts, columns, values }: RunRecording,
  now: RunRecording,
  kind: NamedModel['model']['kind'],
): string | null {
  if (texts.length !== now.texts.length || texts.some((text, at) => text !== now.texts[at]))
    return 'recorded other texts'
  const isVector = (row: Float64Array) =>
    row.every(Number.isFinite) && (kind === 'reranker' || row.some(value => value !== 0))
  const broken = texts.find((_, at) => !isVector(values.subarray(at * columns, (at + 1) * columns)))
  return broken === undefined
    ? null
    : `has for ${JSON.stringify(broken)} ${kind === 'embedder' ? 'no vector, but zeros or what is no number' : 'what is no number'}`
}

function orderText({ reordered }: Drift): string {
  return reordered === 0 ? 'the order is the same' : `${reordered} of the best matches are others`
}
