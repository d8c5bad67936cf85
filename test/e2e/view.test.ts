import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runText } from '../../src/store/run-text.ts'
import { axeFindings, launchBrowser, leavePage, openPage } from '../fixtures/browser.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string
let runs: string
let browser: Browser
let server: ChildProcess
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-view-'))
  runs = join(folder, 'runs')
  mkdirSync(runs)
  writeFileSync(join(runs, 'fake.json'), runText(await probedRun()))
  browser = await launchBrowser()
  ;({ server, url } = await view(runs))
})

afterAll(async () => {
  await browser?.close()
  if (server) await endProcess(server)
  removeFolder(folder)
})

/** The command, serving a folder, with a cache of its own. */
async function view(path: string): Promise<{ server: ChildProcess; url: string }> {
  const args = ['src/cli/main.ts', 'view', path, '--no-open', '--json', '--cache', join(folder, 'cache')]
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', data => resolve(String(data)))
    server.once('exit', code => reject(new Error(`numeracy view ended with ${code}.`)))
  })
  return { server, url: JSON.parse(line).url }
}

const opened = async (hash = '') => openPage(browser, url, { hash })
const status = (page: Page) => page.locator('#live [role=status]')

describe('numeracy view in a browser', () => {
  test('shows the runs of the folder, and another when it is written', async () => {
    const { page, complaints } = await opened()
    expect(await page.locator('h1').innerText()).toBe('Can test:fake compare numbers?')
    writeFileSync(join(runs, 'later.json'), runText(await probedRun()))
    await page.locator('.preferences select').waitFor()
    await expect
      .poll(() => page.locator('.preferences select option').allInnerTexts())
      .toEqual(['fake', 'later'])
    expect(complaints).toEqual([])
    rmSync(join(runs, 'later.json'))
    await leavePage(page)
  })

  test('probes a model while its matrix fills in, and shows the finished run', async () => {
    const { page } = await opened()
    const start = page.getByRole('button', { name: 'Start' })
    await start.click()
    await page.locator('.live-canvas').first().waitFor()
    expect(await page.locator('.live-matrices figure').first().innerText()).toMatch(
      /integers[\s\S]*% answered/,
    )
    await page.locator('h1', { hasText: 'bundled:use-lite' }).waitFor({ timeout: 200_000 })
    expect(page.url()).toMatch(/run=live-.*\.json/)
    expect(readdirSync(runs).filter(name => name.startsWith('live-'))).toHaveLength(1)
    await leavePage(page)
  })

  test('asks the models of a run live, any text, and says what they answer', async () => {
    const name = readdirSync(runs).find(each => each.startsWith('live-'))!
    const { page } = await opened(`run=${name}&ask=${encodeURIComponent('["9","9.9","9.11"]')}`)
    await page.locator('#ask').getByRole('button', { name: 'Ask', exact: true }).click()
    const card = page.locator('#ask .case-card')
    await card.waitFor()
    expect(await card.innerText()).toMatch(/9\.9[\s\S]*9\.11 ← correct[\s\S]*Wrong\./)
    await expect.poll(() => card.locator('.tokens code').allInnerTexts()).toContain('11')
    await leavePage(page)
  })

  test('tells what is wrong with a question, and with a model that does not answer', async () => {
    const { page } = await opened('run=fake.json')
    await page.locator('#ask').getByRole('button', { name: 'Ask', exact: true }).click()
    expect(await page.locator('#ask .trouble').innerText()).toContain('There is no embedder "test:fake"')
    await page
      .locator('#live')
      .getByLabel('Another model')
      .fill('openai-compatible:x?baseURL=http://127.0.0.1:9/v1')
    await page.locator('#live').getByRole('button', { name: 'Add' }).click()
    for (const chosen of await page.locator('.live-picker > fieldset').first().locator('.tick input').all())
      if (await chosen.isChecked()) await chosen.uncheck()
    await page.locator('.tick', { hasText: '127.0.0.1:9' }).locator('input').check()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Confirm and ask' }).click()
    await status(page).locator('.trouble').waitFor({ timeout: 200_000 })
    expect(await status(page).innerText()).toContain('127.0.0.1:9')
    await leavePage(page)
  })

  test('stops when it is told to, and goes on', async () => {
    const { page } = await opened()
    await page.locator('.tick', { hasText: 'bundled:use-lite (reranker)' }).locator('input').check()
    for (const id of ['large', 'floats', 'dates'])
      await page
        .locator('.live-series .tick', { hasText: new RegExp(`^${id}:`) })
        .locator('input')
        .check()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.locator('.live-canvas').first().waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await status(page).getByText('Stopped').waitFor({ timeout: 200_000 })
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.locator('h1', { hasText: 'bundled:use-lite' }).waitFor({ timeout: 200_000 })
    await leavePage(page)
  })

  test('is accessible', async () => {
    const { page } = await openPage(browser, url)
    await page.locator('.live-picker').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await leavePage(page)
  })

  test('offers to probe where there are no runs yet, and ends on Ctrl-C', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    const other = await view(empty)
    const { page, complaints } = await openPage(browser, other.url)
    expect(await page.locator('main').innerText()).toContain('There is no run here yet')
    expect(complaints).toEqual([])
    const ended = new Promise(resolve => other.server.once('exit', resolve))
    other.server.kill('SIGINT')
    expect(await ended).toBe(0)
    await leavePage(page)
  })
})
