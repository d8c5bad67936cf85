import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportHtml } from '../../src/report/html.ts'
import type { Run } from '../../src/store/run.ts'
import type { RunFile } from '../../src/store/run-file.ts'
import { runText } from '../../src/store/run-text.ts'
import { dropFile, launchBrowser, leavePage, openPage } from '../fixtures/browser.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

/** What a text of a run may try: run as a script, close one, mislead the eye, or be endless. */
const hostile = [
  '<script>globalThis.hacked=1</script>',
  '</script><script>globalThis.hacked=1</script>',
  '<img src=x onerror="globalThis.hacked=1">',
  'javascript:globalThis.hacked=1',
  '\u202Eevil\u202C \u2066text\u2069',
  'x'.repeat(20_000),
]

let browser: Browser
let folder: string

beforeAll(async () => {
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'numeracy-hostile-'))
})

afterAll(async () => {
  await browser?.close()
  removeFolder(folder)
})

async function hostileRun(): Promise<Run> {
  const run = await probedRun([hostileSeries])
  const named = (text: string) => ({ en: text, zh: text })
  return {
    ...run,
    models: run.models.map((model, at) => ({ ...model, spec: hostile[at % hostile.length] })),
    measures: run.measures.map(measure => ({ ...measure, reason: hostile[1] })),
    findings: hostile.map(text => ({ id: text, severity: 'warning', text: named(text), evidence: [] })),
    cases: run.cases.map((item, at) => ({
      ...item,
      anchor: hostile[at % hostile.length],
      family: hostile[1],
    })),
  }
}

describe('a run that holds little', () => {
  test.each(['nothing', 'no pairs', 'no cases', 'no findings'])(
    'is shown as far as it goes: %s',
    async what => {
      const run = await probedRun()
      const without: Record<string, Partial<Run>> = {
        nothing: { series: [], matrices: [], measures: [], verdicts: [], cases: [], findings: [] },
        'no pairs': { matrices: run.matrices.filter(({ experiment }) => experiment === 'zero') },
        'no cases': { cases: [] },
        'no findings': { findings: [], verdicts: [] },
      }
      const file = join(folder, 'little.html')
      writeFileSync(file, await reportHtml({ ...run, ...without[what] }, []))
      const { page, complaints } = await openPage(browser, file)
      expect(await page.locator('h1').innerText()).toBe('Can test:fake compare numbers?')
      expect(await page.locator('#method').isVisible()).toBe(true)
      for (const link of await page.locator('nav a').all()) await link.click()
      expect(complaints).toEqual([])
      await leavePage(page)
    },
  )
})

describe('a run full of markup', () => {
  test('shows it as text, in every part of the page', async () => {
    const file = join(folder, 'report.html')
    writeFileSync(file, await reportHtml(await hostileRun(), []))
    const { page, asked, complaints } = await openPage(browser, file)
    for (const summary of await page.locator('summary').all()) await summary.click()
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined()
    await expect
      .poll(() => page.locator('#app img, #app b, #app script, #app a[href^="javascript:"]').count())
      .toBe(0)
    const findings = await page.locator('#findings .finding-text').allTextContents()
    expect(findings).toEqual(hostile)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280)
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] })
    await leavePage(page)
  })

  test('shows it as text to readers without scripts', async () => {
    const file = join(folder, 'plain.html')
    writeFileSync(file, await reportHtml(await hostileRun(), []))
    const { page } = await openPage(browser, file, { javaScriptEnabled: false })
    await expect.poll(() => page.locator('#plain img, #plain b, #plain script').count()).toBe(0)
    expect(await page.locator('#plain').innerText()).toContain('<script>globalThis.hacked=1</script>')
    await leavePage(page)
  })

  test('of a million characters is refused by name, when its file is dropped', async () => {
    const { page } = await openPage(browser, join(folder, 'report.html'))
    const file = JSON.parse(runText(await probedRun())) as RunFile
    const endless = { ...file.findings[0], text: { en: 'x'.repeat(2 ** 20) } }
    const text = JSON.stringify({ ...file, findings: [endless] })
    await dropFile(page, 'endless.json', text)
    await page.locator('.drop-notice .trouble').waitFor()
    expect(await page.locator('.drop-notice').innerText()).toMatch(/endless\.json.*findings\[0\]\.text\.en/)
    await leavePage(page)
  })

  test('in a file that is added stays text, too', async () => {
    const { page } = await openPage(browser, join(folder, 'report.html'))
    const name = '<img src=x onerror=hacked=1>.json'
    await page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from('{"format":"<b>","version":1}'),
    })
    expect(await page.locator('.drop-notice').innerText()).toContain(name)
    await expect.poll(() => page.locator('.drop-notice img, .drop-notice b').count()).toBe(0)
    await leavePage(page)
  })
})
