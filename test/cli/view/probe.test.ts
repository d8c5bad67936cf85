import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeFloats } from '../../../src/base/float-codec.ts'
import { runText } from '../../../src/store/run-text.ts'
import { readRun } from '../../../src/store/runs.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { sharedCache } from '../../fixtures/shared-cache.ts'
import { removeFolder } from '../../fixtures/temporary-folder.ts'
import { type EventStream, eventStream, type StreamEvent } from './fixtures/event-stream.ts'
import { deadModel, modelServer } from './fixtures/model-server.ts'
import { putFiles, viewing } from './fixtures/viewing.ts'

const named = (name: string) => (event: StreamEvent) => event.name === name
const isMatrix = named('matrix')
const numbersOf = ({ data }: StreamEvent) => decodeFloats(data.data, 'float32')
const answered = (event: StreamEvent) => numbersOf(event).filter(value => !Number.isNaN(value)).length
const partly = (event: StreamEvent) => isMatrix(event) && answered(event) > 0 && answered(event) < 10_000

async function probing(requests: number, series = ['integers']) {
  const model = await modelServer(requests)
  const shown = await viewing({}, { embed: [model.spec] })
  const stream = await eventStream(`${shown.url}events`)
  const start = () => shown.ask('probe', { body: { embed: [model.spec], series } })
  return { ...shown, model, stream, start }
}

const last = ({ events }: EventStream, name: string) => events.findLast(named(name))

describe('probing from the page', () => {
  test('fills in the matrix as answers arrive, and writes a run that is then shown', async () => {
    const { ask, cwd, model, stream, start, url } = await probing(3)
    expect(await stream.next(named('state'))).toEqual({ name: 'state', data: { running: false } })
    expect(await start()).toMatchObject({ status: 202, body: '' })
    expect(await stream.next(named('state'), 1)).toEqual({ name: 'state', data: { running: true } })

    const part = await stream.next(partly)
    const { data: _, ...about } = part.data
    const id = `embedder:${model.spec}`
    expect(about).toEqual({ series: 'integers', model: id, prompt: null, rows: 100, columns: 100 })
    expect(answered(await stream.next(event => isMatrix(event) && answered(event) >= 3600))).toBe(3600)
    const progress = await stream.next(event => event.name === 'answers' && event.data.done === 60)
    expect(progress.data).toMatchObject({ type: 'answers', model: id, unit: 'texts', cached: 0 })

    const late = await eventStream(`${url}events`)
    expect(await late.next(named('state'))).toEqual({ name: 'state', data: { running: true } })
    expect(answered(await late.next(isMatrix))).toBe(3600)
    expect(await late.next(named('answers'))).toEqual(progress)
    expect(await start()).toMatchObject({ status: 409, body: '' })

    model.open()
    const { data } = await stream.next(named('finished'))
    expect(data).toEqual({ name: 'live-2026-01-02T03-04-05Z.json' })
    await stream.next(named('runs'))
    const order = stream.events.map(({ name }) => name)
    expect(order.slice(-2)).toEqual(['finished', 'runs'])
    expect(order.lastIndexOf('answers')).toBeLessThan(order.indexOf('measured'))
    expect(last(stream, 'measured')?.data).toMatchObject({ done: 1, total: 1 })

    const run = await readRun(join(cwd, data.name))
    expect(run.models[0]).toMatchObject({ id, spec: model.spec })
    const whole = run.matrices.find(({ experiment }) => experiment === 'pairs')!
    const shown = numbersOf(last(stream, 'matrix')!)
    expect(shown).toEqual(whole.values.map(Math.fround))
    expect((await ask('')).body).toBe(data.name)
    expect((await ask(`runs/${data.name}`)).body).toBe(runText(run))
    expect(readdirSync(cwd).filter(name => name !== '.numeracy')).toEqual([data.name])
  })

  test('can be stopped, and goes on where it stopped', async () => {
    const { ask, model, stream, start } = await probing(3)
    await start()
    await stream.next(event => isMatrix(event) && answered(event) === 3600)
    expect(await ask('stop', { method: 'POST' })).toMatchObject({ status: 202, body: '' })
    expect(await stream.next(named('stopped'))).toEqual({ name: 'stopped', data: {} })
    const first = model.asked()
    expect(first.length).toBe(4)
    const from = stream.events.length
    model.open()
    expect(await start()).toMatchObject({ status: 202 })
    await stream.next(named('finished'), from)
    const again = new Set(model.asked().slice(4).flat())
    for (const text of first.slice(0, 3).flat()) expect(again).not.toContain(text)
    for (const text of first[3]) expect(again).toContain(text)
    const progress = stream.events.slice(from).findLast(named('answers'))!
    expect(progress.data).toMatchObject({ cached: 60, done: progress.data.total })
  })

  test('once more asks nothing, and shows the whole matrix from what is kept', async () => {
    const { model, stream, start } = await probing(100)
    await start()
    await stream.next(named('finished'))
    const [requests, from] = [model.asked().length, stream.events.length]
    await start()
    expect((await stream.next(named('finished'), from)).data.name).toBe('live-2026-01-02T03-04-05Z-2.json')
    expect(model.asked().length).toBe(requests)
    expect(answered(stream.events.slice(from).find(isMatrix)!)).toBe(10_000)
  })

  test('adds its run to the one file that is viewed', async () => {
    const text = runText(await probedRun())
    const files = { 'some/run.json': text, 'some/other.json': text }
    const { spec } = await modelServer(100)
    const { ask, url } = await viewing(files, { path: 'some/run.json', embed: [spec] })
    const stream = await eventStream(`${url}events`)
    await ask('probe', { body: { embed: [spec], series: ['words'] } })
    const { name } = (await stream.next(named('finished'))).data
    expect((await ask('')).body).toBe(`${name} run.json`)
  })

  test('asks embedders and rerankers, every series, with the default models where none is named', async () => {
    const shown = await viewing({}, { cache: sharedCache() })
    const stream = await eventStream(`${shown.url}events`)
    await shown.ask('probe', { body: { series: ['currency', 'words'] } })
    const { name } = (await stream.next(named('finished'))).data
    const run = await readRun(join(shown.cwd, name))
    const key = ({ series, model, prompt }: { series: string; model: string; prompt: string | null }) =>
      JSON.stringify([series, model, prompt])
    const reported = new Map(stream.events.filter(isMatrix).map(event => [key(event.data), numbersOf(event)]))
    const pairs = run.matrices.filter(({ experiment }) => experiment === 'pairs')
    expect(pairs.length).toBe(4)
    for (const matrix of pairs)
      expect(reported.get(key(matrix)), key(matrix)).toEqual(matrix.values.map(Math.fround))
    expect(reported.size).toBe(4)
  })

  test('fails with the error of a model that is not there', async () => {
    const embed = [await deadModel()]
    const shown = await viewing({}, { embed })
    const stream = await eventStream(`${shown.url}events`)
    expect(await shown.ask('probe', { body: { embed, series: ['integers'] } })).toMatchObject({ status: 202 })
    expect((await stream.next(named('failed'))).data).toEqual({
      error: {
        code: 'model-unavailable',
        message: expect.stringContaining('nothing listens at that address'),
        details: expect.any(Object),
      },
    })
    const late = await eventStream(`${shown.url}events`)
    expect((await late.next(named('state'))).data).toEqual({ running: false })
    expect((await shown.ask('probe', { body: { embed, series: ['integers'] } })).status).toBe(202)
    await stream.next(named('failed'), stream.events.findIndex(named('failed')) + 1)
  })

  test.each<[string, unknown, string, string]>([
    ['an unknown model', { embed: ['nothing:x'] }, 'unknown', 'There is no embedder'],
    ['an unknown series', { series: ['integer'] }, 'unknown', 'Did you mean integers'],
    ['a file as a series', { series: ['./prices.csv'] }, 'unknown', 'There is no series'],
    ['another shape', { embed: 'bundled:use-lite' }, 'usage', 'embed: Invalid input'],
  ])('refuses %s at once', async (_, body, code, message) => {
    const { ask, cwd } = await viewing()
    putFiles(cwd, { 'prices.csv': '1\n2\n3\n' })
    const answer = await ask('probe', { body })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body).error).toMatchObject({ code, message: expect.stringContaining(message) })
    expect((await ask('probe', { body })).status).toBe(400)
  })

  test('begins only where its run can be written', async () => {
    const { ask, cwd } = await viewing()
    removeFolder(cwd)
    writeFileSync(cwd, 'a file where the folder was')
    const answer = await ask('probe', { body: { series: ['integers'] } })
    expect(answer.status).toBe(500)
    expect(JSON.parse(answer.body).error.code).toBe('storage')
  })

  test('can be stopped when none runs, which does nothing', async () => {
    const { ask } = await viewing()
    expect(await ask('stop', { method: 'POST' })).toMatchObject({ status: 202, body: '' })
  })
})
