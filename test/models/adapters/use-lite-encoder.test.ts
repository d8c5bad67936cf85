import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { useLiteEncoder } from '../../../src/models/adapters/use-lite-encoder.ts'
import { useLiteWeights } from '../../../src/models/adapters/use-lite-weights.ts'

const encode = useLiteEncoder(useLiteWeights())

let state = 1
const drawn = (below: number) => {
  state = (state * 48271) % 2147483647
  return state % below
}
const text = (length: number, pieces: number) => Array.from({ length }, () => 6 + drawn(pieces))

/** One piece, few and many, common ones and rare ones, and more of them in other places than are remembered. */
const texts = [
  ...Array.from({ length: 40 }, (_, at) => text(1 + (at % 7), 60)),
  ...Array.from({ length: 30 }, () => text(90, 7900)),
  ...Array.from({ length: 20 }, (_, at) => text(1 + at, 60)),
  text(128, 7900),
  text(140, 10),
]

test('a vector does not depend on the texts beside it, to the last bit', () => {
  const together = encode(texts)
  const reversed = encode(texts.toReversed())
  for (const [at, pieces] of texts.entries()) {
    const row = (vectors: Float32Array, place: number) => vectors.subarray(place * 512, (place + 1) * 512)
    const own = row(together, at)
    expect(row(reversed, texts.length - 1 - at)).toEqual(own)
    if (at % 9 === 0) expect(encode([pieces])).toEqual(own)
  }
})

// The answers in the caches of users are asked for by the version of the weights: vectors of another way to sum would
// stand beside them unnoticed. Who changes a bit gives the model's identity another revision.
test('vectors are those of every machine and version, to the last bit', () => {
  const hash = createHash('sha256')
    .update(new Uint8Array(encode(texts).buffer))
    .digest('hex')
  expect(hash).toBe('6ea6f2f7ca01f201928b40c07a27799c517d40fd0d841d717fce987e60359e25')
})

test('an encoder at work holds no weights but those of its kernel', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const held = async () => {
    collect()
    // What was held is given back behind the next turn.
    await setImmediate()
    collect()
    return process.memoryUsage().arrayBuffers
  }
  const before = await held()
  const another = useLiteEncoder(useLiteWeights())
  // Of 28 MB no more than one weight was read at once; the allocator would keep what they took.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8e6)
  const grown = (await held()) - before
  expect(another([[1, 2, 3]])).toHaveLength(512)
  expect(grown).toBeLessThan(5e6)
})
