import type { PreTrainedTokenizer } from '@huggingface/transformers'
import type { Tokenizer } from '../../tokenizer.ts'

/** One text, or a pair, as the model reads it. */
export interface Encoded {
  readonly ids: readonly number[]
  /** Which of the two texts a token belongs to. */
  readonly types: readonly number[]
}

/** A tokenizer that splits each text once while it is remembered. */
export interface TokenReader extends Tokenizer {
  /** The id that fills a batch behind a short text. */
  readonly padding: number
  /** Token ids of a text with the marks around it. */
  single(text: string): Encoded
  pair(first: string, second: string): Encoded
}

/** The marks that a tokenizer puts before, between and after texts. */
interface Frame {
  readonly before: Encoded
  readonly between: Encoded
  readonly after: Encoded
  readonly types: readonly [first: number, second: number]
}

/** 8 MB or so of short texts. */
const remembered = 65_536

/**
 * Texts are split without marks and framed as the tokenizer frames a first text: so a query that stands before
 * a hundred documents is split once.
 */
export function tokenReader(tokenizer: PreTrainedTokenizer, { lowerCase = false } = {}): TokenReader {
  const known = new Map<string, readonly number[]>()
  const cased = (text: string) => (lowerCase ? text.toLowerCase() : text)

  function ids(text: string): readonly number[] {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= remembered) known.clear()
    const split = tokenizer.encode(cased(text), { add_special_tokens: false })
    known.set(text, split)
    return split
  }

  let one: Frame | undefined
  let two: Frame | undefined
  return {
    padding: tokenizer.pad_token_id ?? 0,
    tokens: async text => tokenizer.tokenize(cased(text)),
    single(text) {
      one ??= learnFrame(tokenizer, ids('1'))
      return framed(one, ids(text), undefined)
    },
    pair(first, second) {
      two ??= learnFrame(tokenizer, ids('1'), ids('2'))
      return framed(two, ids(first), ids(second))
    },
  }
}

function learnFrame(
  tokenizer: PreTrainedTokenizer,
  first: readonly number[],
  second?: readonly number[],
): Frame {
  const { input_ids: ids, token_type_ids: types = ids.map(() => 0) } = tokenizer('1', {
    ...(second === undefined ? {} : { text_pair: '2' }),
    return_token_type_ids: true,
    return_tensor: false,
  })
  const part = (from: number, to: number): Encoded => ({
    ids: ids.slice(from, to),
    types: types.slice(from, to),
  })
  const start = placeOf(ids, first, 0)
  const firstEnd = start + first.length
  if (second === undefined) {
    const none = part(firstEnd, firstEnd)
    return {
      before: part(0, start),
      between: none,
      after: part(firstEnd, ids.length),
      types: [types[start], 0],
    }
  }
  const middle = placeOf(ids, second, firstEnd)
  const end = middle + second.length
  return {
    before: part(0, start),
    between: part(firstEnd, middle),
    after: part(end, ids.length),
    types: [types[start], types[middle]],
  }
}

function placeOf(ids: readonly number[], part: readonly number[], from: number): number {
  for (let place = from; place + part.length <= ids.length; place++) {
    if (part.every((id, k) => ids[place + k] === id)) return place
  }
  throw new Error('the tokenizer splits "1" differently alone and with its marks around it')
}

function framed(
  { before, between, after, types: [firstType, secondType] }: Frame,
  first: readonly number[],
  second: readonly number[] = [],
): Encoded {
  return {
    ids: [...before.ids, ...first, ...between.ids, ...second, ...after.ids],
    types: [
      ...before.types,
      ...first.map(() => firstType),
      ...between.types,
      ...second.map(() => secondType),
      ...after.types,
    ],
  }
}
