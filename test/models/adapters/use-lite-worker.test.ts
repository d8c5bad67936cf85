import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { EncoderAnswer } from '../../../src/models/adapters/use-lite-worker.ts'

/** As on a busy machine: what computes is compiled long after the weights have been read. */
const slowBackend = `
  const { instantiate } = WebAssembly
  WebAssembly.instantiate = async (...given) => {
    await new Promise(resolve => setTimeout(resolve, 3000))
    return instantiate(...given)
  }`

test('a thread of the encoder waits for its backend, however late that is', async () => {
  const thread = new Worker(new URL('../../../src/models/adapters/use-lite-worker.ts', import.meta.url), {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(slowBackend)}`],
  })
  thread.postMessage(['12', '34'])
  const [answer] = (await once(thread, 'message')) as [EncoderAnswer]
  await thread.terminate()
  expect(answer).toEqual({ data: expect.any(Float32Array) })
})
