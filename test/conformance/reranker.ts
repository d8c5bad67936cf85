import { describe, expect, test } from 'vitest'
import type { Reranker } from '../../src/models/reranker.ts'

const query = 'what is the closest item to 7?'

interface Conformance {
  /** A model that has answered nothing yet, or as good as that. */
  readonly create: () => Reranker | Promise<Reranker>
  /** Whether calls may be of any size, the empty one included, as after `withBatches`. */
  readonly anySize: boolean
}

/** Registers what every reranker must do, be it an adapter or decorated. */
export function rerankerConformance(name: string, { create, anySize }: Conformance): void {
  describe(`${name} as a reranker`, () => {
    test('answers one finite score for each document', async () => {
      const { scores } = await (await create()).score(query, ['1', '7', '9.11'], {})
      expect(scores).toBeInstanceOf(Float64Array)
      expect(scores).toHaveLength(3)
      expect(scores.every(Number.isFinite)).toBe(true)
    })

    test('gives the scores in document order, whatever that is', async () => {
      const reranker = await create()
      if (reranker.listwise) return
      const documents = ['7', '2', '23:59', '-4']
      const { scores } = await reranker.score(query, documents, {})
      const back = await (await create()).score(query, documents.toReversed(), {})
      expect([...back.scores].toReversed()).toEqual([...scores])
      expect(new Set(scores).size).toBe(documents.length)
    })

    test('gives the same pair the same score: in one call, in the next, alone and among others', async () => {
      const reranker = await create()
      const documents = ['12', '13', '12']
      const { scores } = await reranker.score(query, documents, {})
      expect([...(await reranker.score(query, documents, {})).scores]).toEqual([...scores])
      if (reranker.listwise) return
      expect(scores[2]).toBe(scores[0])
      expect((await reranker.score(query, ['12'], {})).scores[0]).toBe(scores[0])
    })

    test('scores by the query', async () => {
      const reranker = await create()
      const { scores } = await reranker.score(query, ['7', '100'], {})
      const other = await reranker.score('what is the closest item to 100?', ['7', '100'], {})
      expect([...other.scores]).not.toEqual([...scores])
    })

    test('leaves the documents it was given as they were, and its answer to the caller', async () => {
      const reranker = await create()
      const documents = Object.freeze(['5', '6'])
      const { scores } = await reranker.score(query, documents, {})
      const before = [...scores]
      scores.fill(0)
      expect([...(await reranker.score(query, documents, {})).scores]).toEqual(before)
    })

    test('answers calls that overlap each with its own', async () => {
      const reranker = await create()
      const alone = await create()
      const queries = ['nearest to 1', 'nearest to 2', 'nearest to 3']
      const together = await Promise.all(queries.map(each => reranker.score(each, ['1', '2'], {})))
      for (const [i, each] of queries.entries()) {
        expect([...together[i].scores]).toEqual([...(await alone.score(each, ['1', '2'], {})).scores])
      }
    })

    test('refuses an empty document and an empty query', async () => {
      const reranker = await create()
      await expect(reranker.score(query, ['1', ''], {})).rejects.toMatchObject({ code: 'input' })
      await expect(reranker.score('', ['1'], {})).rejects.toMatchObject({ code: 'input' })
    })

    test('does not begin once the signal is aborted, and throws its reason', async () => {
      const reason = new Error('stopped')
      const call = (await create()).score(query, ['not asked before'], { signal: AbortSignal.abort(reason) })
      await expect(call).rejects.toBe(reason)
    })

    test('works on after an error and after an abort', async () => {
      const reranker = await create()
      await expect(reranker.score(query, [''], {})).rejects.toThrow()
      await expect(
        reranker.score(query, ['x'], { signal: AbortSignal.abort(new Error('stopped')) }),
      ).rejects.toThrow()
      expect((await reranker.score(query, ['8'], {})).scores).toHaveLength(1)
    })

    if (!anySize) return

    test('answers a call of many more documents than one request may hold', async () => {
      const reranker = await create()
      const documents = Array.from({ length: 2 * reranker.maxBatch + 3 }, (_, i) => String(i))
      const { scores } = await reranker.score(query, documents, {})
      expect(scores).toHaveLength(documents.length)
      if (reranker.listwise) return
      const last = await (await create()).score(query, documents.slice(-3), {})
      expect([...last.scores]).toEqual([...scores.slice(-3)])
    })

    test('answers no documents with no scores', async () => {
      expect((await (await create()).score(query, [], {})).scores).toHaveLength(0)
    })

    test('tells every document exactly once through onPart, with the score it returns', async () => {
      const reranker = await create()
      const documents = [...Array.from({ length: reranker.maxBatch + 2 }, (_, i) => `part ${i}`), 'part 0']
      const reported = new Map<number, number>()
      const { scores } = await reranker.score(query, documents, {
        onPart: part => {
          for (const [row, index] of part.indices.entries()) {
            expect(reported.has(index)).toBe(false)
            reported.set(index, part.scores[row])
          }
        },
      })
      expect(documents.map((_, index) => reported.get(index))).toEqual([...scores])
    })
  })
}
