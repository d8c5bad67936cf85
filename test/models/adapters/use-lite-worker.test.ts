import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { EncoderAnswer } from '../../../src/models/adapters/use-lite-worker.ts'

const worker = new URL('../../../src/models/adapters/use-lite-worker.ts', import.meta.url)

async function answerOf(texts: readonly (readonly number[])[], before = ''): Promise<EncoderAnswer> {
  const thread = new Worker(worker, {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(before)}`],
  })
  thread.postMessage(texts)
  const [answer] = (await once(thread, 'message')) as [EncoderAnswer]
  await thread.terminate()
  return answer
}

test('a thread of the encoder gives 512 numbers for each text, of length 1, and the same for the same pieces', async () => {
  const { data } = (await answerOf([[12, 34], [7], [12, 34]])) as { data: Float32Array }
  const rows = [0, 1, 2].map(row => data.subarray(row * 512, (row + 1) * 512))
  for (const row of rows) expect(Math.hypot(...row)).toBeCloseTo(1, 6)
  expect(rows[2]).toEqual(rows[0])
  expect(rows[1]).not.toEqual(rows[0])
})

test.each([
  [
    'WebAssembly knows no vectors',
    `const { Instance } = WebAssembly
     WebAssembly.Instance = function (module, imports) {
       if (imports.env?.memory) throw new Error('invalid opcode')
       return new Instance(module, imports)
     }`,
    'WebAssembly with vector instructions',
  ],
  [
    'a file of the weights has been cut',
    `import fs from 'node:fs'
     import { syncBuiltinESMExports } from 'node:module'
     const { statSync } = fs
     fs.statSync = path => ({ size: String(path).endsWith('shard7of7') ? 5 : statSync(path).size })
     syncBuiltinESMExports()`,
    'its files hold 25165829 bytes, and 27903656 were expected',
  ],
  [
    'a file of the weights is cut while it is read',
    `import fs from 'node:fs'
     import { syncBuiltinESMExports } from 'node:module'
     const { readSync } = fs
     let reads = 0
     fs.readSync = (file, into, ...given) =>
       into instanceof Float32Array && ++reads > 3 ? 0 : readSync(file, into, ...given)
     syncBuiltinESMExports()`,
    'has become shorter while it was read',
  ],
])('where %s, it says that it could not be loaded, and why', async (_, before, message) => {
  expect(await answerOf([[12]], before)).toEqual({
    error: expect.objectContaining({ message: expect.stringContaining(message) }),
    isLoaded: false,
  })
})
