import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { pageFigures } from '../../src/report/figure-drawer.ts'
import { reportHtml } from '../../src/report/html.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { defineSeries } from '../../src/series/series.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { probe } from '../../src/usecases/probe.ts'
import { launchBrowser, leavePage, openPage } from '../fixtures/browser.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

/** Names and texts as wide as people have them: without a blank to break at, and in wide letters. */
const name = 'a-very-long-name-of-a-model-that-somebody-trained-for-weeks-on-end-v2-base-multilingual'
const wideName = '很长的向量模型名称'.repeat(6)
const longSeries = (id: string, text: (value: number) => string) =>
  defineSeries({
    id,
    family: 'number',
    description: 'Long documents.',
    source: 'test',
    texts: Array.from({ length: 14 }, (_, at) => text(at + 1)),
    values: Array.from({ length: 14 }, (_, at) => at + 1),
    ruler: 'linear',
    period: null,
  })

let folder: string
let file: string
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-four-'))
  file = join(folder, 'report.html')
  const series = [
    rangeSeries('1..24'),
    longSeries(
      `${'prices_of_a_file_without_blanks_'.repeat(4)}.csv`,
      at => `${at}${'_and_so_on'.repeat(12)}`,
    ),
    longSeries('价格'.repeat(20), at => `${at}${'这是一个很长的文档'.repeat(6)}`),
  ]
  const run = await probe(
    {
      models: [
        { id: 'embedder:test:fake', spec: 'test:fake', model: fakeEmbedder() },
        { id: `embedder:${name}`, spec: name, model: fakeEmbedder({ model: name, dimensions: 6 }) },
        {
          id: `embedder:${wideName}`,
          spec: wideName,
          model: fakeEmbedder({ model: wideName, dimensions: 5 }),
        },
        { id: `reranker:${name}`, spec: name, model: fakeReranker({ model: name }) },
      ],
      series,
      zeroSeries: series.slice(0, 2),
      prompts: ['what is the closest item to {d}?'],
      roles: 'query-document',
      controls: 'none',
      seed: 1,
    },
    {
      cache: memoryCache(),
      listen: () => {},
      now: () => new Date('2026-01-02T03:04:05Z'),
      wait: async () => {},
      tool: { version: '0.0.0', node: '24.0.0' },
    },
  )
  const figures = pageFigures(run)
  writeFileSync(file, await reportHtml(run, figures))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  removeFolder(folder)
})

const unfold = "for (const summary of document.querySelectorAll('summary')) summary.click()"

/** Everything in the page drawn and unfolded, as who reads it all has it. */
async function readWhole(page: Page): Promise<void> {
  await page.evaluate(unfold)
  const height = (await page.evaluate('document.documentElement.scrollHeight')) as number
  for (let top = 0; top < height; top += 800) {
    await page.evaluate(`scrollTo({ top: ${top}, behavior: 'instant' })`)
    await page.waitForTimeout(20)
  }
  await page.locator('.differences').waitFor()
}

/** What stands out of the page to the right, but for what scrolls by itself. */
const standingOut = (width: number) => `[...document.querySelectorAll('main *, header *, footer *')]
  .filter(element => element.getBoundingClientRect().right > ${width} + 1 && element.closest('.scroll, .pair-texts, .visually-hidden') === null)
  .map(element => element.outerHTML.slice(0, 120))`

describe('a report of four models with long names and texts', () => {
  test.each([
    [360, 'en'],
    [390, 'zh'],
    [1280, 'en'],
  ])('fits %i px in %s, whatever is opened and picked', async (width, language) => {
    const viewport = { width, height: 800 }
    for (const picked of ['', '&pair=3.9', '&as=rows&pair=3.9&centred=yes']) {
      const { page } = await openPage(browser, file, { viewport, hash: `lang=${language}${picked}` })
      if (picked === '') await readWhole(page)
      expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(width)
      expect(await page.evaluate(standingOut(width))).toEqual([])
      await leavePage(page)
    }
  })

  test.each([360, 390])('fits %i px without scripts too', async width => {
    const viewport = { width, height: 800 }
    const { page } = await openPage(browser, file, { viewport, javaScriptEnabled: false })
    await page.evaluate(unfold)
    const widths = await page.evaluate('document.scrollingElement.scrollWidth')
    expect(widths).toBe(width)
    await leavePage(page)
  })

  test('shows the scores beside a long series name on a phone', async () => {
    const { page } = await openPage(browser, file, { viewport: { width: 360, height: 800 } })
    for (const row of await page.locator('.score-card tbody tr').all()) {
      const [head, score] = [row.locator('th'), row.locator('td').first()]
      const { width } = (await head.boundingBox())!
      expect(width).toBeGreaterThan(40)
      expect(width).toBeLessThan(180)
      expect((await score.boundingBox())!.x).toBeLessThan(240)
    }
    await leavePage(page)
  })
})

describe('on paper', () => {
  /** What stands in the page while it is printed, counted when the browser is done with it. */
  const counting = `addEventListener('afterprint', () => {
    const count = selector => document.querySelectorAll(selector).length
    globalThis.printed = {
      empty: [...document.querySelectorAll('.near')].filter(place => place.querySelector('svg') === null).length,
      plots: count('.near svg'),
      carets: count('#series .caret-view svg'),
      differences: count('.differences tbody tr'),
      scheme: document.documentElement.style.colorScheme,
    }
  }, { capture: true })`

  test('every figure and the comparison are there, though nothing of them was in sight', async () => {
    const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 1280, height: 400 } })
    await page.addInitScript(counting)
    await page.goto(pathToFileURL(file).href)
    const pdf = await page.pdf()
    expect(await page.evaluate('printed')).toMatchObject({ empty: 0, carets: 4 })
    const { plots, differences } = (await page.evaluate('printed')) as Record<string, number>
    expect(plots).toBeGreaterThan(20)
    expect(differences).toBeGreaterThan(6)
    expect(pdf.length).toBeGreaterThan(200_000)
    await page.close()
  })

  test('it is light, whatever the reader chose for the screen, and dark again afterwards', async () => {
    const { page } = await openPage(browser, file, { colorScheme: 'dark', hash: 'theme=dark' })
    const scheme = () => page.evaluate('document.documentElement.style.colorScheme')
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await scheme()).toBe('light')
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(await scheme()).toBe('dark')
    await leavePage(page)
  })

  test('a browser without a window waits for the page before it prints', async () => {
    const pdf = join(folder, 'report.pdf')
    const flags = ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking']
    const profile = `--user-data-dir=${join(folder, 'profile')}`
    await promisify(execFile)(
      findChromium()!,
      [...flags, profile, `--print-to-pdf=${pdf}`, pathToFileURL(file).href],
      { timeout: 200_000 },
    )
    const pages = readFileSync(pdf, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []
    expect(pages.length).toBeGreaterThan(5)
    expect(readFileSync(pdf).length).toBeGreaterThan(200_000)
  })

  test.each(['en', 'zh'])('no sentence speaks of a mouse or of keys, in %s', async lang => {
    const page = await browser.newPage({ viewport: { width: 720, height: 1000 } })
    await page.goto(`${pathToFileURL(file).href}#lang=${lang}`)
    await page.locator('#ask').waitFor()
    const words =
      /\bclick|\bhover|\bpoint at\b|\bdrag\b|\bdrop another\b|\btype (?:any|documents)\b|\bpress\b|\bslider\b|点击|悬停|指向|拖|输入/i
    const spoken = async () =>
      (await page.locator('body').innerText()).split('\n').filter(line => words.test(line))
    expect((await spoken()).length).toBeGreaterThan(2)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.evaluate('document.documentElement.lang')).toMatch(lang)
    expect(await spoken()).toEqual([])
    await page.close()
  })

  test('nothing stands out of a sheet, and nothing is there to be clicked', async () => {
    const { page } = await openPage(browser, file, { viewport: { width: 720, height: 1000 } })
    await page.emulateMedia({ media: 'print' })
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.evaluate(standingOut(720))).toEqual([])
    for (const part of ['nav', 'footer', '.controls', '.actions', '.hint', 'details'])
      expect(await page.locator(part).first().isVisible(), part).toBe(false)
    await leavePage(page)
  })
})

test('the page loads to its end, and asks nothing of the network', async () => {
  const { page, asked, complaints } = await openPage(browser, file)
  await page.waitForLoadState('load')
  expect(await page.evaluate('document.readyState')).toBe('complete')
  await expect.poll(() => page.locator('iframe').count()).toBe(0)
  expect({ asked, complaints }).toEqual({ asked: [], complaints: [] })
  await leavePage(page)
})

test('a page whose app breaks shows the plain report, and loads to its end', async () => {
  const broken = join(folder, 'broken.html')
  const text = readFileSync(file, 'utf8')
  writeFileSync(broken, text.replace(/(id="numeracy-runs"[^>]*>)[^<]+/, '$1AAAA'))
  const page = await browser.newPage()
  await page.goto(pathToFileURL(broken).href)
  expect(await page.locator('#plain h1').isVisible()).toBe(true)
  expect(await page.evaluate('document.readyState')).toBe('complete')
  await page.close()
})
