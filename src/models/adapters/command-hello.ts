import { z } from 'zod'

const name = z.string().min(1).max(1000)

/** The line that a program may print first: what it is. */
const hello = z.strictObject({
  ready: z.literal(true),
  model: name.optional(),
  revision: name.optional(),
  task: name.optional(),
  dtype: name.optional(),
  dimensions: z.int().min(1).max(1_000_000).optional(),
  normalisation: z.enum(['unit', 'none']).optional(),
  scoreSpace: z.enum(['logit', 'probability', 'unknown']).optional(),
  listwise: z.boolean().optional(),
  maxBatch: z.int().min(1).max(1_000_000).optional(),
})

export type Hello = z.infer<typeof hello>

/** The hello in a line's JSON, or in words what is wrong with it. */
export function readHello(line: unknown): Hello | string {
  const read = hello.safeParse(line)
  return read.success
    ? read.data
    : z
        .prettifyError(read.error)
        .replaceAll('✖ ', '')
        .replace(/\s*\n\s*/g, ' ')
}
