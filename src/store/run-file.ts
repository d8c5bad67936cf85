import { z } from 'zod'
import type { Json } from '../base/json.ts'
import { runFormat, runVersion } from './run-format.ts'

/** Any JSON; the library's own type has mutable arrays, ours has not. */
const json: z.ZodType<Json> = z.json()
const interval = z.tuple([z.number(), z.number()]).readonly()
const name = z.string().min(1).max(20_000)
const text = z.string().max(20_000)

const model = z.strictObject({
  id: name.describe('Unique in the run; the embedder and the reranker of one spec differ.'),
  label: name
    .nullable()
    .default(null)
    .describe('What the model is called wherever it is shown; null: its spec says it.'),
  spec: name.describe('What was asked for, as on the command line.'),
  kind: z.enum(['embedder', 'reranker', 'reference']),
  identity: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .describe('All that must be equal for answers to be comparable.'),
  standIn: z.boolean().describe('Whether a dual encoder stands in for a cross-encoder.'),
})

const series = z.strictObject({
  id: name,
  texts: z.array(text).min(1).max(100_000).readonly(),
  values: z.array(z.number()).readonly(),
  ruler: z.enum(['linear', 'log', 'circular']),
  period: z.number().positive().nullable(),
})

const matrix = z.strictObject({
  series: name,
  model: name,
  experiment: z
    .enum(['pairs', 'zero', 'index'])
    .describe('index: some documents of the series, evenly spread, against all of them.'),
  prompt: text.nullable().describe('The question put to a reranker; null for an embedder.'),
  rows: z.int().positive(),
  columns: z.int().positive(),
  dtype: z.enum(['float32', 'float64']),
  data: z.string().describe('base64 of the numbers, little-endian, row-major, diagonal included.'),
})

const floor = z.strictObject({
  model: name.describe('The string reference that scores best.'),
  value: z.number(),
  margin: z.number().nullable().describe('Value of the model minus value of the floor.'),
  interval: interval.nullable().describe('95 % interval of the margin, by resampling items.'),
})

const measure = z.strictObject({
  series: name,
  model: name,
  prompt: text.nullable(),
  id: name,
  value: z.number().nullable(),
  interval: interval.nullable().describe('95 % interval, by resampling items.'),
  chance: z.number().nullable().describe('What a model that knows nothing is expected to score.'),
  floor: floor.nullable(),
  reason: text.optional().describe('Why there is no value.'),
  details: z.record(z.string(), json).readonly().optional(),
})

const verdict = z.strictObject({
  series: name,
  model: name,
  prompt: text.nullable(),
  verdict: z.enum(['reversed', 'chance', 'below-spelling', 'spelling', 'magnitude', 'understands', 'partly']),
})

const hardCase = z.strictObject({
  id: name,
  family: name,
  model: name,
  anchor: text,
  closer: text,
  farther: text,
  similarity: z.strictObject({ closer: z.number(), farther: z.number() }),
  margin: z.number().describe('similarity.closer − similarity.farther'),
  verdict: z.enum(['right', 'wrong', 'tie']).describe('tie when |margin| ≤ 1e-6'),
  source: name.optional().describe('Of a case after a public report: where the report is.'),
  evidence: z
    .enum(['failed', 'thin-margin', 'reported', 'string-engine'])
    .optional()
    .describe(
      'What the report says: a model failed, was right by a thin margin, or no scores are given. string-engine: an engine that compares characters failed; a control, counted apart.',
    ),
})

const indexed = { value: z.number(), interval: interval.nullable() }

const index = z.strictObject({
  model: name,
  prompt: text.nullable(),
  ...indexed,
  ndcg10: z.strictObject(indexed).describe('The mean nDCG@10 over the series.'),
  parts: z
    .array(
      z.strictObject({
        series: name,
        concordance: z.number(),
        floor: z.number().describe('The concordance of the best string reference.'),
        value: z.number().describe('(concordance − floor) / (1 − floor), at least −1.'),
        ndcg10: z.number(),
      }),
    )
    .readonly(),
})

const question = z.strictObject({
  id: name,
  kind: z.enum(['near', 'range', 'exact', 'format']),
  domain: name,
  form: name.describe('How the records are written: as a title, as a sentence, as JSON.'),
  controlled: z.boolean().describe('Whether all candidates share every word but the number.'),
  model: name,
  prompt: text.nullable(),
  question: text,
  candidates: z
    .array(
      z.strictObject({
        text,
        grade: z
          .number()
          .describe('near: closeness on the ruler of the field, 1 for the value itself; else 1 or 0.'),
      }),
    )
    .min(2)
    .readonly(),
  similarities: z.array(z.number()).readonly().describe('Of question and candidate, in their order.'),
})

const factPair = z.strictObject({
  fact: name,
  kind: name,
  pair: z
    .enum(['same-words', 'same-format', 'different', 'different-reworded'])
    .describe(
      'The same fact in other words, or with its value in another format; another value in the same words, or in others.',
    ),
  change: name.nullable().describe('What was done to the value; null for the same fact.'),
  model: name,
  a: text,
  b: text,
  similarity: z.number(),
})

const use = z.strictObject({
  model: name,
  prompt: text.nullable(),
  use: z.enum(['near', 'range', 'exact', 'format', 'threshold']),
  value: z.number().nullable(),
  interval: interval.nullable().describe('95 % interval: questions resampled within domains, or facts.'),
  baseline: z
    .strictObject({ name, value: z.number() })
    .nullable()
    .describe('What a user would take instead: BM25, or the best string reference.'),
  verdict: z.enum(['yes', 'no', 'unclear']),
  details: z.record(z.string(), json).readonly().optional(),
})

const recording = z.strictObject({
  model: name,
  texts: z.array(text).min(1).max(1000).readonly(),
  columns: z
    .int()
    .positive()
    .describe('Numbers for each text: dimensions of a vector, or questions to a reranker.'),
  data: z.string().describe('base64 of float32, little-endian, texts × columns, row-major.'),
})

const finding = z.strictObject({
  id: name,
  severity: z.enum(['info', 'notice', 'warning']),
  text: z.strictObject({ en: text, zh: text.optional() }),
  evidence: z.array(z.strictObject({ series: name, model: name, measure: name })),
})

/** A run file: everything that was asked, answered and found. In memory it is a `Run`. */
export const runFileSchema = z
  .strictObject({
    format: z.literal(runFormat),
    version: z.literal(runVersion),
    created: z.iso.datetime(),
    seed: z.int(),
    tool: z.strictObject({ version: name, node: name }),
    roles: z
      .enum(['same', 'query-document'])
      .default('same')
      .describe(
        'How embedders were asked: both sides as documents, or the rows of a matrix as queries. Always written; older files do not say it.',
      ),
    tags: z
      .record(z.string().min(1).max(60), z.string().min(1).max(200))
      .optional()
      .describe('What its user wrote down beside it, such as the step of a training.'),
    models: z.array(model),
    series: z.array(series),
    matrices: z.array(matrix),
    measures: z.array(measure),
    verdicts: z.array(verdict),
    cases: z.array(hardCase),
    indexes: z
      .array(index)
      .optional()
      .describe(
        'One number for each model; only in runs of the suite index. 0: comparing characters; 100: perfect.',
      ),
    search: z.array(question).optional().describe('Questions to records, where the run asked any.'),
    same: z.array(factPair).optional().describe('Pairs of facts, where the run asked any.'),
    uses: z
      .array(use)
      .optional()
      .describe('What each model may be used for; only in runs of the experiments search and same.'),
    recordings: z
      .array(recording)
      .optional()
      .describe(
        'What a model answered to fixed texts; only in baselines, to find out whether it is still the same.',
      ),
    findings: z.array(finding),
    usage: z
      .strictObject({
        texts: z.int().describe('Distinct texts that the embedders had to answer for, in each role.'),
        pairs: z.int().describe('Distinct pairs of query and document that the rerankers had to answer for.'),
      })
      .describe('What the run is made of, whether asked for now or taken from the cache.'),
    session: z
      .strictObject({
        requests: z.int(),
        cacheHits: z.int(),
        seconds: z.number(),
      })
      .describe('What this one execution did; differs from execution to execution.'),
  })
  .meta({
    title: 'numeracy run',
    description: 'One run of numeracy: models, series, similarity matrices, measures, verdicts and findings.',
  })

export type RunFile = z.infer<typeof runFileSchema>
export type RunFileMatrix = z.infer<typeof matrix>
export type RunModel = z.infer<typeof model>
export type RunSeries = z.infer<typeof series>
export type RunMeasure = z.infer<typeof measure>
export type RunVerdict = z.infer<typeof verdict>
export type RunCase = z.infer<typeof hardCase>
export type RunIndexScore = z.infer<typeof index>
export type RunQuestion = z.infer<typeof question>
export type RunFactPair = z.infer<typeof factPair>
export type RunUse = z.infer<typeof use>
export type RunFileRecording = z.infer<typeof recording>
export type RunFinding = z.infer<typeof finding>
export type Verdict = RunVerdict['verdict']
