import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import { launchBrowser, leavePage, openPage } from '../fixtures/browser.ts'
import { unusedSharedCache } from '../fixtures/shared-cache.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string
let out: string
let cache: string
let first: { stdout: string; stderr: string }
let second: { stdout: string; stderr: string }
let run: Run
let laterRun: Run

/** The main job twice: `npm start` but for where it writes. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-main-job-'))
  out = join(folder, 'report')
  // Empty, and for the tests that come later the fullest there is.
  cache = unusedSharedCache() ?? join(folder, 'cache')
  first = await probe(out)
  run = readRunFile(out)
  second = await probe(join(folder, 'again'))
  laterRun = readRunFile(join(folder, 'again'))
})

afterAll(() => removeFolder(folder))

function probe(target: string) {
  const args = ['src/cli/main.ts', 'probe', '--out', target, '--cache', cache]
  return promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 24 })
}

function readRunFile(directory: string): Run {
  return parseRun(readFileSync(join(directory, 'run.json'), 'utf8'), 'run.json')
}

describe('the main job', () => {
  test('prints a verdict of the embedder for each series, of its stand-in in one sentence, and last where the report is', () => {
    const articleSeries = 'integers negatives thousands offset large floats currency dates times'.split(' ')
    const verdict = '(?:partly|reliable|rough size only|comparing characters|guessing)'
    for (const id of articleSeries)
      expect(first.stdout).toMatch(new RegExp(`^${id} +embedder .*${verdict}`, 'm'))
    expect(first.stdout).not.toMatch(/^\w+ +reranker /m)
    expect(first.stdout).toMatch(
      new RegExp(`standing in as reranker .*5 kinds of values.*${verdict} on`, 's'),
    )
    expect(first.stdout.trimEnd().split('\n').at(-1)).toContain('report')
  })

  test('leaves the report as HTML and Markdown, the run, and each figure as SVG and PNG', () => {
    expect(readdirSync(out).toSorted()).toEqual(['figures', 'report.html', 'report.md', 'run.json'])
    const figures = readdirSync(join(out, 'figures'))
    expect(figures.filter(name => name.endsWith('.svg')).length).toBe(40)
    expect(figures.filter(name => name.endsWith('.png')).length).toBe(40)
    expect(statSync(join(out, 'report.html')).size).toBeLessThan(3.2e6)
  })

  test('asks for nothing the second time and finds the same', () => {
    expect(laterRun.session.requests).toBe(0)
    expect(run.session.requests).toBeGreaterThan(0)
    const same = { created: '', session: null }
    expect({ ...laterRun, ...same }).toEqual({ ...run, ...same })
    expect(second.stdout.replace(/again\/report\.html\n$/, 'report/report.html\n')).toBe(first.stdout)
  })

  test('scores the bundled encoder on the integers as SciPy does', () => {
    const value = (id: string) =>
      run.measures.find(
        measure =>
          measure.id === id && measure.series === 'integers' && measure.model === 'embedder:bundled:use-lite',
      )!.value!
    const expected = {
      concordance: 0.737,
      rsa: 0.609,
      'rank-correlation': 0.631,
      caret: 0.952,
      explained: 0.397,
      spread: 0.225,
      'ndcg@10': 0.478,
    }
    for (const [id, score] of Object.entries(expected))
      expect(Math.abs(value(id) - score)).toBeLessThan(0.002)
  })

  test('says that the encoder orders `offset` worse than comparing characters, and gets 9.11 wrong', () => {
    const reported = run.findings.map(({ text }) => text.en).join('\n')
    expect(reported).toMatch(
      /offset: bundled:use-lite as embedder orders these worse than comparing characters does/,
    )
    expect(reported).toMatch(/Which is closer to 9\? It picks 9\.9 by 0\.062 \(correct: 9\.11\)\./)
  })
})

describe('the report in a browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(() => browser?.close())

  test('shows all nine series at once, and each when it is chosen, without any request', async () => {
    const { page, asked, complaints } = await openPage(browser, join(out, 'report.html'))
    await expect.poll(() => page.locator('.score-card tbody tr').count()).toBe(9)
    for (const id of ['dates', 'times', 'large']) {
      await page.locator('.series-picker button', { hasText: id }).click()
      expect(await page.locator('.series-head').innerText()).toContain(id)
    }
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] })
    await leavePage(page)
  })
})
