import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../../src/cli/program.ts'
import { runText } from '../../../src/store/run-text.ts'
import { recordingContext } from '../../fixtures/command-context.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { deadModel, modelServer } from './fixtures/model-server.ts'
import { viewing } from './fixtures/viewing.ts'

let text: string
beforeAll(async () => {
  text = runText(await probedRun())
})

const question = { anchor: '9', candidates: ['9.9', '9.11'] }

describe('asking from the page', () => {
  test('gets what ask --json prints', async () => {
    const context = recordingContext({ cwd: temporaryFolder() })
    expect(await runCommand(['ask', '9', '9.9', '9.11', '--json'], context)).toBe(0)
    const { ask } = await viewing()
    const answer = await ask('ask', { body: question })
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } })
    expect(answer.body).toBe(context.written().stdout)
    const { models } = JSON.parse(answer.body)
    expect(models.map(({ model }: { model: string }) => model)).toEqual(['embedder:bundled:use-lite'])
    expect(models[0].candidates[1].tokens.join('')).toContain('9.11')
  })

  test('asks the models that are named, of any text, read as it says', async () => {
    const { ask } = await viewing()
    const body = { anchor: '10.0', candidates: ['9.9', '9.11'], as: 'version', embed: ['bundled:use-lite'] }
    const { body: json } = await ask('ask', { body })
    expect(JSON.parse(json)).toMatchObject({ as: 'version', models: [{ truth: '9.11' }] })
    const words = { anchor: 'cat', candidates: ['dog', 'a "<b>" 猫'], embed: ['bundled:use-lite'], as: null }
    expect(JSON.parse((await ask('ask', { body: words })).body)).toMatchObject({
      as: null,
      models: [{ truth: null }],
    })
  })

  test.each<[string, unknown, string, string]>([
    ['an empty text', { ...question, anchor: ' ' }, 'input', 'ask: the anchor is empty'],
    ['one candidate', { ...question, candidates: ['9.9'] }, 'usage', 'got 1 candidate'],
    ['an unknown model', { ...question, embed: ['bundled:use-light'] }, 'unknown', 'Did you mean'],
    ['a text that does not read so', { ...question, as: 'date' }, 'input', 'does not read as a date'],
    ['no JSON', '{', 'usage', 'the body of POST ask is not JSON'],
    ['another shape', { anchor: 9 }, 'usage', 'anchor: Invalid input'],
    ['more than it takes', { ...question, cache: '/tmp' }, 'usage', 'Unrecognized key'],
  ])('refuses %s as the command does, with 400', async (_, body, code, message) => {
    const { ask } = await viewing()
    const answer = await ask('ask', { body })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toEqual({
      error: { code, message: expect.stringContaining(message), details: expect.any(Object) },
    })
  })

  test('tells what a model did wrong, with 502', async () => {
    const embed = [await deadModel()]
    const { ask } = await viewing({}, { embed })
    const body = { ...question, embed }
    const answer = await ask('ask', { body })
    expect(answer.status).toBe(502)
    expect(JSON.parse(answer.body)).toMatchObject({
      error: {
        code: 'model-unavailable',
        message: expect.stringContaining('nothing listens at that address'),
      },
    })
  })

  test('ends when the page does not wait any more', async () => {
    const model = await modelServer(0)
    const { url } = await viewing({}, { embed: [model.spec] })
    const leave = new AbortController()
    const body = JSON.stringify({ ...question, embed: [model.spec] })
    const asked = fetch(`${url}ask`, { method: 'POST', body, signal: leave.signal }).catch(() => 'left')
    await expect.poll(() => model.asked().length).toBe(1)
    leave.abort()
    expect(await asked).toBe('left')
    await expect.poll(() => model.left()).toBe(1)
  })
})

describe('the choices of the page', () => {
  test('are the bundled models, the named ones, those of the runs, and the catalogue of series', async () => {
    const rerank = ['jina:jina-reranker-v2-base-multilingual']
    const { ask } = await viewing({ 'run.json': text, 'other.json': text }, { rerank })
    const { models, series } = JSON.parse((await ask('choices')).body)
    expect(models).toEqual([
      { spec: 'bundled:use-lite', kind: 'embedder' },
      { spec: 'bundled:use-lite', kind: 'reranker' },
      { spec: 'jina:jina-reranker-v2-base-multilingual', kind: 'reranker' },
      { spec: 'test:fake', kind: 'embedder' },
      { spec: 'test:fake', kind: 'reranker' },
    ])
    expect(series[0]).toEqual({ id: 'integers', n: 100, first: '1', last: '100' })
    expect(series.length).toBeGreaterThan(9)
  })
})
