import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const texts = Array.from({ length: 8 }, (_, at) => String(at))

/** Refuses more than `most` texts at once, as a server with a limit of its own does. */
function refusing(most: number, details: object = { tooLarge: true }) {
  return (asked: readonly string[]) => {
    if (asked.length > most)
      throw new NumeracyError('model-unavailable', 'too large', { details: { ...details } })
  }
}

describe('a batch that is too large', () => {
  test('is asked for in halves, and the answers stand in order', async () => {
    const inner = fakeEmbedder({ before: refusing(2) })
    const { vectors } = await withBatches(inner).embed(texts, { role: 'document' })
    const { vectors: whole } = await fakeEmbedder().embed(texts, { role: 'document' })
    expect(vectors).toEqual(whole)
    expect(inner.requests.map(request => request.length)).toEqual([8, 4, 2, 2, 4, 2, 2])
  })

  test('of documents is asked for in halves too', async () => {
    const inner = fakeReranker({ before: refusing(3) })
    const { scores } = await withBatches(inner).score('q', texts, {})
    expect(scores).toEqual((await fakeReranker().score('q', texts, {})).scores)
  })

  test('tells each half as it arrives, so that it is kept though the other fails', async () => {
    const kept: number[] = []
    const inner = fakeEmbedder({
      before: (asked, request) => {
        refusing(4)(asked)
        if (request === 3) throw new Error('broken')
      },
    })
    const onPart = ({ indices }: { indices: readonly number[] }) => void kept.push(...indices)
    await expect(withBatches(inner).embed(texts, { role: 'document', onPart })).rejects.toThrow('broken')
    expect(kept).toEqual([0, 1, 2, 3])
  })

  test('of one text is an error, as is any other error', async () => {
    await expect(
      withBatches(fakeEmbedder({ before: refusing(0) })).embed(texts, { role: 'document' }),
    ).rejects.toThrow('too large')
    const inner = fakeEmbedder({ before: refusing(2, {}) })
    await expect(withBatches(inner).embed(texts, { role: 'document' })).rejects.toThrow('too large')
    expect(inner.requests.length).toBe(1)
  })

  test('is never split where a score depends on the whole list', async () => {
    const inner = fakeReranker({ before: refusing(3), listwise: true })
    await expect(withBatches(inner).score('q', texts, {})).rejects.toThrow('too large')
    expect(inner.requests.length).toBe(1)
  })
})
