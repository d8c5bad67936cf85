import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import axe, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string
let out: string
let first: { stdout: string; stderr: string }
let second: { stdout: string; stderr: string }
let run: Run
let laterRun: Run

/** The main job twice: `npm start` but for where it writes. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-main-job-'))
  out = join(folder, 'report')
  first = await probe(out)
  run = readRunFile(out)
  second = await probe(join(folder, 'again'))
  laterRun = readRunFile(join(folder, 'again'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function probe(target: string) {
  const args = ['src/cli/main.ts', 'probe', '--out', target, '--cache', join(folder, 'cache')]
  return promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 24 })
}

function readRunFile(directory: string): Run {
  return parseRun(readFileSync(join(directory, 'run.json'), 'utf8'), 'run.json')
}

describe('the main job', () => {
  test('prints a verdict for each of the nine series and both halves, and last where the report is', () => {
    const articleSeries = 'integers negatives thousands offset large floats currency dates times'.split(' ')
    for (const id of articleSeries) {
      expect(first.stdout).toMatch(
        new RegExp(`^${id} +embedder .*(?:partly|understands|spelling|chance)`, 'm'),
      )
      expect(first.stdout).toMatch(
        new RegExp(`^${id} +reranker .*(?:partly|understands|spelling|chance)`, 'm'),
      )
    }
    expect(first.stdout.trimEnd().split('\n').at(-1)).toContain('report')
  })

  test('leaves the report as HTML and Markdown, the run, and each figure as SVG and PNG', () => {
    expect(readdirSync(out).toSorted()).toEqual(['figures', 'report.html', 'report.md', 'run.json'])
    const figures = readdirSync(join(out, 'figures'))
    expect(figures.filter(name => name.endsWith('.svg')).length).toBe(29)
    expect(figures.filter(name => name.endsWith('.png')).length).toBe(29)
    expect(statSync(join(out, 'report.html')).size).toBeLessThan(2.5 * 2 ** 20)
  })

  test('asks for nothing the second time and finds the same', () => {
    expect(laterRun.session.requests).toBe(0)
    expect(run.session.requests).toBeGreaterThan(0)
    const same = { created: '', session: null }
    expect({ ...laterRun, ...same }).toEqual({ ...run, ...same })
    expect(second.stdout.replace(/again\n$/, 'report\n')).toBe(first.stdout)
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

  test('says that the encoder orders `offset` worse than spelling, and gets 9.11 wrong', () => {
    const told = run.findings.map(({ text }) => text.en).join('\n')
    expect(told).toMatch(/offset: bundled:use-lite as embedder orders these worse than spelling alone/)
    expect(told).toMatch(/It holds 9\.9 nearer to 9 than 9\.11, which is wrong\./)
  })
})

describe('the report in a browser', () => {
  let browser: Browser
  const asked: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    const executablePath = findChromium()
    expect(executablePath, 'Chromium is needed: npm run verify installs it').toBeDefined()
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
    })
  })

  afterAll(() => browser?.close())

  async function opened(options: Parameters<Browser['newPage']>[0]): Promise<Page> {
    const page = await browser.newPage(options)
    page.on('request', request => {
      if (!/^(?:file|data):/.test(request.url())) asked.push(request.url())
    })
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(pathToFileURL(join(out, 'report.html')).href)
    return page
  }

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('is accessible and fits in %s at %i px', async (colorScheme, width) => {
    const page = await opened({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await page.addScriptTag({ content: axe.source })
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
    await page.close()
  })

  test('asks the network for nothing and complains of nothing', async () => {
    const page = await opened({})
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] })
    await page.close()
  })

  test('shows the dots, the axes and a table when it is asked for one', async () => {
    const page = await opened({ viewport: { width: 1280, height: 800 } })
    const figure = page.locator('figure.caret').first()
    expect(await figure.locator('svg image').count()).toBe(2)
    expect(await figure.locator('svg').first().getAttribute('aria-label')).toContain('10000 dots')
    const table = figure.locator('table').first()
    expect(await table.isVisible()).toBe(false)
    await figure.locator('summary').first().click()
    expect(await table.isVisible()).toBe(true)
    expect(await table.locator('tbody tr').count()).toBe(199)
    await page.close()
  })

  test('becomes a document on paper, without its contents and folded tables', async () => {
    const page = await opened({})
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('nav').isVisible()).toBe(false)
    expect(await page.locator('details').first().isVisible()).toBe(false)
    expect(await page.locator('figure.caret svg').first().isVisible()).toBe(true)
    await page.close()
  })
})
