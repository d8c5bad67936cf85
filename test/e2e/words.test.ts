import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { glossary } from '../../src/findings/glossary.ts'
import { axeFindings, launchBrowser, leavePage, openPage, type PageOptions } from '../fixtures/browser.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string
let browser: Browser
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-words-'))
  const asked = ['--series', '1..30', '--experiment', 'pairs', '--out', folder, '--cache', sharedCache()]
  await promisify(execFile)(process.execPath, ['src/cli/main.ts', 'probe', ...asked], { cwd: root })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  removeFolder(folder)
})

const opened = async (options: PageOptions = {}) =>
  (await openPage(browser, join(folder, 'report.html'), options)).page

const meaning = (word: string, language: 'en' | 'zh' = 'en') =>
  glossary.find(({ id }) => id === word)!.means[language]

describe('a word of the glossary', () => {
  test('is explained while it has the focus, until Escape, and the word keeps the focus', async () => {
    const page = await opened()
    const word = page.locator('button.term', { hasText: 'Concordance' }).first()
    await word.focus()
    expect(await page.locator('.term-tip').innerText()).toBe(meaning('concordance'))
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.term-tip').count()).toBe(0)
    expect(await page.locator('button.term:focus').innerText()).toBe('Concordance')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.term-tip').count()).toBe(1)
    await page.keyboard.press('Tab')
    expect(await page.locator('.term-tip').innerText()).not.toBe(meaning('concordance'))
    await leavePage(page)
  })

  test('is explained under the pointer, which may go onto the explanation, and no longer when it leaves', async () => {
    const page = await opened()
    await page.locator('button.term', { hasText: 'spelling floor' }).first().hover()
    const tip = page.locator('.term-tip')
    expect(await tip.innerText()).toBe(meaning('floor'))
    await tip.hover()
    await page.waitForTimeout(400)
    expect(await tip.isVisible()).toBe(true)
    await page.mouse.move(1, 1)
    await tip.waitFor({ state: 'detached' })
    await leavePage(page)
  })

  test('has its explanation in the list at the end too, which a screen reader reads with it', async () => {
    const page = await opened()
    const words = page.locator('button.term')
    await expect.poll(() => words.count()).toBeGreaterThan(4)
    for (const word of await words.all()) {
      const id = (await word.getAttribute('aria-describedby'))!
      expect(await page.locator(`#words #${id}`).innerText()).toBe(meaning(id.replace('word-', '')))
    }
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#words dd').last().isVisible()).toBe(true)
    await leavePage(page)
  })

  test.each([
    ['light', 'en-US', 1280],
    ['dark', 'zh-CN', 360],
  ] as const)('is accessible while it is explained: %s, %s, at %i px', async (colorScheme, locale, width) => {
    const page = await opened({
      colorScheme,
      locale,
      viewport: { width, height: 700 },
    })
    for (const at of [0, -1]) {
      await page.locator('button.term').nth(at).focus()
      await page.waitForTimeout(500)
      const box = (await page.locator('.term-tip').boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.y + box.height).toBeLessThanOrEqual(700)
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(await axeFindings(page)).toEqual([])
    await leavePage(page)
  })
})

test('the plain report has the list, without scripts', async () => {
  const page = await opened({ javaScriptEnabled: false })
  const list = await page.locator('dl.words').innerText()
  expect(glossary.length).toBeGreaterThan(8)
  for (const { id } of glossary) expect(list).toContain(meaning(id))
  await leavePage(page)
})
