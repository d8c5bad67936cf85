import type { Tokenizer as Splitter } from '@huggingface/tokenizers'
import type { Tokenizer } from '../../tokenizer.ts'
import type { FramePart, Frames } from './post-processor.ts'

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

export interface ReadingOptions {
  /** The marks that stand round texts. */
  readonly frames: Frames
  readonly padding: number
  readonly lowerCase?: boolean
}

/** 8 MB or so of short texts. */
const remembered = 65_536

/** Texts are split without marks and framed then: so a query that stands before a hundred documents is split once. */
export function tokenReader(
  splitter: Pick<Splitter, 'encode' | 'tokenize'>,
  { frames, padding, lowerCase = false }: ReadingOptions,
): TokenReader {
  const known = new Map<string, readonly number[]>()
  const cased = (text: string) => (lowerCase ? text.toLowerCase() : text)

  function ids(text: string): readonly number[] {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= remembered) known.clear()
    const split = splitter.encode(cased(text), { add_special_tokens: false }).ids
    known.set(text, split)
    return split
  }
  return {
    padding,
    tokens: async text => splitter.tokenize(cased(text)),
    single: text => framed(frames.single, { A: ids(text), B: [] }),
    pair: (first, second) => framed(frames.pair, { A: ids(first), B: ids(second) }),
  }
}

function framed(parts: readonly FramePart[], texts: Readonly<Record<'A' | 'B', readonly number[]>>): Encoded {
  const ids: number[] = []
  const types: number[] = []
  for (const part of parts) {
    const own = 'text' in part ? texts[part.text] : part.ids
    for (const id of own) {
      ids.push(id)
      types.push(part.type)
    }
  }
  return { ids, types }
}
