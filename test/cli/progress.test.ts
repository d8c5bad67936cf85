import { expect, test } from 'vitest'
import type { Event } from '../../src/base/events.ts'
import { showProgress } from '../../src/cli/progress.ts'
import { recordingContext } from '../fixtures/command-context.ts'

/** What a stage says that breaks off after some events, each at a number of seconds. */
async function said(events: readonly (readonly [seconds: number, event: Event])[]): Promise<string> {
  let seconds = 0
  const context = recordingContext({ now: () => new Date(seconds * 1000) })
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
