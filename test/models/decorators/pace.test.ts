import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { withPace } from '../../../src/models/decorators/pace.ts'
import type { Role } from '../../../src/models/embedder.ts'
import type { Pace } from '../../../src/models/pace.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }

/** A clock that only waiting moves. */
function virtual(pace: Pace) {
  let time = 0
  const reported: number[] = []
  return {
    time: () => time,
    reported,
    options: {
      pace,
      now: () => time,
      wait: async (milliseconds: number, signal: AbortSignal | undefined) => {
        signal?.throwIfAborted()
        time += milliseconds
      },
      onWait: (until: number) => {
        reported.push(until)
      },
    },
  }
}

embedderConformance('a fake with a pace', {
  create: () => withPace(fakeEmbedder(), virtual({ requestsPerMinute: 600 }).options),
  anySize: false,
})
rerankerConformance('a fake with a pace', {
  create: () => withPace(fakeReranker(), virtual({}).options),
  anySize: false,
})

describe('withPace', () => {
  /** The times at which requests go out. */
  async function sent(pace: Pace, requests: number, tokensEach?: number, text = '1234'): Promise<number[]> {
    const clock = virtual(pace)
    const times: number[] = []
    const inner = fakeEmbedder({
      before: () => void times.push(clock.time()),
      ...(tokensEach === undefined ? {} : { tokensEach }),
    })
    const model = withPace(inner, clock.options)
    for (let request = 0; request < requests; request++) await model.embed([text], document)
    return times
  }

  test('sends at once where there is no limit', async () => {
    expect(await sent({}, 4)).toEqual([0, 0, 0, 0])
  })

  test('keeps requests a minute at even distances', async () => {
    expect(await sent({ requestsPerMinute: 120 }, 4)).toEqual([0, 500, 1000, 1500])
  })

  test('keeps tokens a minute, guessed from the characters until an answer counts them', async () => {
    // Four characters are guessed to be two tokens; the first answer says ten.
    expect(await sent({ tokensPerMinute: 60 }, 3)).toEqual([0, 2000, 4000])
    expect(await sent({ tokensPerMinute: 60 }, 4, 10)).toEqual([0, 2000, 12_000, 22_000])
  })

  test('lets all requests wait as long as a server asks, even over a minute, and says until when', async () => {
    const clock = virtual({})
    const times: number[] = []
    const inner = fakeEmbedder({
      before: (_, request) => {
        times.push(clock.time())
        if (request === 1)
          throw new NumeracyError('model-unavailable', 'slow down', {
            retryable: true,
            details: { status: 429, retryAfterSeconds: 90 },
          })
      },
    })
    const model = withPace(inner, clock.options)
    await expect(model.embed(['1'], document)).rejects.toThrow('slow down')
    await model.embed(['2'], document)
    expect(times).toEqual([0, 90_000])
    expect(clock.reported).toEqual([90_000])
  })

  test('keeps more distance after each 429, and less after each success', async () => {
    const clock = virtual({})
    const times: number[] = []
    const inner = fakeEmbedder({
      before: (_, request) => {
        times.push(clock.time())
        if (request <= 3)
          throw new NumeracyError('model-unavailable', 'slow down', {
            retryable: true,
            details: { status: 429 },
          })
      },
    })
    const model = withPace(inner, clock.options)
    for (let request = 0; request < 8; request++) await model.embed(['1'], document).catch(() => {})
    const apart = times.slice(1).map((time, at) => Math.round(time - times[at]))
    expect(apart).toEqual([0, 100, 200, 400, 360, 324, 292])
  })

  test('keeps to the slower of requests and tokens a minute', async () => {
    expect(await sent({ requestsPerMinute: 60, tokensPerMinute: 600 }, 3, 2)).toEqual([0, 1000, 2000])
    expect(await sent({ requestsPerMinute: 600, tokensPerMinute: 60 }, 3, 2)).toEqual([0, 2000, 4000])
  })

  test('counts the query with each document, and learns from each answer again', async () => {
    const clock = virtual({ tokensPerMinute: 60 })
    const times: number[] = []
    let tokensEach = 3
    const inner = fakeReranker({ before: () => void times.push(clock.time()) })
    const model = withPace(
      {
        ...inner,
        score: async (...given) => ({
          ...(await inner.score(...given)),
          usage: { tokens: tokensEach * given[1].length },
        }),
      },
      clock.options,
    )
    // Two documents of one character, each with a query of four: ten characters, five tokens at first.
    await model.score('four', ['1', '2'], {})
    tokensEach = 1
    await model.score('four', ['3', '4'], {})
    await model.score('four', ['5', '6'], {})
    await model.score('four', ['7', '8'], {})
    expect(times).toEqual([0, 5000, 11_000, 13_000])
  })

  test('keeps at most a minute of distance however many 429s come, and none after enough successes', async () => {
    const clock = virtual({})
    const times: number[] = []
    const inner = fakeEmbedder({
      before: (_, request) => {
        times.push(clock.time())
        if (request <= 15)
          throw new NumeracyError('model-unavailable', 'slow down', {
            retryable: true,
            details: { status: 429 },
          })
      },
    })
    const model = withPace(inner, clock.options)
    for (let request = 0; request < 150; request++) await model.embed(['1'], document).catch(() => {})
    const apart = times.slice(1).map((time, at) => time - times[at])
    expect(Math.max(...apart)).toBe(60_000)
    expect(apart.at(-1)).toBe(0)
  })

  test('is not slowed down by failures that are no 429', async () => {
    const clock = virtual({})
    const times: number[] = []
    const inner = fakeEmbedder({
      before: () => {
        times.push(clock.time())
        throw new NumeracyError('model-unavailable', 'broken', { retryable: true, details: { status: 503 } })
      },
    })
    const model = withPace(inner, clock.options)
    for (let request = 0; request < 4; request++) await model.embed(['1'], document).catch(() => {})
    expect(times).toEqual([0, 0, 0, 0])
  })

  test('waits the longest of what servers ask for, to the millisecond, and not what is more than an hour', async () => {
    const clock = virtual({})
    const times: number[] = []
    const asks = [2.5, 1.25, 3601, 3600]
    const inner = fakeEmbedder({
      before: (_, request) => {
        times.push(clock.time())
        const retryAfterSeconds = asks[request - 1]
        if (retryAfterSeconds !== undefined)
          throw new NumeracyError('model-unavailable', 'wait', {
            details: { status: 503, retryAfterSeconds },
          })
      },
    })
    const model = withPace(inner, clock.options)
    const together = Promise.allSettled([model.embed(['1'], document), model.embed(['2'], document)])
    await together
    for (let request = 0; request < 3; request++) await model.embed(['3'], document).catch(() => {})
    expect(times).toEqual([0, 0, 2500, 2500, 3_602_500])
  })

  test('lets others go on when one that waits is aborted', async () => {
    const clock = virtual({ requestsPerMinute: 60 })
    const model = withPace(fakeEmbedder(), clock.options)
    const controller = new AbortController()
    const calls = [
      model.embed(['1'], document),
      model.embed(['2'], { ...document, signal: controller.signal }),
      model.embed(['3'], document),
    ]
    controller.abort(new Error('stopped'))
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })
})
