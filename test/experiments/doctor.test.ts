import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { otherOrder, sampleFor } from '../../src/experiments/doctor/sample.ts'
import { diagnose } from '../../src/experiments/doctor.ts'
import { bundledUseLite } from '../../src/models/adapters/bundled-use-lite.ts'
import { standInReranker } from '../../src/models/adapters/stand-in-reranker.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'
import {
  doctoring,
  embedderThat,
  examine,
  healthyScore,
  healthyVector,
  rerankerThat,
} from './fixtures/examined.ts'

const refusedConnection = (retryable: boolean) => () => {
  throw new NumeracyError('model-unavailable', 'test:fake: got no connection.', { retryable })
}

describe('the doctor', () => {
  test.each([1, 2, 3, 5, 8, 16, 64])(
    'makes at most 40 requests of a few dozen texts (%d a request)',
    async maxBatch => {
      // Cut texts and scores that depend on the list are what takes the most requests.
      const embedder = embedderThat(texts => texts.map(text => healthyVector(text.slice(0, 300))), maxBatch)
      await examine(embedder)
      const reranker = rerankerThat(
        (query, documents) => documents.map(document => healthyScore(query, document) + documents.length),
        { maxBatch },
      )
      await examine(reranker)
      for (const { requests } of [embedder, reranker]) {
        expect(requests.length).toBeGreaterThan(15)
        expect(requests.length).toBeLessThanOrEqual(40)
      }
      expect(new Set(embedder.requests.flat()).size).toBeLessThan(80)
    },
  )

  test('asks for the same text again each time, with no cache in between', async () => {
    const embedder = embedderThat(texts => texts.map(healthyVector))
    await examine(embedder)
    const askedFor = embedder.requests.filter(texts => texts.includes('42'))
    expect(askedFor.length).toBeGreaterThanOrEqual(5)
  })

  test.each(['embedder', 'reranker'] as const)('says only why an %s cannot be reached', async kind => {
    const before = refusedConnection(false)
    const model = kind === 'embedder' ? fakeEmbedder({ before }) : fakeReranker({ before })
    const { diagnosis } = await examine(model)
    expect(diagnosis.verdict).toBe('fail')
    expect(diagnosis.checks).toEqual([
      {
        id: 'reachable',
        title: 'reachable and authorised',
        verdict: 'fail',
        evidence: 'test:fake: got no connection.',
      },
    ])
    expect(model.requests).toHaveLength(1)
  })

  test('tries again a few times when that may help, and tells that it waits', async () => {
    const waits: number[] = []
    const gone = fakeEmbedder({ before: refusedConnection(true) })
    await examine(gone, { onWait: milliseconds => waits.push(milliseconds) })
    expect(gone.requests).toHaveLength(4)
    expect(waits).toHaveLength(3)
    const sleepy = fakeEmbedder({
      before: (_, request) => {
        if (request < 3) throw new NumeracyError('model-unavailable', 'loading', { retryable: true })
      },
    })
    expect((await examine(sleepy)).outcome('reachable').verdict).toBe('pass')
  })

  test.each(['embedder', 'reranker'] as const)(
    'stops when an %s does not answer a list whole',
    async kind => {
      const answer = (count: number, row: (k: number) => number[]) =>
        Array.from({ length: count }, (_, k) => row(k))
      const model =
        kind === 'embedder'
          ? embedderThat(texts => answer(texts.length, k => Array(16).fill(k === 3 ? Number.NaN : 1)))
          : rerankerThat((_, documents) => answer(documents.length, k => [k === 3 ? Number.NaN : 1]).flat())
      const { faults, diagnosis } = await examine(model)
      expect(faults).toEqual(['complete fail'])
      expect(diagnosis.checks).toHaveLength(2)
      expect(diagnosis.checks[1].evidence).toMatch(/NaN .*for "a red bicycle"/)
    },
  )

  test('goes on with the other checks when a later answer fails', async () => {
    const model = fakeEmbedder({
      dimensions: 16,
      maxBatch: 16,
      before: texts => {
        if (texts.length === 1 && texts[0] === '9.11') throw new NumeracyError('model-unavailable', 'refused')
      },
    })
    const { diagnosis, faults } = await examine(model)
    expect(faults).toEqual(['order fail'])
    expect(diagnosis.checks).toHaveLength(11)
  })

  test.each(['embedder', 'reranker'] as const)(
    'draws no conclusion from an %s that loses the order, but for what needs none',
    async kind => {
      const sorted = <Item>(items: readonly Item[], key: (item: Item) => string) =>
        items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      const model =
        kind === 'embedder'
          ? embedderThat(texts => sorted(texts, text => text).map(healthyVector))
          : rerankerThat((query, documents) =>
              documents.map(document => healthyScore(query, document)).toSorted((a, b) => b - a),
            )
      const { diagnosis, faults } = await examine(model)
      expect(faults).toEqual(['order fail'])
      const unchecked = diagnosis.checks.filter(({ evidence }) => evidence.startsWith('Not checked, because'))
      expect(unchecked.map(({ id }) => id)).toEqual(
        kind === 'embedder'
          ? ['repeat', 'batch', 'symmetry', 'role', 'longest-input', 'latency']
          : ['repeat', 'alone', 'document-order', 'self-first', 'latency'],
      )
      for (const { verdict, advice, numbers, evidence } of unchecked) {
        expect({ verdict, advice, numbers }).toEqual({
          verdict: 'info',
          advice: undefined,
          numbers: undefined,
        })
        expect(evidence).toContain(`“${diagnosis.checks.find(({ id }) => id === 'order')!.title}” failed`)
      }
    },
  )

  test.each(['embedder', 'reranker'] as const)(
    'looks at the name of the model that answers, of an %s behind a server alone',
    async kind => {
      const model =
        kind === 'embedder'
          ? embedderThat(texts => texts.map(healthyVector))
          : rerankerThat((query, documents) => documents.map(document => healthyScore(query, document)))
      const served = (another?: string): typeof model => {
        const id = { ...model.id, baseURL: 'http://h/v1' }
        const said = another === undefined ? {} : { anotherModel: another }
        return model.kind === 'embedder'
          ? { ...model, id, embed: async (...given) => ({ ...(await model.embed(...given)), ...said }) }
          : { ...model, id, score: async (...given) => ({ ...(await model.score(...given)), ...said }) }
      }
      expect((await examine(model)).outcome('served-model')).toBeUndefined()
      const same = await examine(served())
      expect(same.outcome('served-model').verdict).toBe('pass')
      expect(same.faults).toEqual([])
      const other = await examine(served('other'))
      expect(other.faults).toEqual(['served-model warn'])
      expect(other.outcome('served-model').evidence).toBe('Asked for "fake", it says that "other" answered.')
    },
  )

  test('does not ask an embedder that takes no role in another', async () => {
    const roles: string[] = []
    const inner = embedderThat(texts => texts.map(healthyVector))
    const { outcome } = await examine({
      ...inner,
      takesRoles: false,
      embed: (texts, options) => {
        roles.push(options.role)
        return inner.embed(texts, options)
      },
    })
    expect(new Set(roles)).toEqual(new Set(['document']))
    expect(outcome('role')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^It takes no role/),
    })
  })

  test('waits five minutes for a server, and of one that asks for longer says when to come back', async () => {
    const asking = (retryAfterSeconds: number, requests: number) =>
      fakeEmbedder({
        dimensions: 16,
        maxBatch: 16,
        before: (_, request) => {
          if (request <= requests)
            throw new NumeracyError('model-unavailable', 'slow down', {
              retryable: true,
              details: { retryAfterSeconds },
            })
        },
      })
    const waits: number[] = []
    const wait = async (milliseconds: number) => void waits.push(milliseconds)
    expect((await examine(asking(300, 1), { wait })).outcome('reachable').verdict).toBe('pass')
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(300_000)
    waits.length = 0
    const { outcome } = await examine(asking(301, 1), { wait })
    expect(outcome('reachable').evidence).toMatch(
      /left alone until 1970-01-01 00:05 UTC, and no more than 5 minutes/,
    )
    expect(waits).toEqual([])
  })

  test('does not take a fault of a program for a fault of a model', async () => {
    const broken = fakeEmbedder({
      before: () => {
        throw new TypeError('broken')
      },
    })
    await expect(diagnose('test:fake', broken, doctoring())).rejects.toThrow(TypeError)
  })

  test('stops in the middle when it is told to, with the reason', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped')
    const model = fakeReranker({
      maxBatch: 16,
      before: (_, request) => {
        if (request === 4) controller.abort(reason)
      },
    })
    await expect(diagnose('test:fake', model, doctoring({ signal: controller.signal }))).rejects.toBe(reason)
    expect(model.requests).toHaveLength(4)
  })

  test('tells of each check before it runs', async () => {
    const reported: string[] = []
    await examine(
      embedderThat(texts => texts.map(healthyVector)),
      {
        onCheck: (done, total, title) => reported.push(`${done}/${total} ${title}`),
      },
    )
    expect(reported).toHaveLength(12)
    expect(reported[0]).toBe('0/11 reachable and authorised')
    expect(reported.at(-1)).toBe('11/11 ')
  })

  test('finds of the bundled model what is true: it cuts long texts, and only stands in as a reranker', async () => {
    expect((await examine(bundledUseLite())).faults).toEqual(['longest-input warn'])
    expect((await examine(standInReranker(bundledUseLite()))).faults).toEqual(['stand-in warn'])
  })
})

describe('the sample', () => {
  test('has four to twelve distinct texts, no more than a request holds where that is enough', () => {
    expect([1, 3, 5, 12, 512].map(maxBatch => sampleFor(maxBatch).length)).toEqual([4, 4, 5, 12, 12])
    expect(new Set(sampleFor(12)).size).toBe(12)
  })

  test.each([4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'of %d texts is asked in an order that no turn and no reversal explains',
    n => {
      const order = otherOrder(n)
      expect(order.toSorted((a, b) => a - b)).toEqual([...order.keys()])
      const steps = order.map((place, k) => (order[(k + 1) % n] - place + n) % n)
      expect(new Set(steps).size).toBeGreaterThan(1)
      expect(order.some((place, k) => order[n - 1 - k] !== n - 1 - place)).toBe(true)
    },
  )
})
