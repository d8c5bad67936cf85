import { z } from 'zod'

/** Details of the use `threshold` in a run file: what findings and the page read of it. */

const share = z.number().min(0).max(1)
const interval = z.tuple([z.number(), z.number()]).readonly()

const limitedShare = z.strictObject({
  value: share,
  interval,
  bound: share.describe('The share is below this with 95 % confidence.'),
})

const point = z.strictObject({ threshold: z.number(), kept: limitedShare, falseMerges: limitedShare })

const estimate = z.strictObject({ value: z.number().nullable(), interval: interval.nullable() })

const curve = {
  verdict: z.enum(['safe', 'risky', 'no safe threshold']),
  deciding: point
    .nullable()
    .describe('At the highest threshold that finds 90 % of the duplicates; null where none does.'),
  best: point.describe('Where duplicates found less false merges is greatest.'),
  curve: z
    .array(z.strictObject({ threshold: z.number(), kept: share, falseMerges: share }))
    .max(60)
    .readonly()
    .describe('Ascending, over the observed scores.'),
  table: z
    .array(point)
    .readonly()
    .describe('At 0.80, 0.85, 0.90 and 0.95; empty where the scores have no scale of their own.'),
}

const refusal = z.strictObject({
  share: limitedShare,
  examples: z
    .array(z.strictObject({ a: z.string(), b: z.string() }))
    .max(10)
    .readonly(),
})

export const thresholdDetailsSchema = z.strictObject({
  ...curve,
  scale: z
    .enum(['cosine', 'probability', 'open'])
    .describe('What the scores are; open: only thresholds among the observed scores make sense.'),
  chance: share.describe('Of same-above-different.'),
  facts: z.int(),
  numberMatters: estimate,
  kinds: z.record(
    z.string(),
    z.strictObject({ facts: z.int(), sameAboveDifferent: estimate, numberMatters: estimate }),
  ),
  changes: z.record(z.string(), z.strictObject({ pairs: z.int(), sameAboveDifferent: estimate })),
  references: z
    .record(z.string(), z.number())
    .describe('What same-above-different is for chance, the oracle and each string matcher.'),
  guard: z
    .strictObject({
      ...curve,
      wronglyRefused: refusal.describe('Pairs that state the same fact, and that it refuses: its cost.'),
      wronglyLet: refusal.describe(
        'Pairs that state different facts in the same words, and that it lets pass.',
      ),
    })
    .describe('The same where pairs whose numbers differ are refused, whatever their score.'),
})

export type ThresholdDetails = z.infer<typeof thresholdDetailsSchema>
