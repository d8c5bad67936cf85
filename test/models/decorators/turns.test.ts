import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { withRetry } from '../../../src/models/decorators/retry.ts'
import { requestTurns, type TurnOptions } from '../../../src/models/decorators/turns.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const document = { role: 'document' } as const

function options(given: Partial<TurnOptions> = {}): TurnOptions {
  return { concurrency: 8, now: () => 0, random: () => 0, wait: async () => {}, ...given }
}

/** Forty calls at once, and what became of each. */
async function fortyCalls(
  before: (text: string, request: number) => unknown,
  given: Partial<TurnOptions> = {},
) {
  const inner = fakeEmbedder({
    maxBatch: 1,
    before: async ([text], request) => {
      await before(text, request)
    },
  })
  const model = withRetry(inner, requestTurns(options(given)))
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, at) => model.embed([String(at)], document)),
  )
  return { requests: inner.requests.length, outcomes, model, inner }
}

const fatal = (details = {}) => new NumeracyError('model-unavailable', 'not allowed', { details })
const passing = (details = {}) => new NumeracyError('model-unavailable', 'busy', { retryable: true, details })

describe('requests under way together', () => {
  test.each([
    ['a key that is refused', fatal({ status: 401 })],
    ['a model that is not there', fatal({ status: 404 })],
    ['an answer that cannot be trusted', new NumeracyError('invalid-response', 'short')],
  ])('end with the first error that nothing helps, sent once: %s', async (_, error) => {
    const { requests, outcomes } = await fortyCalls(() => {
      throw error
    })
    expect(requests).toBe(1)
    for (const outcome of outcomes) expect(outcome).toEqual({ status: 'rejected', reason: error })
  })

  test('send nothing new once one of them fails for good, though others are under way', async () => {
    const error = fatal({ status: 401 })
    const { requests, outcomes } = await fortyCalls(async (_, request) => {
      await setImmediate()
      if (request >= 20) throw error
    })
    expect(requests).toBeLessThanOrEqual(20 + 8)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(19)
  })

  test('are let through again when they have come to their end', async () => {
    let broken = true
    const { model } = await fortyCalls(() => {
      if (broken) throw fatal()
    })
    broken = false
    expect((await model.embed(['1'], document)).vectors.count).toBe(1)
  })

  test('ask a server that fails as a whole five times in all, waiting longer each time', async () => {
    const waits: number[] = []
    const error = passing({ status: 503 })
    const { requests, outcomes } = await fortyCalls(
      () => {
        throw error
      },
      { wait: async milliseconds => void waits.push(milliseconds) },
    )
    expect(requests).toBe(5)
    expect(waits).toEqual([500, 1000, 2000, 4000])
    for (const outcome of outcomes) expect(outcome).toEqual({ status: 'rejected', reason: error })
  })

  test('ask a server that breaks down in the middle again by one of them for all', async () => {
    const { requests, outcomes } = await fortyCalls(async (_, request) => {
      await setImmediate()
      if (request > 10) throw passing({ status: 503 })
    })
    // At most eight are under way when it breaks down, and four attempts follow.
    expect(requests).toBeLessThanOrEqual(10 + 8 + 4)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(10)
  })

  test('all come to their answers when the server comes back', async () => {
    const { requests, outcomes } = await fortyCalls(async (_, request) => {
      await setImmediate()
      if (request > 10 && request <= 20) throw passing({ status: 503 })
    })
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(requests).toBe(50)
  })

  test('go on while one of them alone fails, which is tried five times', async () => {
    const error = passing()
    const { inner, outcomes } = await fortyCalls(async text => {
      await setImmediate()
      if (text === '7') throw error
    })
    expect(inner.requests.filter(([text]) => text === '7').length).toBeLessThanOrEqual(5)
    expect(outcomes[7]).toEqual({ status: 'rejected', reason: error })
    expect(outcomes.slice(0, 7).every(({ status }) => status === 'fulfilled')).toBe(true)
  })

  test('wait no longer once an error has ended them', async () => {
    const turns = requestTurns(
      options({
        wait: (_, signal) =>
          new Promise((_resolve, reject) =>
            signal!.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
          ),
      }),
    )
    const error = fatal()
    let fail = () => {}
    const held = new Promise<void>(resolve => {
      fail = resolve
    })
    const asked = turns.run(async () => {
      await held
      throw error
    }, undefined)
    const waiting = turns.wait(1e6, undefined)
    fail()
    await expect(asked).rejects.toBe(error)
    await expect(waiting).rejects.toBe(error)
  })

  test('are not held up by one that is aborted while it waits to try again for all', async () => {
    const controller = new AbortController()
    const inner = fakeEmbedder({
      before: ([text]) => {
        if (text === 'first') throw passing()
      },
    })
    const model = withRetry(
      inner,
      requestTurns(
        options({
          wait: async (_, signal) => {
            controller.abort(new Error('stopped'))
            signal?.throwIfAborted()
          },
        }),
      ),
    )
    const calls = await Promise.allSettled([
      model.embed(['first'], { ...document, signal: controller.signal }),
      model.embed(['second'], document),
    ])
    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test.each([1, 3])('are at most %i at once, and one until the first is answered', async concurrency => {
    let running = 0
    const together: number[] = []
    const { outcomes } = await fortyCalls(
      async () => {
        together.push(++running)
        await setImmediate()
        running--
      },
      { concurrency },
    )
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(Math.max(...together)).toBe(concurrency)
    expect(together[0]).toBe(1)
  })

  test('are never sent when their signal was aborted while they waited', async () => {
    const controller = new AbortController()
    const inner = fakeReranker()
    const model = withRetry(inner, requestTurns(options({ concurrency: 1 })))
    const first = model.score('q', ['1'], {})
    const second = model.score('q', ['2'], { signal: controller.signal })
    controller.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    await first
    expect(inner.requests.map(({ documents }) => documents)).toEqual([['1']])
  })

  test('are not ended by a refusal for the size of one', async () => {
    const error = new NumeracyError('model-unavailable', 'too large', { details: { tooLarge: true } })
    const { requests, outcomes } = await fortyCalls(text => {
      if (text === '0') throw error
    })
    expect(requests).toBe(40)
    expect(outcomes[0]).toEqual({ status: 'rejected', reason: error })
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(39)
  })
})
