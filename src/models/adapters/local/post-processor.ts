import { z } from 'zod'

/** A run of marks, or the place of one of the texts, and which text it counts to. */
export type FramePart =
  | { readonly text: 'A' | 'B'; readonly type: number }
  | { readonly ids: readonly number[]; readonly type: number }

/** What stands round one text, and round two. */
export interface Frames {
  readonly single: readonly FramePart[]
  readonly pair: readonly FramePart[]
}

const mark = z.tuple([z.string(), z.number()])
const piece = z.union([
  z.object({ SpecialToken: z.object({ id: z.string(), type_id: z.number() }) }),
  z.object({ Sequence: z.object({ id: z.enum(['A', 'B']), type_id: z.number() }) }),
])
const processor = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('TemplateProcessing'),
    single: z.array(piece),
    pair: z.array(piece),
    special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number()) })),
  }),
  z.object({ type: z.literal('BertProcessing'), cls: mark, sep: mark }),
  z.object({ type: z.literal('RobertaProcessing'), cls: mark, sep: mark }),
  z.object({ type: z.literal('ByteLevel') }),
  z.object({ type: z.literal('Sequence'), processors: z.array(z.looseObject({ type: z.string() })) }),
])

const a = (type: number): FramePart => ({ text: 'A', type })
const b = (type: number): FramePart => ({ text: 'B', type })

/** No marks: the second text counts as the second all the same. */
const bare: Frames = { single: [a(0)], pair: [a(0), b(1)] }

/**
 * The marks and types that the `post_processor` of a tokenizer.json gives, as the Rust library behind Python's
 * tokenizers does: RobertaProcessing counts both texts of a pair as the first.
 * @throws Error when it is of a kind that is not known
 */
export function framesOf(value: unknown): Frames {
  if (value === null || value === undefined) return bare
  const made = processor.safeParse(value)
  if (!made.success) {
    const { type } = z.looseObject({ type: z.string().catch('without a type') }).parse(value)
    throw new Error(`its post_processor (${type}) is not one that is known, or lacks a part`)
  }
  const known = made.data
  if (known.type === 'ByteLevel') return bare
  if (known.type === 'Sequence') {
    const framing = known.processors.filter(({ type }) => type !== 'ByteLevel')
    if (framing.length > 1) throw new Error('its post_processor puts marks round texts twice')
    return framesOf(framing[0])
  }
  if (known.type === 'TemplateProcessing') {
    const parts = (pieces: readonly z.infer<typeof piece>[]) =>
      pieces.map((each): FramePart => {
        if ('Sequence' in each) return { text: each.Sequence.id, type: each.Sequence.type_id }
        const { id, type_id: type } = each.SpecialToken
        const token = known.special_tokens[id]
        if (token === undefined) throw new Error(`its post_processor has no ids for ${id}`)
        return { ids: token.ids, type }
      })
    return { single: parts(known.single), pair: parts(known.pair) }
  }
  const cls: FramePart = { ids: [known.cls[1]], type: 0 }
  const sep = (type: number): FramePart => ({ ids: [known.sep[1]], type })
  const single = [cls, a(0), sep(0)]
  return known.type === 'BertProcessing'
    ? { single, pair: [...single, b(1), sep(1)] }
    : { single, pair: [...single, sep(0), b(0), sep(0)] }
}
