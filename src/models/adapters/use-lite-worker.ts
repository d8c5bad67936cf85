import { parentPort } from 'node:worker_threads'
import { type UseLiteEncoder, useLiteEncoder } from './use-lite-encoder.ts'
import { useLiteWeights } from './use-lite-weights.ts'

/** The vectors of some texts, one behind the other; or why there are none, and whether the weights are to blame. */
export type EncoderAnswer =
  | { readonly data: Float32Array<ArrayBuffer> }
  | { readonly error: unknown; readonly isLoaded: boolean }

let encoder: UseLiteEncoder | undefined

// One question after another: texts as the places of their pieces in the vocabulary.
parentPort?.on('message', (texts: readonly (readonly number[])[]) => {
  try {
    encoder ??= useLiteEncoder(useLiteWeights())
    const data = encoder(texts)
    parentPort?.postMessage({ data } satisfies EncoderAnswer, [data.buffer])
  } catch (error) {
    parentPort?.postMessage({ error, isLoaded: encoder !== undefined } satisfies EncoderAnswer)
  }
})
