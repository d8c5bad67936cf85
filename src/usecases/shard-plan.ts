import { z } from 'zod'
import { NumeracyError } from '../base/error.ts'
import { canonicalJson, type Json } from '../base/json.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { experiments, sizes, suites } from '../experiments/experiment.ts'
import type { Embedder } from '../models/embedder.ts'
import type { ModelId } from '../models/identity.ts'
import type { Reranker } from '../models/reranker.ts'
import type { Tokenizer } from '../models/tokenizer.ts'
import { defineSeries, families } from '../series/series.ts'
import { type ValueKind, valueKinds } from '../series/value-kinds.ts'
import type { ProbeOptions } from './probe-options.ts'

/**
 * What a whole run asks, as the file of each of its parts holds it: everything in full, but models only by what they
 * are, and how they split the documents into tokens.
 */
export async function sentPlan({ models, ...plan }: ProbeOptions): Promise<Json> {
  const texts = new Set(plan.series.flatMap(series => series.texts))
  const sent = await Promise.all(models.map(async named => sentModel(named, await splitsOf(named, texts))))
  return JSON.parse(JSON.stringify({ ...plan, models: sent })) as Json
}

/** Each text with its tokens. */
type Splits = readonly (readonly [text: string, tokens: readonly string[]])[]

async function splitsOf(
  { model: { tokenizer } }: NamedModel,
  texts: Iterable<string>,
): Promise<{ readonly id?: string; readonly splits: Splits } | undefined> {
  if (tokenizer === undefined) return undefined
  const splits: [string, readonly string[]][] = []
  for (const text of texts) splits.push([text, await tokenizer.tokens(text)])
  return { ...(tokenizer.id !== undefined && { id: tokenizer.id }), splits }
}

function sentModel(
  { id, spec, label = null, model }: NamedModel,
  tokenizer: Awaited<ReturnType<typeof splitsOf>>,
) {
  const named = { id, spec, label, identity: model.id, tokenizer }
  return model.kind === 'embedder'
    ? { ...named, kind: model.kind, takesRoles: model.takesRoles }
    : {
        ...named,
        kind: model.kind,
        scoreSpace: model.scoreSpace,
        listwise: model.listwise,
        standIn: model.standIn,
      }
}

const text = z.string().max(20_000)
const maybe = z.string().max(20_000).nullable()

const identity = z.strictObject({
  kind: z.enum(['embedder', 'reranker']),
  provider: text,
  model: text,
  revision: maybe,
  task: maybe,
  dimensions: z.int().positive().nullable(),
  dtype: maybe,
  normalisation: z.enum(['unit', 'none']).nullable(),
  baseURL: maybe,
})
const tokenizer = z.strictObject({
  id: text.exactOptional(),
  splits: z.array(z.tuple([text, z.array(text).readonly()])).readonly(),
})
const named = { id: text, spec: text, label: maybe, identity, tokenizer: tokenizer.exactOptional() }
const model = z.discriminatedUnion('kind', [
  z.strictObject({ ...named, kind: z.literal('embedder'), takesRoles: z.boolean().exactOptional() }),
  z.strictObject({
    ...named,
    kind: z.literal('reranker'),
    scoreSpace: z.enum(['logit', 'probability', 'unknown']),
    listwise: z.boolean(),
    standIn: z.boolean(),
  }),
])
const series = z.strictObject({
  id: text,
  family: z.enum(families),
  kind: z.enum(Object.keys(valueKinds) as ValueKind[]).exactOptional(),
  description: text,
  source: text,
  texts: z.array(text).readonly(),
  values: z.array(z.number()).readonly(),
  ruler: z.enum(['linear', 'log', 'circular']),
  period: z.number().positive().nullable(),
  readUnit: z.number().nullable().exactOptional(),
  notes: z.array(text).readonly().exactOptional(),
})
const hardCase = z.strictObject({
  id: text,
  family: text,
  anchor: text,
  closer: text,
  farther: text,
  isQuestion: z.boolean().exactOptional(),
  report: z
    .strictObject({
      evidence: z.enum(['failed', 'thin-margin', 'reported', 'string-engine']),
      source: text,
    })
    .exactOptional(),
})
const planSchema = z.strictObject({
  models: z.array(model).min(1),
  series: z.array(series).readonly(),
  zeroSeries: z.array(series).readonly(),
  prompts: z.array(text).min(1).readonly(),
  roles: z.enum(['same', 'query-document']),
  controls: z.enum(['free', 'all', 'none']),
  seed: z.int(),
  suite: z.enum(suites),
  cases: z.array(hardCase).readonly().exactOptional(),
  size: z.enum(sizes),
  tags: z.record(text, text).exactOptional(),
  experiments: z.array(z.enum(experiments)).readonly().exactOptional(),
})

/**
 * The plan that `sentPlan` wrote. Its models answer nothing by themselves: all that they were asked must be at hand.
 * @param name of the file, for errors
 * @throws NumeracyError `input`
 */
export function receivedPlan(value: Json, name: string): ProbeOptions {
  const read = planSchema.safeParse(value)
  if (!read.success) {
    const where = read.error.issues[0].path.join('.')
    throw new NumeracyError(
      'input',
      `The file of answers ${name} holds no plan that this numeracy can read${where ? ` (${where})` : ''}. Use the numeracy that wrote it.`,
      { details: { file: name } },
    )
  }
  const { models, cases, experiments: asked, ...plan } = read.data
  return {
    ...plan,
    ...oncePerSeries(plan),
    models: models.map(each => ({
      id: each.id,
      spec: each.spec,
      label: each.label,
      model: answeredModel(each, name),
    })),
    ...(cases !== undefined && { cases }),
    ...(asked !== undefined && { experiments: asked }),
  }
}

/** A series of both experiments is one, as in the run that was planned. */
function oncePerSeries({ series, zeroSeries }: Pick<z.infer<typeof planSchema>, 'series' | 'zeroSeries'>) {
  const known = new Map([...zeroSeries, ...series].map(each => [canonicalJson(each), defineSeries(each)]))
  const once = (all: typeof series) => all.map(each => known.get(canonicalJson(each))!)
  return { series: once(series), zeroSeries: once(zeroSeries) }
}

/** A model of which all answers are at hand, so that it is never asked. */
function answeredModel(facts: z.infer<typeof model>, name: string): Embedder | Reranker {
  const id: ModelId = facts.identity
  const refuse = async () => {
    throw new NumeracyError(
      'input',
      `The file of answers ${name} and the others hold an answer of ${facts.id} that cannot be one. Ask these parts again.`,
      { details: { model: facts.id } },
    )
  }
  const limits = {
    maxBatch: Number.MAX_SAFE_INTEGER,
    ...(facts.tokenizer !== undefined && { tokenizer: knownSplits(facts.tokenizer) }),
  }
  if (facts.kind === 'embedder') {
    const { takesRoles } = facts
    return { kind: 'embedder', id, ...limits, ...(takesRoles !== undefined && { takesRoles }), embed: refuse }
  }
  const { scoreSpace, listwise, standIn } = facts
  return { kind: 'reranker', id, ...limits, scoreSpace, listwise, standIn, score: refuse }
}

function knownSplits({ splits, ...tokenizer }: { readonly id?: string; readonly splits: Splits }): Tokenizer {
  const known = new Map(splits)
  return { ...tokenizer, tokens: async document => known.get(document) ?? [] }
}
