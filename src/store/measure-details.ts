import { z } from 'zod'

/**
 * Details of measures in a run file, as far as findings, figures and the page read them. What else stands beside it is
 * nobody's business.
 */

const interval = z.tuple([z.number(), z.number()]).nullish()
const pair = z.looseObject({ anchor: z.string(), document: z.string(), similarity: z.number() })
const digitPlace = z.looseObject({
  place: z.int().min(1).nullable(),
  value: z.number(),
  triples: z.int().min(0),
  interval,
})
const peak = z.looseObject({ period: z.number().positive(), z: z.number() })

/** By the id of the measure. Where a member is needed, a measure that has a value has it. */
export const measureDetails: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['anisotropy', z.looseObject({ p5: z.number().optional(), p95: z.number().optional() }).optional()],
  [
    'bump',
    z
      .looseObject({
        bumps: z
          .array(z.looseObject({ period: z.number().positive(), name: z.string(), bump: z.number() }))
          .min(1)
          .optional(),
      })
      .optional(),
  ],
  [
    'concordance',
    z
      .looseObject({
        anchors: z.int().optional(),
        documents: z.int().optional(),
        draws: z.array(z.number().nullable()).optional(),
        resamples: z.int().optional(),
      })
      .optional(),
  ],
  ['decode', z.looseObject({ control: z.number().optional() }).optional()],
  [
    'digit-order',
    z.looseObject({ places: z.array(digitPlace).optional(), leading: digitPlace.nullish() }).optional(),
  ],
  [
    'digit-step',
    z
      .looseObject({
        borders: z
          .array(z.looseObject({ from: z.string(), to: z.string(), step: z.number(), interval }))
          .optional(),
      })
      .optional(),
  ],
  [
    'prompt-sensitivity',
    z.looseObject({
      variants: z
        .array(z.looseObject({ prompt: z.string(), order: z.string(), concordance: z.number() }))
        .min(1),
    }),
  ],
  [
    'rhythm',
    z
      .looseObject({
        draws: z.int().min(0).optional(),
        spectrum: z
          .array(z.tuple([z.number().positive(), z.number()]))
          .min(1)
          .optional(),
        known: z.array(peak).optional(),
      })
      .optional(),
  ],
  [
    'selectivity',
    z
      .looseObject({
        oracle: z.number().optional(),
        share: z.looseObject({ value: z.number().nullable(), interval, oracle: z.number() }).optional(),
      })
      .optional(),
  ],
  ['ties', z.looseObject({ saturated: z.number().optional() }).optional()],
  [
    'tokenizer-share',
    z
      .looseObject({
        rSquared: z.number().optional(),
        split: z.array(z.array(z.string())).optional(),
      })
      .optional(),
  ],
  ['within-lag', z.looseObject({ lag: z.number().optional(), high: pair, low: pair })],
])
