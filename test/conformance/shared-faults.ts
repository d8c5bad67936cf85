import { describe, expect, onTestFinished, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { guarded } from '../../src/models/decorators/guarded.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { numbersOf } from './http-model.ts'

/** How a model behind a server or a program fails; a program knows no status and says the words as its error. */
export interface Trouble {
  readonly words: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Only questions of more texts than this fail. Default: all. */
  readonly above?: number
  /** Only so many questions fail, the first ones. Default: all. */
  readonly first?: number
  /** The whole body of the answer, in place of the words. */
  readonly body?: string
}

/** A model that fails as it is told to. */
export interface Troubled {
  readonly model: Embedder | Reranker
  /** Of each question that reached it, how many texts it asked for. */
  sizes(): readonly number[]
  close(): void
}

export interface SharedFaults {
  readonly name: string
  /** Whether it is asked over HTTP: there are statuses, and waits. */
  readonly http: boolean
  create(trouble: Trouble | null): Promise<Troubled>
}

/** Registers what becomes of faults that every kind of model can have, whoever it is asked through. */
export function sharedFaults({ name, http, create }: SharedFaults): void {
  const started = async (trouble: Trouble | null) => {
    const troubled = await create(trouble)
    onTestFinished(() => troubled.close())
    return troubled
  }
  const ready = (model: Embedder | Reranker, concurrency = 1, waits: number[] = []) =>
    guarded(model, {
      cache: memoryCache(),
      concurrency,
      now: () => 0,
      retry: { random: () => 0, wait: async milliseconds => void waits.push(milliseconds) },
    })

  describe(`${name}, in trouble,`, () => {
    test.each<[string, number, string]>([
      ['a batch by the number that is named', 400, 'at most 2 requests can be in one batch'],
      ['a batch by a number named otherwise', 400, 'batch size is invalid, it should not be larger than 2'],
      ['a batch by no number', 422, 'too many inputs, split into more batches'],
      ['a batch for its size alone', 413, 'too large, max batch size exceeded'],
      ['a batch for memory with status 500', 500, 'CUDA out of memory. Tried to allocate 20.00 MiB'],
      ['a batch for memory with status 424', 424, 'DriverError(CUDA_ERROR_OUT_OF_MEMORY, "out of memory")'],
      ['a batch for memory with status 503', 503, 'torch.OutOfMemoryError: not enough memory'],
    ])('is asked for less where it refuses %s', async (_, status, words) => {
      const right = await numbersOf((await started(null)).model)
      const waits: number[] = []
      const { model, sizes } = await started({ status, words, above: 2 })
      expect(await numbersOf(ready(model, 1, waits))).toEqual(right)
      expect(sizes()).toEqual([4, 2, 2])
      expect(waits).toEqual([])
    })

    test.each<[number, string, RegExp]>([
      [500, 'CUDA out of memory', /memory does not hold even one text/],
      [400, 'input is too long: the maximum context length is 512 tokens', /one text is too long for it/],
    ])('says with status %i that a single text is too much: %s', async (status, words, message) => {
      const { model, sizes } = await started({ status, words })
      const error = await numbersOf(ready(model)).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(NumeracyError)
      expect((error as NumeracyError).message).toMatch(message)
      expect(sizes()).toEqual([4, 2, 1])
    })

    test('is asked once by forty calls where nothing helps', async () => {
      const { model, sizes } = await started({ status: 401, words: 'not with this key' })
      const shared = ready(model, 8)
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, at) => callOf(shared, String(at))),
      )
      expect(sizes()).toHaveLength(1)
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({
          status: 'rejected',
          reason: { name: 'NumeracyError', code: 'model-unavailable', retryable: false },
        })
      }
    })

    test.each<[string, string]>([
      ['lists within lists', '['.repeat(100_000) + ']'.repeat(100_000)],
      ['an error of lists within lists', `{"error":${'['.repeat(100_000) + ']'.repeat(100_000)}}`],
      ['an object of objects', `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ])('is an error where it answers with %s', async (_, body) => {
      const { model } = await started({ status: 200, words: '', body })
      const error = await numbersOf(ready(model)).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(NumeracyError)
      expect((error as NumeracyError).message).not.toMatch(/call stack/)
      expect((error as NumeracyError).message.length).toBeLessThan(2000)
    })

    if (!http) return

    test.each<[string, number, string, Readonly<Record<string, string>>]>([
      ['an error of the server', 503, 'busy', {}],
      ['a limit', 429, 'slow down', {}],
    ])('is asked five times by forty calls where all of them get %s', async (_, status, words, headers) => {
      const { model, sizes } = await started({ status, words, headers })
      const shared = ready(model, 8)
      await Promise.allSettled(Array.from({ length: 40 }, (_, at) => callOf(shared, String(at))))
      expect(sizes()).toHaveLength(5)
    })

    test.each<[string, string, Readonly<Record<string, string>>, number]>([
      ['its words', 'You exceeded your current quota. Please retry in 20s.', {}, 20_000],
      ['its words, in minutes', 'Rate limit reached. Please try again in 1m30s', {}, 90_000],
      ['a header in milliseconds', 'slow down', { 'retry-after-ms': '2500' }, 2500],
      ['a header in seconds', 'slow down', { 'retry-after': '75' }, 75_000],
      ['the reset of a limit', 'slow down', { 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
    ])('is left alone as long as it asks in %s', async (_, words, headers, least) => {
      const waits: number[] = []
      const { model, sizes } = await started({ status: 429, words, headers, first: 1 })
      await numbersOf(ready(model, 1, waits))
      expect(Math.max(...waits)).toBeGreaterThanOrEqual(least)
      expect(Math.max(...waits)).toBeLessThan(least + 1000)
      expect(sizes()).toEqual([4, 4])
    })

    test('says when to come back where it asks for hours', async () => {
      const { model, sizes } = await started({ status: 429, words: 'Limit reached. Try again in 13h' })
      await expect(numbersOf(ready(model))).rejects.toThrow(
        /It asks to be left alone until 1970-01-01 13:00 UTC, and no more than 60 minutes are waited for/,
      )
      expect(sizes()).toHaveLength(1)
    })

    test('is not asked again for numbers that it cannot write down', async () => {
      const { model, sizes } = await started({ status: 500, words: 'json: unsupported value: NaN' })
      await expect(numbersOf(ready(model))).rejects.toThrow(/numbers that are not finite/)
      expect(sizes()).toHaveLength(1)
    })

    test.each([
      [501, 'This server does not support embeddings. Start it with `--embeddings`'],
      [500, 'this model does not support embeddings'],
      [403, 'You are not allowed to generate embeddings from this model'],
    ])('says with status %i that it is not for this, and is not asked again: %s', async (status, words) => {
      const { model, sizes } = await started({ status, words })
      const error = await numbersOf(ready(model)).catch((thrown: unknown) => thrown)
      expect((error as Error).message).toMatch(/this model gives no such answers there: name another model/)
      expect((error as Error).message).not.toMatch(/again later|Check the key/)
      expect(sizes()).toHaveLength(1)
    })
  })
}

function callOf(model: Embedder | Reranker, text: string): Promise<unknown> {
  return model.kind === 'embedder'
    ? model.embed([text], { role: 'document' })
    : model.score(`what is the closest item to ${text}?`, [text], {})
}
