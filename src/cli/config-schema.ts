import { z } from 'zod'
import { suites } from '../experiments/experiment.ts'
import { maxSeeds } from './seeds.ts'

const text = z.string().min(1).max(20_000)

const modelEntry = z.union([
  text.describe('The spec of an embedder.'),
  z.strictObject({ embed: text.describe('The spec of an embedder.') }),
  z.strictObject({ rerank: text.describe('The spec of a reranker.') }),
])

export const tableSeries = z
  .strictObject({
    file: text.describe('Path of the table, from the folder of this file.'),
    column: z
      .union([text, z.int().positive()])
      .optional()
      .describe('What the documents are: a name, or a number from 1.'),
    'value-column': z
      .union([text, z.int().positive()])
      .optional()
      .describe('Where the values are, when they are not read from the documents.'),
    template: text
      .optional()
      .describe('A text with {d} for the document, or with names of columns in braces.'),
    header: z.boolean().optional().describe('Whether the first row names the columns.'),
    delimiter: z.enum(['comma', 'semicolon', 'tab', 'bar']).optional(),
    decimal: z.enum(['comma', 'point']).optional(),
    dates: z.enum(['dmy', 'mdy']).optional(),
    ruler: z.enum(['linear', 'log', 'circular']).optional(),
    period: z.number().positive().optional(),
    rows: z.int().positive().optional().describe('The most rows that are taken, spread over the values.'),
    'skip-bad-rows': z.boolean().optional(),
  })
  .describe('A table of your own.')

const bounds = {
  model: text.optional().describe('The label of a model; left out: all of them.'),
  point: z.boolean().optional().describe('The value itself decides, not the lower bound of its interval.'),
}

/** What a gate holds a model to; each kind by the key that names it. */
export const gates = {
  measure: z
    .strictObject({
      measure: text.describe('The id of a measure, or index.'),
      series: text.optional().describe('The id of a series, or all. Default: all.'),
      min: z.number().optional(),
      'over-floor': z.number().optional().describe('The least margin over the best string matcher.'),
      baseline: text.optional().describe('A run file to compare with, from the folder of this file.'),
      'min-delta': z.number().min(0).optional().describe('What is worse by no more than this passes.'),
      ...bounds,
    })
    .describe('A measure against a bound, against the spelling floor, or against a baseline run.'),
  use: z
    .strictObject({
      use: z.enum(['near', 'range', 'exact', 'format', 'threshold']),
      verdict: z.enum(['yes', 'unclear']).optional().describe('The least that passes.'),
      min: z.number().optional(),
      'over-baseline': z.number().optional().describe('The least margin over keyword search.'),
      baseline: text.optional(),
      'min-delta': z.number().min(0).optional(),
      ...bounds,
    })
    .describe('One of the five lines.'),
  drift: z
    .strictObject({
      drift: text.describe('The baseline run whose vectors are compared.'),
      max: z.number().min(0).optional().describe('The largest cosine distance that passes. Default 0.0001.'),
      model: bounds.model,
    })
    .describe('Whether the model behind a name is still the same.'),
  cases: z
    .strictObject({
      cases: text.describe('public, or a file of cases (YAML or JSON lines), from the folder of this file.'),
      min: z.number().min(0).max(1).optional().describe('The least share that is right.'),
      baseline: text.optional(),
      'min-delta': z.number().min(0).optional(),
      model: bounds.model,
    })
    .describe('Cases, each with an anchor, what is closer and what is farther.'),
}

/** All that a config file may say. Every key is optional. */
export const configSchema = z
  .strictObject({
    models: z
      .record(z.string().min(1).max(60), modelEntry)
      .optional()
      .describe('Models by label: a spec, {embed: spec} or {rerank: spec}.'),
    series: z
      .array(z.union([text, tableSeries]))
      .optional()
      .describe('Ids of the catalogue, ranges, files, or tables with their columns.'),
    suite: z.enum(suites).optional(),
    experiments: z.array(z.enum(['pairs', 'zero', 'cases', 'search', 'same'])).optional(),
    size: z.enum(['usual', 'full']).optional(),
    prompts: z.array(text).optional().describe('Questions to rerankers, each with {d}.'),
    roles: z.enum(['same', 'query-document']).optional(),
    controls: z
      .boolean()
      .optional()
      .describe('Ask all controls, or none. Left out: of models that cost nothing.'),
    seed: z.int().optional(),
    seeds: z
      .union([
        z.int().min(2).max(maxSeeds),
        z
          .array(z.int())
          .min(2)
          .max(maxSeeds)
          .refine(list => new Set(list).size === list.length, 'each seed once'),
      ])
      .optional()
      .describe('A run for each of several seeds: how many, from seed on, or a list of them.'),
    out: text.optional().describe('The folder of the report, from the folder of this file.'),
    gates: z.array(z.union([gates.measure, gates.use, gates.drift, gates.cases])).optional(),
  })
  .meta({
    title: 'numeracy config',
    description: 'What numeracy probe and numeracy check do in this folder.',
  })

export type Config = z.infer<typeof configSchema>
export type TableSeries = z.infer<typeof tableSeries>
