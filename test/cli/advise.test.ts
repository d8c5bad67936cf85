import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../store/fixtures/temporary.ts'

async function advise(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['advise', ...args], context)
  return { code, ...context.written() }
}

const bundled = ['bundled:use-lite', '--subject', 'times']

describe('numeracy advise', () => {
  // One folder for all, so that what was answered in one test is in the cache of the next.
  let cwd: string
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'numeracy-advise-'))
  })
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  test('says what it would ask of a model, and asks nothing', async () => {
    const { code, stdout } = await advise(cwd, ...bundled, '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^embedder:bundled:use-lite +[\d,]+ texts +0 +\d+ +[\d,]+ +free, runs here$/m)
    expect(stdout).toContain('Nothing was asked.')
    const { models } = JSON.parse((await advise(cwd, ...bundled, '--dry-run', '--json')).stdout)
    expect(models).toMatchObject([{ unit: 'texts', cached: 0 }])
  })

  test('starts nothing above a limit', async () => {
    const spec = 'openai-compatible:x?baseURL=http://127.0.0.1:9/v1'
    const { code, stderr, stdout } = await advise(cwd, spec, '--max-requests', '3')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/--max-requests: this advice needs \d+ requests; at most 3 are allowed/)
  })

  test('says how to write, with each form beside the plain one, and writes a report with the plots', async () => {
    const { code, stdout } = await advise(cwd, ...bundled, '--out', 'report')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^bundled:use-lite as embedder\. Concordance:/)
    expect(stdout).toMatch(/^→ Write times (?:plain, )?as “.+”/m)
    expect(stdout).toMatch(/^ {2}\d+:\d\d [AP]M +0\.\d{3} {2}0\.\d\d–0\.\d\d +0\.\d{3} +[+−]0\.\d{3}/m)
    expect(stdout).toMatch(
      /^Asked “before \d\d:\d\d” and “after \d\d:\d\d”, it scores one in the range above one outside \d+ %/m,
    )
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('report')
    const page = readFileSync(join(cwd, 'report', 'report.html'), 'utf8')
    expect(page).toContain('<h1>How should values be written for bundled:use-lite?</h1>')
    expect(page).toMatch(/<svg[^>]+role="img"/)
    expect(page).not.toContain('<script')
    expect(readdirSync(join(cwd, 'report', 'figures')).sort()).toEqual([
      'advice-embedder-times.png',
      'advice-embedder-times.svg',
    ])
  })

  test('prints JSON for a pipeline, and asks again for nothing', async () => {
    const { stdout, stderr } = await advise(cwd, ...bundled, '--json')
    expect(stderr).toMatch(/([\d,]+) of \1 texts, \1 from the cache/)
    const advice = JSON.parse(stdout)
    expect(advice).toMatchObject({
      format: 'numeracy-advice',
      version: 1,
      spec: 'bundled:use-lite',
      seed: 1,
      models: [{ kind: 'embedder', standIn: false, subjects: [{ subject: 'times' }] }],
    })
    const [{ forms, chosen, text }] = advice.models[0].subjects
    expect(forms[0]).toMatchObject({ id: 'plain', gain: null })
    expect(forms[1].gain).toMatchObject({
      adjusted: expect.any(Number),
      corrected: [expect.any(Number), expect.any(Number)],
    })
    expect(text.en).toMatch(/^Write times/)
    expect(text.zh).toMatch(/^时间/)
    if (chosen.significant) expect(chosen.gain.corrected[0]).toBeGreaterThan(0)
    const written = JSON.parse(readFileSync(join(cwd, 'report', 'advice.json'), 'utf8'))
    expect(written).toEqual(advice)
  })

  test.each([
    [['bundled:use-light'], /There is no embedder "bundled:use-light"/],
    [['bundled:use-lite', '--subject', 'price'], /--subject: got "price"; expected one of numbers, prices/],
    [['bundled:use-lite', '--as', 'judge'], /--as: got "judge"; expected one of embedder, reranker/],
    [['bundled:use-lite', '--max-tokens', '-5'], /--max-tokens: got -5; expected 0 or more/],
    [[], /missing required argument 'spec'/i],
  ])('refuses %j with what was expected', async (args, message) => {
    const { code, stdout, stderr } = await advise(cwd, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test('finds before it asks that a report cannot be written', async () => {
    const fresh = temporaryFolder()
    const { code, stderr } = await advise(fresh, ...bundled, '--out', join(process.execPath, 'report'))
    expect(code).toBe(2)
    expect(stderr).toMatch(/cannot be written/)
    expect(existsSync(join(fresh, '.numeracy'))).toBe(false)
  })
})
