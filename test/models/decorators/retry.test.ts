import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { withRetry as inTurns } from '../../../src/models/decorators/retry.ts'
import { type Retry, requestTurns, type TurnOptions } from '../../../src/models/decorators/turns.ts'
import type { Embedder, Role } from '../../../src/models/embedder.ts'
import type { Reranker } from '../../../src/models/reranker.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }
const busy = (details = {}) => new NumeracyError('model-unavailable', 'busy', { retryable: true, details })

function clock(options: Partial<TurnOptions> = {}): TurnOptions & { readonly waits: number[] } {
  const waits: number[] = []
  return {
    concurrency: 1,
    now: () => Date.UTC(2026, 0, 1),
    random: () => 0,
    wait: async milliseconds => {
      waits.push(milliseconds)
    },
    ...options,
    waits,
  }
}

function withRetry(model: Embedder, options: TurnOptions): Embedder
function withRetry(model: Reranker, options: TurnOptions): Reranker
function withRetry(model: Embedder | Reranker, options: TurnOptions) {
  return inTurns<Embedder | Reranker>(model, requestTurns(options))
}

/** Fails with these errors, one a request, then answers. */
function failing(...errors: unknown[]) {
  return fakeEmbedder({
    before: (_, request) => {
      if (request <= errors.length) throw errors[request - 1]
    },
  })
}

embedderConformance('a fake with retries', {
  create: () => withRetry(fakeEmbedder(), clock()),
  anySize: false,
})
rerankerConformance('a fake with retries', {
  create: () => withRetry(fakeReranker(), clock()),
  anySize: false,
})

describe('withRetry', () => {
  test('asks again after an error that says it may help, and waits longer each time', async () => {
    const inner = failing(busy(), busy(), busy())
    const time = clock()
    const { vectors } = await withRetry(inner, time).embed(['1'], document)
    expect(vectors.count).toBe(1)
    expect(inner.requests).toHaveLength(4)
    expect(time.waits).toEqual([500, 1000, 2000])
  })

  test('scatters waits over their upper half, up to the longest', async () => {
    const time = clock({ random: () => 0.5, firstWait: 100, longestWait: 300 })
    await withRetry(failing(busy(), busy(), busy(), busy()), time).embed(['1'], document)
    expect(time.waits).toEqual([75, 150, 225, 225])
  })

  test('asks a reranker again too', async () => {
    const inner = fakeReranker({
      before: (_, request) => {
        if (request === 1) throw busy()
      },
    })
    expect((await withRetry(inner, clock()).score('q', ['1'], {})).scores).toHaveLength(1)
    expect(inner.requests).toHaveLength(2)
  })

  test('throws the last error as it came after the last attempt, without a wait behind it', async () => {
    const last = busy({ status: 503 })
    const inner = failing(busy(), busy(), last, busy())
    const time = clock({ attempts: 3 })
    await expect(withRetry(inner, time).embed(['1'], document)).rejects.toBe(last)
    expect(inner.requests).toHaveLength(3)
    expect(time.waits).toHaveLength(2)
  })

  test.each([
    [
      'an error of ours that says it will not help',
      new NumeracyError('model-unavailable', 'quota exhausted'),
    ],
    ['an answer that cannot be trusted', new NumeracyError('invalid-response', 'short')],
    ['an error of somebody else', new Error('bug')],
    ['a TypeError', new TypeError('bug')],
  ])('does not ask again after %s', async (_, error) => {
    const inner = failing(error)
    const time = clock()
    await expect(withRetry(inner, time).embed(['1'], document)).rejects.toBe(error)
    expect(inner.requests).toHaveLength(1)
    expect(time.waits).toEqual([])
  })

  test('never comes back before the server asked it to, however long that is', async () => {
    const time = clock({ random: () => 0.5 })
    const inner = failing(busy({ retryAfterSeconds: 90 }), busy({ retryAfterSeconds: 0 }))
    await withRetry(inner, time).embed(['1'], document)
    expect(time.waits).toEqual([90_750, 1500])
  })

  test('gives up at once when the server asks for more patience than there is, and says when to come back', async () => {
    const error = busy({ retryAfterSeconds: 86_400 })
    const time = clock()
    const inner = failing(error)
    await expect(withRetry(inner, time).embed(['1'], document)).rejects.toMatchObject({
      code: 'model-unavailable',
      retryable: false,
      message:
        'busy It asks to be left alone until 2026-01-02 00:00 UTC, and no more than 60 minutes are waited for: run the same command again then.',
      details: { retryAfterSeconds: 86_400, until: '2026-01-02T00:00:00.000Z' },
    })
    expect(time.waits).toEqual([])
    expect(inner.requests).toHaveLength(1)
  })

  test('waits an hour, and no second longer', async () => {
    const [hour, longer] = [clock(), clock()]
    await withRetry(failing(busy({ retryAfterSeconds: 3600 })), hour).embed(['1'], document)
    expect(hour.waits).toEqual([3_600_500])
    const failed = withRetry(failing(busy({ retryAfterSeconds: 3600.001 })), longer).embed(['1'], document)
    await expect(failed).rejects.toThrow('until 2026-01-01 01:00 UTC')
    expect(longer.waits).toEqual([])
  })

  test('can say when to come back even where that is beyond all dates', async () => {
    const failed = withRetry(failing(busy({ retryAfterSeconds: 1e300 })), clock()).embed(['1'], document)
    await expect(failed).rejects.toThrow('It asks to be left alone until')
  })

  test('tells of every retry before it waits', async () => {
    const reported: Retry[] = []
    const first = busy()
    const second = busy()
    await withRetry(failing(first, second), clock({ onRetry: retry => reported.push(retry) })).embed(
      ['1'],
      document,
    )
    expect(reported).toEqual([
      { attempt: 1, milliseconds: 500, error: first },
      { attempt: 2, milliseconds: 1000, error: second },
    ])
  })

  test('stops while it waits when the signal is aborted', async () => {
    const controller = new AbortController()
    const inner = failing(busy())
    const time = clock({
      wait: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal!.addEventListener('abort', () => reject(signal!.reason))
          controller.abort(new Error('stopped'))
        }),
    })
    const call = withRetry(inner, time).embed(['1'], { ...document, signal: controller.signal })
    await expect(call).rejects.toThrow('stopped')
    expect(inner.requests).toHaveLength(1)
  })
})
