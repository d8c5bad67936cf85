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
  const told: number[] = []
  return {
    time: () => time,
    told,
    options: {
      pace,
      now: () => time,
      wait: async (milliseconds: number, signal: AbortSignal | undefined) => {
        signal?.throwIfAborted()
        time += milliseconds
      },
      onWait: (until: number) => {
        told.push(until)
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
          throw new NumeracyError('model', 'slow down', {
            retryable: true,
            details: { status: 429, retryAfterSeconds: 90 },
          })
      },
    })
    const model = withPace(inner, clock.options)
    await expect(model.embed(['1'], document)).rejects.toThrow('slow down')
    await model.embed(['2'], document)
    expect(times).toEqual([0, 90_000])
    expect(clock.told).toEqual([90_000])
  })

  test('keeps more distance after each 429, and less after each success', async () => {
    const clock = virtual({})
    const times: number[] = []
    const inner = fakeEmbedder({
      before: (_, request) => {
        times.push(clock.time())
        if (request <= 3)
          throw new NumeracyError('model', 'slow down', { retryable: true, details: { status: 429 } })
      },
    })
    const model = withPace(inner, clock.options)
    for (let request = 0; request < 8; request++) await model.embed(['1'], document).catch(() => {})
    const apart = times.slice(1).map((time, at) => Math.round(time - times[at]))
    expect(apart).toEqual([0, 100, 200, 400, 360, 324, 292])
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
