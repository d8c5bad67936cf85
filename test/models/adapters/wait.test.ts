import { expect, test } from 'vitest'
import { wait } from '../../../src/models/adapters/wait.ts'

test('wait resolves after the time has passed', async () => {
  const start = performance.now()
  await wait(20, undefined)
  expect(performance.now() - start).toBeGreaterThan(15)
})

test('wait stops with the reason of the signal, at once', async () => {
  const controller = new AbortController()
  const reason = new Error('stopped')
  const waiting = wait(60_000, controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  await expect(wait(60_000, controller.signal)).rejects.toBe(reason)
})
