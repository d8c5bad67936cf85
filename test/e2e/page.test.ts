import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseRun } from '../../src/store/parse-run.ts'
import {
  axeFindings,
  dropFile,
  launchBrowser,
  leavePage,
  openPage,
  type PageOptions,
} from '../fixtures/browser.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string
let file: string
let browser: Browser

/** A report of two series by the bundled model, made by the command. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-page-'))
  file = join(folder, 'report', 'report.html')
  const series = ['--series', 'integers', '--series', 'currency']
  const args = ['src/cli/main.ts', 'probe', ...onSeries, ...series, '--out', join(folder, 'report')]
  await promisify(execFile)(process.execPath, [...args, '--cache', sharedCache()], { cwd: root })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  removeFolder(folder)
})

const opened = async (options: PageOptions = {}) => (await openPage(browser, file, options)).page

const shownSimilarity = (page: Page) => page.locator('.pair-card dd strong').first().innerText()
const caret = (page: Page) => page.locator('#series .plot-touch').first()

/** Where in the first caret the dot of two documents lies, in CSS pixels of its drawing. */
async function dotOf(page: Page, hash: string) {
  await page.goto(`${page.url().split('#')[0]}#${hash}`)
  const [x, y] = await page
    .locator('#series .plot-marks .shown')
    .first()
    .evaluate(circle => ['cx', 'cy'].map(name => Number(circle.getAttribute(name))))
  return { x, y }
}

describe('the page', () => {
  test('answers at first sight: a sentence, a score card, the findings that matter', async () => {
    const page = await opened()
    expect(await page.locator('h1').innerText()).toBe('Can bundled:use-lite compare numbers?')
    expect(await page.locator('.lede').first().innerText()).toContain('better than comparing characters')
    const row = page.locator('.score-card tbody tr').first()
    expect(await row.innerText()).toMatch(/integers[\s\S]*0\.74[\s\S]*0\.70 to 0\.77[\s\S]*partly/)
    await expect.poll(() => page.locator('.top-findings > li').count()).toBe(3)
    await leavePage(page)
  })

  test('teaches to read a caret: the slider moves the score from chance to perfect', async () => {
    const page = await opened()
    const slider = page.locator('input[type=range]')
    await slider.fill('0')
    expect(Number(/0\.\d+/.exec(await page.locator('.lesson-score').innerText())![0])).toBeLessThan(0.56)
    await slider.fill('1')
    expect(await page.locator('.lesson-score').innerText()).toContain('Concordance 1.00')
    await leavePage(page)
  })

  test('tells the pair under the pointer, and pins it with its row and its neighbours', async () => {
    const page = await opened()
    const { x, y } = await dotOf(page, 'at=series&pair=29.9')
    const reported = await shownSimilarity(page)
    await page.locator('.pair-card button').click()
    expect(await page.locator('.pair-card').innerText()).toContain('Point at a dot')
    await caret(page).hover({ position: { x, y } })
    expect(await page.locator('.pair-texts').innerText()).toContain('30 ↔ 10')
    expect(await shownSimilarity(page)).toBe(reported)
    await caret(page).click({ position: { x, y } })
    expect(await page.locator('#series .plot-marks .row circle').count()).toBeGreaterThanOrEqual(200)
    expect(await page.locator('.neighbours h3').innerText()).toContain('Nearest to 30')
    await expect.poll(() => page.locator('.neighbours ol').count()).toBe(3)
    expect(page.url()).toContain('pair=29.9')
    await leavePage(page)
  })

  test('tells the same number as the run file, in plot and heat map alike', async () => {
    const run = parseRun(readFileSync(join(folder, 'report', 'run.json'), 'utf8'), 'run.json')
    const { values: numbers, rows } = run.matrices.find(({ series }) => series === 'integers')!
    const page = await opened({ hash: 'pair=3.90' })
    expect(await shownSimilarity(page)).toBe(numbers[3 * rows + 90].toFixed(4))
    const heat = page.locator('#series .plot-touch').nth(2)
    const box = (await heat.boundingBox())!
    await heat.click({ position: { x: (90.5 / 100) * box.width, y: (3.5 / 100) * box.height } })
    expect(page.url()).toContain('pair=3.90')
    await leavePage(page)
  })

  test('shows a part of the axis that was pulled over, and all of it again', async () => {
    const page = await opened()
    await caret(page).scrollIntoViewIfNeeded()
    const box = (await caret(page).boundingBox())!
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.75, box.y + 60, { steps: 4 })
    await page.mouse.up()
    const [low, high] = /x=(-?[\d.]+?)\.\.(-?[\d.]+)/.exec(page.url())!.slice(1).map(Number)
    expect(low).toBeCloseTo(0, -1)
    expect(high).toBeGreaterThan(40)
    await page.getByRole('button', { name: 'all', exact: true }).click()
    expect(page.url()).not.toContain('x=')
    await leavePage(page)
  })

  test('draws pairs as dots, density or lines, on three rulers, centred, with overlays', async () => {
    const page = await opened()
    const section = page.locator('#series')
    await section.getByRole('button', { name: 'density' }).click()
    await expect
      .poll(() => section.locator('.caret-view').first().locator('.plot-lines image').count())
      .toBe(1)
    await section.getByRole('button', { name: 'row lines' }).click()
    await expect.poll(() => section.locator('.caret-view canvas').count()).toBe(2)
    await section.getByRole('button', { name: 'ratio' }).click()
    expect(await section.locator('.caret-view').first().innerText()).toContain('log₁₀')
    await section.getByRole('button', { name: 'lag', exact: true }).click()
    await section.getByRole('button', { name: 'dots' }).click()
    for (const name of ['perfect ruler', 'spelling floor', 'other model'])
      await section.getByRole('button', { name }).click()
    const overlays = section.locator('.caret-view').first().locator('[stroke-width="1.8"]')
    await expect.poll(() => overlays.count()).toBe(3)
    await section.getByRole('button', { name: 'centred' }).click()
    expect(page.url()).toContain('centred=yes')
    await leavePage(page)
  })

  test('switches the series, and leads from the score card to it', async () => {
    const page = await opened()
    await page.locator('.score-card tbody tr').nth(1).locator('td a').first().click()
    expect(await page.locator('.series-head').innerText()).toContain('currency')
    expect(page.url()).toContain('series=currency')
    await page.locator('.series-picker button', { hasText: 'integers' }).click()
    expect(await page.locator('.series-head').innerText()).toContain('integers')
    await leavePage(page)
  })

  test('opens again what a link says', async () => {
    const page = await opened({
      hash: 'at=series&series=currency&pair=9.19&ruler=linear&as=rows&over=oracle&lang=zh',
    })
    expect(await page.locator('.series-head').innerText()).toContain('currency')
    expect(await page.locator('.pair-texts').innerText()).toContain('$10')
    await expect
      .poll(() => page.locator('.controls button[aria-pressed=true]').allInnerTexts())
      .toEqual(['行线', '数值', '完美的尺子'])
    await leavePage(page)
  })

  test('answers questions from the report, and says what it does not hold', async () => {
    const page = await opened({ hash: `ask=${encodeURIComponent('["9","9.9","9.11"]')}` })
    expect(await page.locator('#ask .case-card').first().innerText()).toMatch(/Wrong\.[\s\S]*Margin −0\.0/)
    const [anchor, first, second] = await page.locator('#ask input').all()
    await anchor.fill('50')
    await first.fill('51')
    await second.fill('100')
    const answer = await page.locator('#ask .case-card').first().innerText()
    expect(answer).toContain('← correct')
    await second.fill('pear')
    expect(await page.locator('#ask .trouble').innerText()).toContain('missing: pear')
    await leavePage(page)
  })

  test('compares the models, with intervals and ranks', async () => {
    const page = await opened()
    await page.locator('#compare').scrollIntoViewIfNeeded()
    await page.locator('.differences').waitFor()
    expect(await page.locator('.differences tbody tr').first().innerText()).toMatch(/A is higher/)
    await expect.poll(() => page.locator('.rank.first').count()).toBeGreaterThan(0)
    await leavePage(page)
  })

  test('does not compare while somebody is at work with the page', async () => {
    const page = await opened()
    // Between the steps of a comparison stands a message, by which it lets others work.
    await page.evaluate(`(() => {
      const { postMessage } = MessagePort.prototype
      globalThis.steps = 0
      MessagePort.prototype.postMessage = function (message) {
        steps++
        postMessage.call(this, message)
      }
      performance.now = () => 1e6
    })()`)
    const steps = () => page.evaluate<number>('steps')
    await page.locator('#compare').scrollIntoViewIfNeeded()
    await expect.poll(steps).toBeGreaterThan(0)
    await page.evaluate("performance.now = () => 2e6; dispatchEvent(new PointerEvent('pointermove'))")
    const before = await steps()
    await page.waitForTimeout(500)
    expect(await steps()).toBe(before)
    await page.evaluate('performance.now = () => 3e6')
    await expect.poll(steps).toBeGreaterThan(before)
    await page.locator('.differences').waitFor()
    await leavePage(page)
  })

  test('takes a run file that is added, shows it and compares it; a broken one is told of', async () => {
    const page = await opened()
    const run = JSON.parse(readFileSync(join(folder, 'report', 'run.json'), 'utf8'))
    const other = join(folder, 'other.json')
    writeFileSync(other, JSON.stringify({ ...run, findings: run.findings.slice(0, 4) }))
    const input = page.locator('input[type=file]')
    await input.setInputFiles(other)
    await page.locator('.drop-notice').waitFor()
    expect(await page.locator('.drop-notice').innerText()).toContain('other.json is added')
    await expect.poll(() => page.locator('#findings ul.findings > li').count()).toBe(4)
    await expect
      .poll(() => page.locator('.preferences select option').allInnerTexts())
      .toEqual(['run', 'other'])
    writeFileSync(join(folder, 'broken.json'), '{"format":"numeracy-run","version":9}')
    await input.setInputFiles(join(folder, 'broken.json'))
    expect(await page.locator('.drop-notice .trouble').innerText()).toContain('newer numeracy')
    await leavePage(page)
  })

  test('takes a run file that is dropped on it', async () => {
    const page = await opened()
    const text = readFileSync(join(folder, 'report', 'run.json'), 'utf8')
    await dropFile(page, 'dropped.json', text)
    await page.locator('.preferences select').waitFor()
    expect(page.url()).toContain('run=dropped.json')
    await leavePage(page)
  })

  test('speaks Chinese to a Chinese browser, and the other language on demand', async () => {
    const page = await opened({ locale: 'zh-CN' })
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-Hans')
    expect(await page.locator('h1').innerText()).toBe('bundled:use-lite 会比较数字吗？')
    expect(await page.locator('.caret-view').first().innerText()).toContain('间隔')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('h1').innerText()).toContain('compare numbers')
    expect(page.url()).toContain('lang=en')
    await leavePage(page)
  })

  test('follows the system into the dark, and the reader out of it', async () => {
    const page = await opened({ colorScheme: 'dark' })
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await background()).toBe('rgb(18, 22, 28)')
    await page.getByRole('button', { name: 'Appearance: Auto' }).click()
    expect(await background()).toBe('rgb(255, 255, 255)')
    await leavePage(page)
  })

  test('hands out figures as SVG and PNG, tables as CSV, the run as JSON', async () => {
    const page = await opened()
    const download = async (name: string, section = '#series') => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(section).getByRole('button', { name, exact: true }).first().click(),
      ])
      return { name: file.suggestedFilename(), content: readFileSync(await file.path()) }
    }
    const svg = await download('Download SVG')
    expect(svg.name).toBe('caret-integers.svg')
    expect(svg.content.toString()).toMatch(/^<svg xmlns[\s\S]*<image[\s\S]*<\/svg>\s*$/)
    const png = await download('Download PNG')
    expect(png.content.subarray(1, 4).toString()).toBe('PNG')
    await page.locator('#series summary').first().click()
    const csv = await download('Download CSV')
    expect(csv.content.toString().split('\r\n').slice(0, 2)).toEqual([
      'lag i − j,pairs,mean,standard deviation',
      expect.stringMatching(/^-99,1,0\.\d+,0$/),
    ])
    const run = await download('Download the run as JSON', '#method')
    expect(run.content.toString()).toBe(readFileSync(join(folder, 'report', 'run.json'), 'utf8'))
    await leavePage(page)
  })

  test('is worked by keyboard alone', async () => {
    const page = await opened()
    await caret(page).focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
    expect(await page.locator('.pair-texts').innerText()).toContain('2 ↔ 2')
    await page.keyboard.press('Enter')
    expect(page.url()).toContain('pair=1.1')
    await page.keyboard.press('Escape')
    expect(page.url()).not.toContain('pair=')
    await page.keyboard.press('Tab')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
    await leavePage(page)
  })

  test('sorts a table by a column', async () => {
    const page = await opened()
    await page.locator('#series summary').first().click()
    const cell = () => page.locator('#series .data-table tbody tr').first().locator('td').nth(2).innerText()
    await page.locator('#series .sort', { hasText: 'mean' }).click()
    const least = Number(await cell())
    await page.locator('#series .sort', { hasText: 'mean' }).click()
    expect(Number(await cell())).toBeGreaterThan(least)
    await leavePage(page)
  })

  test('prints to PDF, whole', async () => {
    const page = await opened()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('nav').first().isVisible()).toBe(false)
    expect(await page.locator('.controls').isVisible()).toBe(false)
    const pdf = await page.pdf()
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF')
    expect(pdf.length).toBeGreaterThan(100_000)
    await leavePage(page)
  })

  test('asks the network for nothing and complains of nothing, whatever is opened', async () => {
    const { page, asked, complaints } = await openPage(browser, file, { reducedMotion: 'no-preference' })
    for (const id of ['findings', 'article', 'zero', 'cases', 'ask', 'compare', 'method'])
      await page.locator(`nav a[href*="at=${id}"]`).click()
    await page.locator('.differences').waitFor()
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] })
    await leavePage(page)
  })

  test.each([
    ['light', 'en-US', 1280],
    ['dark', 'en-US', 1280],
    ['light', 'zh-CN', 1280],
    ['dark', 'zh-CN', 360],
    ['light', 'en-US', 360],
    ['light', 'en-US', 3840],
  ] as const)('is accessible and fits in %s, %s, at %i px', async (colorScheme, locale, width) => {
    const page = await opened({
      colorScheme,
      locale,
      viewport: { width, height: 900 },
      hash: 'pair=3.9',
    })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(await axeFindings(page)).toEqual([])
    await leavePage(page)
  })
})

describe('the page without scripts', () => {
  test('shows verdicts, tables and the main figures', async () => {
    const { page } = await openPage(browser, file, { javaScriptEnabled: false })
    expect(await page.locator('h1').innerText()).toBe('Can bundled:use-lite compare numbers?')
    expect(await page.locator('figure.overview svg').first().isVisible()).toBe(true)
    await expect.poll(() => page.locator('figure.caret svg image').count()).toBe(4)
    expect(await page.locator('table').first().innerText()).toContain('partly')
    await leavePage(page)
  })

  test('and where a policy of the server forbids them', async () => {
    const page = await browser.newPage()
    await page.route('http://report.test/', route =>
      route.fulfill({
        body: readFileSync(file),
        contentType: 'text/html',
        headers: { 'content-security-policy': "script-src 'none'" },
      }),
    )
    await page.goto('http://report.test/')
    expect(await page.locator('h1').innerText()).toBe('Can bundled:use-lite compare numbers?')
    await page.close()
  })
})
