import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runText } from '../../../src/store/run-text.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { eventStream } from './fixtures/event-stream.ts'
import { putFiles, viewing } from './fixtures/viewing.ts'

let text: string
beforeAll(async () => {
  text = runText(await probedRun())
})

const bodyOf = async ({ ask }: Awaited<ReturnType<typeof viewing>>) => (await ask('')).body

describe('the runs that numeracy view shows', () => {
  test('are those of the folder and of the folders in it, by name', async () => {
    const shown = await viewing({
      'b.json': text,
      'a/run.json': text,
      'a/other.json': text,
      'a/deep/run.json': text,
      'run.txt': text,
      '.hidden/run.json': text,
      'node_modules/run.json': text,
      'package.json': '{"name":"x"}',
      'list.json': '[1, 2',
      'score.json': '{"format":"numeracy-score"}',
    })
    expect(await bodyOf(shown)).toBe('a/other.json a/run.json b.json')
    expect(shown.written().stderr).toBe('Watching .; Ctrl-C stops.\n')
  })

  test('are those of numeracy-report where there is one', async () => {
    const shown = await viewing({ 'numeracy-report/run.json': text, 'other.json': text })
    expect(await bodyOf(shown)).toBe('run.json')
    expect(shown.written().stderr).toBe('Watching numeracy-report; Ctrl-C stops.\n')
  })

  test('may be none', async () => {
    expect(await bodyOf(await viewing())).toBe('')
  })

  test('are one where a file is given', async () => {
    const files = { 'some/run.json': text, 'some/other.json': text }
    const shown = await viewing(files, { path: 'some/run.json' })
    expect(await bodyOf(shown)).toBe('run.json')
  })

  test('leave out one that is broken, with a notice', async () => {
    const shown = await viewing({ 'good.json': text, 'bad.json': text.slice(0, -100) })
    expect(await bodyOf(shown)).toBe('good.json')
    expect(shown.written().stderr).toMatch(
      /^note: The run file .*bad\.json is cut off: .* It is left out\.$/m,
    )
  })

  test('are there as JSON under their names and no others', async () => {
    const { ask, url } = await viewing({ 'a/run 1.json': text, 'package.json': '{}', 'a/b/c.json': text })
    const answer = await ask('runs/a/run%201.json')
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' }, body: text })
    const { pathname } = new URL(url)
    for (const name of [
      'package.json',
      'a/b/c.json',
      'a//run%201.json',
      './a/run%201.json/',
      '..%2fa%2frun 1.json'.replace(' ', '%20'),
      '%2e%2e/a/run%201.json',
      '../../../../etc/passwd',
      '..%2f..%2f..%2fetc%2fpasswd',
      '%2fetc%2fpasswd',
      'a%5crun%201.json',
      'a/run%201.json%00',
      '%',
      '__proto__',
    ])
      expect(await ask(`runs/${name}`), name).toMatchObject({ status: 404, body: '' })
    // A path with dots that ends at a name is that name, as everywhere on the web.
    expect((await ask(`${pathname}runs/x/../a/run%201.json`)).status).toBe(200)
  })

  test('are read again when they change, and pages are told once', async () => {
    const shown = await viewing({ 'a.json': text })
    const stream = await eventStream(`${shown.url}events`)
    const times = () => stream.events.filter(({ name }) => name === 'runs').length
    const changed = async (change: () => void, runs: string) => {
      const before = stream.events.length
      change()
      expect((await stream.next(({ name }) => name === 'runs', before)).data).toEqual({})
      expect(await bodyOf(shown)).toBe(runs)
    }
    await stream.next(({ name }) => name === 'state')
    await changed(() => putFiles(shown.cwd, { 'b.json': text, 'c.json': text }), 'a.json b.json c.json')
    expect(times()).toBe(1)
    putFiles(shown.cwd, { 'package.json': '{}', 'notes.txt': 'x' })
    await changed(() => putFiles(shown.cwd, { 'new/run.json': text }), 'a.json b.json c.json new/run.json')
    await changed(() => rmSync(join(shown.cwd, 'b.json')), 'a.json c.json new/run.json')
    await changed(() => {
      putFiles(shown.cwd, { '.a.json.tmp': text.replace('2026-01-02', '2026-01-03') })
      renameSync(join(shown.cwd, '.a.json.tmp'), join(shown.cwd, 'a.json'))
    }, 'a.json c.json new/run.json')
    expect((await shown.ask('runs/a.json')).body).toContain('2026-01-03')
    expect(times()).toBe(4)
  })

  test('are one page, built again only when they change', async () => {
    let built = 0
    const page = async () => `<script>${++built}</script>`
    const shown = await viewing({ 'a.json': text }, { page })
    const [one, two] = [await shown.ask(''), await shown.ask('')]
    expect([one.body, two.body, built]).toEqual([one.body, one.body, 1])
    expect(one.headers['content-security-policy']).toMatch(/; script-src 'sha256-[\w+/=]{44}'$/)
  })

  test('show an error where the page cannot be built, and are built again', async () => {
    let attempts = 0
    const page = async () => {
      if (++attempts === 1) throw new Error('no page')
      return 'a page'
    }
    const { ask } = await viewing({}, { page })
    expect(await ask('')).toMatchObject({ status: 500, body: expect.stringContaining('no page') })
    expect(await ask('')).toMatchObject({ status: 200, body: 'a page' })
  })
})
