import { expect, test } from 'vitest'
import type { Event } from '../../src/base/events.ts'
import type { Talk } from '../../src/cli/context.ts'
import { showProgress } from '../../src/cli/progress.ts'
import { recordingContext } from '../fixtures/command-context.ts'

/** What a stage says that breaks off after some events, each at a number of seconds. */
async function said(
  events: readonly (readonly [seconds: number, event: Event])[],
  talk: Talk = 'usual',
): Promise<string> {
  let seconds = 0
  const context = recordingContext({ now: () => new Date(seconds * 1000), talk: () => talk })
  const progress = showProgress([{ title: 'model', owns: ({ type }) => type !== 'notice' }], context)
  const broken = new Error('broken')
  const work = progress.during(async () => {
    for (const [at, event] of events) {
      seconds = at
      progress.listen(event)
    }
    throw broken
  })
  await expect(work).rejects.toBe(broken)
  return context.written().stderr
}

const answers = (done: number, cached = 0): Event => ({
  type: 'answers',
  model: 'm',
  unit: 'texts',
  done,
  total: 1000,
  cached,
})

test('says how many are there, how fast they come, and how long it still takes', async () => {
  expect(
    await said([
      [0, answers(0)],
      [10, answers(200)],
    ]),
  ).toContain('model: 200 of 1,000 texts, 20 a second, 40 s left')
  expect(
    await said([
      [0, answers(100, 100)],
      [100, answers(110, 100)],
    ]),
  ).toContain('model: 110 of 1,000 texts, 100 from the cache, 0.1 a second, 149 min left')
})

test('tells no rate before there is something to reckon from', async () => {
  const text = await said([
    [0, answers(0)],
    [1, answers(200)],
  ])
  expect(text).toContain('model: 200 of 1,000 texts')
  expect(text).not.toContain('a second')
})

test('says until when a limit is waited for, unless that is soon', async () => {
  const until = new Date(2026, 0, 1, 12, 30, 5).getTime()
  const waiting: Event = { type: 'waiting', model: 'm', until }
  expect(await said([[until / 1000 - 60, waiting]])).toContain('model: waiting for the limit until 12:30:05')
  expect(await said([[until / 1000 - 1, waiting]])).not.toContain('waiting')
})

test('tells notices after the stages', async () => {
  const text = await said([[0, { type: 'notice', message: 'The disk is full.' }]])
  expect(text.trimEnd().split('\n').at(-1)).toBe('note: The disk is full.')
})

test('writes a line every five seconds where nothing is shown live, and no more', async () => {
  const events = Array.from({ length: 60 }, (_, at) => [at / 4, answers(at * 10)] as const)
  const lines = (await said(events)).split('\n').filter(line => line.startsWith('  model: '))
  expect(lines.map(line => line.split(',')[0])).toEqual(['  model: 200 of 1', '  model: 400 of 1'])
  expect(lines[1]).toBe('  model: 400 of 1,000 texts, 40 a second, 15 s left')
})

test('says how long other stages still take', async () => {
  const measured = (done: number): Event => ({ type: 'measured', done, total: 9, label: 'dates' })
  expect(
    await said([
      [0, measured(0)],
      [10, measured(3)],
    ]),
  ).toContain('model: 3 of 9, dates, 20 s left')
})

const request: Event = { type: 'request', model: 'm', unit: 'texts', count: 32 }
const retry: Event = { type: 'retry', model: 'm', attempt: 1, milliseconds: 2500, message: 'm: got 503.' }

test('says requests, retries, what is cached and how long a phase took where that is wished', async () => {
  const events = [
    [0, answers(100, 100)],
    [1, request],
    [2, retry],
    [5, { ...answers(1000, 100) }],
  ] as const
  const lines = (await said(events, 'verbose')).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'm: 100 of 1,000 texts come from the cache',
      'm: a request of 32 texts',
      'm: attempt 1 failed, the next in 2.5 s: m: got 503.',
      'model: done after 5.0 s',
    ]),
  )
  expect(await said(events)).not.toMatch(/request|attempt|done after/)
})

test('says nothing where quiet is wished, notices neither', async () => {
  const notice: Event = { type: 'notice', message: 'The disk is full.' }
  expect(
    await said(
      [
        [0, answers(0)],
        [1, notice],
        [60, answers(500)],
      ],
      'quiet',
    ),
  ).toBe('')
})

test('calls a model by its name wherever it speaks of it', async () => {
  const context = recordingContext({ now: () => new Date(0), talk: () => 'verbose' })
  const model = { id: 'embedder:./models/small', name: 'small as embedder' }
  const stage = { title: model.name, model, owns: ({ type }: Event) => type !== 'notice' }
  const { during, listen } = showProgress([stage], context)
  await during(async () => {
    const about = { model: model.id, unit: 'texts' } as const
    listen({ ...about, type: 'request', count: 3 })
    listen({ type: 'retry', model: model.id, attempt: 1, milliseconds: 1000, message: 'busy' })
    listen({ ...about, type: 'answers', done: 1, total: 3, cached: 1 })
    listen({ type: 'waiting', model: model.id, until: 3_600_000 })
  })
  const { stderr } = context.written()
  expect(stderr).not.toContain(model.id)
  expect(stderr).toContain('small as embedder: a request of 3 texts\n')
  expect(stderr).toContain('small as embedder: attempt 1 failed')
  expect(stderr).toContain('small as embedder: 1 of 3 texts come from the cache\n')
  expect(stderr).toMatch(/^note: small as embedder: waiting for the limit until /m)
})
