import { describe, expect, test } from 'vitest'
import type { Embedder, Role } from '../../src/models/embedder.ts'

const document: { role: Role } = { role: 'document' }

interface Conformance {
  /** A model that has answered nothing yet, or as good as that. */
  readonly create: () => Embedder | Promise<Embedder>
  /** Whether calls may be of any size, the empty one included, as after `withBatches`. */
  readonly anySize: boolean
}

/** Registers what every embedder must do, be it an adapter or decorated. */
export function embedderConformance(name: string, { create, anySize }: Conformance): void {
  describe(`${name} as an embedder`, () => {
    test('answers one finite vector for each text, of the length its identity says', async () => {
      const embedder = await create()
      const { vectors } = await embedder.embed(['1', '2', '9.11'], document)
      expect(vectors.count).toBe(3)
      expect(vectors.data).toBeInstanceOf(Float32Array)
      expect(vectors.data.length).toBe(3 * vectors.dimensions)
      if (embedder.id.dimensions !== null) expect(vectors.dimensions).toBe(embedder.id.dimensions)
      expect(vectors.data.every(Number.isFinite)).toBe(true)
    })

    test('has unit vectors when its identity says so', async () => {
      const embedder = await create()
      if (embedder.id.normalisation !== 'unit') return
      for (const row of await rows(embedder, ['1', '$1.99'])) expect(Math.hypot(...row)).toBeCloseTo(1, 5)
    })

    test('gives different texts different vectors, in input order whatever that is', async () => {
      const embedder = await create()
      const texts = ['7', '2', '23:59', '-4']
      const forth = await rows(embedder, texts)
      const back = await rows(await create(), texts.toReversed())
      expect(back.toReversed()).toEqual(forth)
      expect(new Set(forth.map(row => row.join())).size).toBe(texts.length)
    })

    test('gives the same text the same vector: in one call, in the next, alone and among others', async () => {
      const embedder = await create()
      const [first, , again] = await rows(embedder, ['12', '13', '12'])
      expect(again).toEqual(first)
      expect(await rows(embedder, ['12'])).toEqual([first])
      expect(await rows(await create(), ['12'])).toEqual([first])
    })

    test('leaves the texts it was given as they were, and its answer to the caller', async () => {
      const embedder = await create()
      const texts = Object.freeze(['5', '6'])
      const { vectors } = await embedder.embed(texts, document)
      const before = [...vectors.data]
      vectors.data.fill(0)
      expect([...(await embedder.embed(texts, document)).vectors.data]).toEqual(before)
    })

    test('answers calls that overlap each with its own', async () => {
      const embedder = await create()
      const calls = ['1', '2', '3'].map(text => rows(embedder, [text]))
      expect((await Promise.all(calls)).flat()).toEqual(await rows(await create(), ['1', '2', '3']))
    })

    test('refuses an empty text and says where it stands', async () => {
      const embedder = await create()
      await expect(embedder.embed(['1', '', '3'], document)).rejects.toMatchObject({
        code: 'input',
        message: expect.stringMatching(/empty text/),
      })
    })

    test('does not begin once the signal is aborted, and throws its reason', async () => {
      const embedder = await create()
      const reason = new Error('stopped')
      const call = embedder.embed(['not asked before'], { ...document, signal: AbortSignal.abort(reason) })
      await expect(call).rejects.toBe(reason)
    })

    test('works on after an error and after an abort', async () => {
      const embedder = await create()
      await expect(embedder.embed([''], document)).rejects.toThrow()
      await expect(
        embedder.embed(['x'], { ...document, signal: AbortSignal.abort(new Error('stopped')) }),
      ).rejects.toThrow()
      expect(await rows(embedder, ['8'])).toHaveLength(1)
    })

    test('shows the pieces of a text when it has a tokenizer', async () => {
      const { tokenizer } = await create()
      if (tokenizer === undefined) return
      expect((await tokenizer.tokens('9.11')).length).toBeGreaterThan(0)
      expect(await tokenizer.tokens('')).toEqual([])
    })

    if (!anySize) return

    test('answers a call of many more texts than one request may hold', async () => {
      const embedder = await create()
      const texts = Array.from({ length: 2 * embedder.maxBatch + 3 }, (_, i) => String(i))
      const all = await rows(embedder, texts)
      expect(all).toHaveLength(texts.length)
      expect(await rows(await create(), texts.slice(-3))).toEqual(all.slice(-3))
    })

    test('answers no texts with no vectors', async () => {
      const { vectors } = await (await create()).embed([], document)
      expect(vectors.count).toBe(0)
      expect(vectors.data).toHaveLength(0)
    })

    test('tells every text exactly once through onPart, with the vector it returns', async () => {
      const embedder = await create()
      const texts = [...Array.from({ length: embedder.maxBatch + 2 }, (_, i) => `part ${i}`), 'part 0']
      const reported = new Map<number, number[]>()
      const { vectors } = await embedder.embed(texts, {
        ...document,
        onPart: part => {
          for (const [row, index] of part.indices.entries()) {
            expect(reported.has(index)).toBe(false)
            const { dimensions } = part.vectors
            reported.set(index, [...part.vectors.data.subarray(row * dimensions, (row + 1) * dimensions)])
          }
        },
      })
      expect(reported.size).toBe(texts.length)
      const { dimensions, data } = vectors
      for (const [index, row] of reported) {
        expect([...data.subarray(index * dimensions, (index + 1) * dimensions)]).toEqual(row)
      }
    })
  })
}

async function rows(embedder: Embedder, texts: readonly string[]): Promise<number[][]> {
  const { vectors } = await embedder.embed(texts, document)
  return texts.map((_, i) => [...vectors.data.subarray(i * vectors.dimensions, (i + 1) * vectors.dimensions)])
}
