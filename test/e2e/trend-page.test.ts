import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { writeRun } from '../../src/store/runs.ts'
import { probe } from '../../src/usecases/probe.ts'
import { axeFindings, launchBrowser, openPage } from '../fixtures/browser.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { fakeEmbedder } from '../models/fakes.ts'

const steps = [0, 100, 200]

let folder: string
let browser: Browser

/** Three checkpoints of which each reads numbers better than the one before. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-trend-'))
  for (const step of steps) {
    const answer = (texts: readonly string[]) =>
      texts.map(text => {
        const angle = Number(text) / 20 + Math.sin(Number(text) ** 2) * (1 - step / 200)
        return [Math.cos(angle), Math.sin(angle), 0.1, 0.1]
      })
    const model = fakeEmbedder({ model: 'toy', answer })
    const run = await probe({
      models: [{ id: 'embedder:toy', spec: 'toy', model }],
      series: [rangeSeries('1..24')],
      experiments: ['pairs'],
      controls: 'none',
      tags: { step: String(step) },
    })
    await writeRun(join(folder, `${step}.json`), run)
  }
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  removeFolder(folder)
})

test('the page of the runs of one training draws its steps, in both languages', async () => {
  const context = recordingContext({ cwd: folder, env: { NUMERACY_CACHE: join(folder, 'cache') } })
  const files = steps.map(step => `${step}.json`)
  expect(await runCommand(['report', ...files, '--out', 'report'], context), context.written().stderr).toBe(0)
  const { page, asked, complaints } = await openPage(browser, join(folder, 'report', 'report.html'), {})
  const section = page.locator('#trend-1')
  await section.locator('h2', { hasText: 'Through the training: toy' }).waitFor()
  await section.scrollIntoViewIfNeeded()
  await section.locator('svg circle').first().waitFor()
  await expect.poll(() => section.locator('svg circle').count()).toBe(3)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()
  await section.locator('h2', { hasText: '训练过程：toy' }).waitFor()
  expect({ asked, complaints }).toEqual({ asked: [], complaints: [] })
})
