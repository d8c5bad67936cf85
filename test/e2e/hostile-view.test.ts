import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runText } from '../../src/store/run-text.ts'
import { axeFindings, dropFile, launchBrowser, leavePage, openPage } from '../fixtures/browser.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { embeddingsAt } from '../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer } from '../fixtures/fault-server.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const secret = 'CANARY-9d3e77'

let browser: Browser
let folder: string
/** A file that is there when the program of a run was run. */
let trace: string
/** The server that a run wants the texts and a key to be sent to. */
let theirs: FaultServer
const started: ChildProcess[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'numeracy-hostile-view-'))
  trace = join(folder, 'trace')
  theirs = await faultServer(embeddingsAt('/v1/embeddings'))
})

afterEach(async () => {
  for (const server of started.splice(0)) await endProcess(server)
})

afterAll(async () => {
  await browser?.close()
  await theirs?.close()
  removeFolder(folder)
})

const program = () => `command:sh -c 'touch ${trace}'`
const server = (options = '') => `openai-compatible:m?baseURL=${theirs.url}/v1${options}`

/** A run file whose embedder and reranker are these. */
async function sentRun(embedder: string, reranker: string): Promise<string> {
  const run = await probedRun()
  const models = run.models.map(model => ({
    ...model,
    spec: model.kind === 'embedder' ? embedder : model.kind === 'reranker' ? reranker : model.spec,
  }))
  return runText({ ...run, models })
}

/** `numeracy view` of a folder with a run that somebody sent, where a secret stands in the environment. */
async function view(run: string, ...options: string[]): Promise<string> {
  const runs = mkdtempSync(join(folder, 'runs-'))
  writeFileSync(join(runs, 'theirs.json'), run)
  const cache = mkdtempSync(join(folder, 'cache-'))
  const args = ['src/cli/main.ts', '--cache', cache, 'view', runs, '--no-open', '--json', ...options]
  const env = { ...process.env, SECRET: secret, JINA_API_KEY: secret }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', data => resolve(String(data)))
    child.once('exit', code => reject(new Error(`numeracy view ended with ${code}.`)))
  })
  return JSON.parse(line).url
}

function expectNothingHappened() {
  expect(existsSync(trace)).toBe(false)
  expect(theirs.requests).toEqual([])
}

const ask = (page: Page, name = 'Ask') =>
  page.locator('#ask').getByRole('button', { name, exact: true }).click()
const troubles = (page: Page, place = '#ask') => page.locator(`${place} .trouble`)
const dialog = (page: Page) => page.locator('dialog.consent')

async function tickOnly(page: Page, text: string) {
  const models = page.locator('.live-picker > fieldset').first()
  for (const chosen of await models.locator('.tick input').all())
    if (await chosen.isChecked()) await chosen.uncheck()
  await models.locator('.tick', { hasText: text }).locator('input').check()
}

describe('a run that somebody sent, opened in numeracy view', () => {
  test('runs no program and sends no key at a click on Ask, and says so', async () => {
    const url = await view(await sentRun(server('&keyEnv=SECRET'), program()))
    const { page } = await openPage(browser, url)
    await ask(page)
    await troubles(page).first().waitFor()
    const [key, run] = await troubles(page).allInnerTexts()
    expect(key).toContain(`would send the variable SECRET of your environment to ${theirs.url}/v1`)
    expect(key).toContain('Nothing was sent.')
    expect(run).toContain(`“${program()}” is a program, and a page starts none`)
    expect(run).toContain('Nothing was run.')
    await expect.poll(() => dialog(page).count()).toBe(0)
    expectNothingHappened()
    await leavePage(page)
  })

  test('does neither at a click on Start', async () => {
    const url = await view(await sentRun(server('&keyEnv=SECRET'), program()))
    const { page } = await openPage(browser, url)
    for (const [spec, message] of [
      ['keyEnv=SECRET', 'would send the variable SECRET'],
      ['command:sh', 'is a program, and a page starts none'],
    ]) {
      await tickOnly(page, spec)
      await page.getByRole('button', { name: 'Start' }).click()
      await troubles(page, '#live').filter({ hasText: message }).waitFor()
      await expect.poll(() => dialog(page).count()).toBe(0)
    }
    expectNothingHappened()
    await leavePage(page)
  })

  test('says so in Chinese, also when that is chosen afterwards', async () => {
    const url = await view(await sentRun(server('&keyEnv=SECRET'), program()))
    const { page } = await openPage(browser, url, { hash: 'lang=zh' })
    await ask(page, '提问')
    await troubles(page).first().waitFor()
    const [key, run] = await troubles(page).allInnerTexts()
    expect(key).toMatch(/会把你的环境变量 SECRET 发送到.*没有发送任何东西/)
    expect(run).toMatch(/是一个程序.*没有运行任何东西/)
    await page.evaluate("location.hash = 'lang=en'")
    await troubles(page).filter({ hasText: 'Nothing was run.' }).waitFor()
    expectNothingHappened()
    await leavePage(page)
  })

  test('is asked when the user has seen where and confirmed it, and not before', async () => {
    const url = await view(await sentRun(server(), 'bundled:use-lite'))
    const { page } = await openPage(browser, url)
    await ask(page)
    await dialog(page).waitFor()
    expect(await dialog(page).innerText()).toContain(server())
    expect(await dialog(page).innerText()).toContain(`Sends every text to ${theirs.url}/v1, without a key.`)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Ask this model?')
    expect(await axeFindings(page)).toEqual([])
    for (const key of ['Enter', 'Space']) await page.keyboard.press(key)
    expect(await dialog(page).isVisible()).toBe(true)
    await dialog(page).getByRole('button', { name: 'Do not ask' }).click()
    await troubles(page).filter({ hasText: 'Nothing was asked.' }).waitFor()
    await ask(page)
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    expectNothingHappened()

    await ask(page)
    await dialog(page).getByRole('button', { name: 'Confirm and ask' }).click()
    await page.locator('#ask .case-card').first().waitFor()
    expect(theirs.requests.length).toBeGreaterThan(0)
    expect(JSON.stringify(theirs.requests)).not.toContain(secret)
    await ask(page)
    await page.locator('#ask .case-card').first().waitFor()
    await expect.poll(() => dialog(page).count()).toBe(0)
    theirs.requests.length = 0
    await leavePage(page)
  })

  test('gets a key where its variable was named and the user confirmed that, in Chinese', async () => {
    const url = await view(await sentRun(server('&keyEnv=SECRET'), program()), '--key-env', 'SECRET')
    const { page } = await openPage(browser, url, { hash: 'lang=zh' })
    await ask(page, '提问')
    await dialog(page).waitFor()
    expect(await dialog(page).innerText()).toContain(`发送到 ${theirs.url}/v1，并附上 SECRET 中的密钥`)
    expectNothingHappened()
    await dialog(page).getByRole('button', { name: '确认并询问' }).click()
    await page.locator('#ask .case-card').first().waitFor()
    expect(theirs.requests[0].headers.authorization).toBe(`Bearer ${secret}`)
    expect(existsSync(trace)).toBe(false)
    theirs.requests.length = 0
    await leavePage(page)
  })

  test('that is dropped on the page gets no more than one in the folder', async () => {
    const url = await view(await sentRun('bundled:use-lite', 'bundled:use-lite'))
    const { page } = await openPage(browser, url)
    await dropFile(
      page,
      'dropped.json',
      await sentRun(program(), `rerank-${server('&keyEnv=SECRET').slice('openai-'.length)}`),
    )
    await page.locator('.drop-notice').waitFor()
    await ask(page)
    await troubles(page).first().waitFor()
    expect((await troubles(page).allInnerTexts()).join()).toMatch(/is a program.*the variable SECRET/)
    expectNothingHappened()
    await leavePage(page)
  })

  test('is shown whole, however long, and nothing in it is taken for markup', async () => {
    const spec = `${server()}&body.x=<img src=x onerror="globalThis.hacked=1">\u202e${'y'.repeat(1500)}`
    const url = await view(await sentRun(spec, program()))
    const { page } = await openPage(browser, url, { viewport: { width: 390, height: 700 } })
    await ask(page)
    await dialog(page).waitFor()
    const text = await dialog(page).innerText()
    expect(text).toContain('onerror="globalThis.hacked=1">\\u{202e}yyyy')
    expect(text).toContain('y'.repeat(1500))
    await expect.poll(() => dialog(page).locator('img').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    const confirm = dialog(page).getByRole('button', { name: 'Confirm and ask' })
    expect((await confirm.boundingBox())!.y, 'after all that is shown').toBeGreaterThan(700)
    expectNothingHappened()
    await leavePage(page)
  })
})

describe('a spec that the user types in the page', () => {
  test('is asked once it is confirmed, unless it is a program', async () => {
    const empty = await view(await sentRun('bundled:use-lite', 'bundled:use-lite'))
    const { page } = await openPage(browser, empty)
    for (const spec of [program(), server()]) {
      await page.locator('#live').getByLabel('Another model').fill(spec)
      await page.locator('#live').getByRole('button', { name: 'Add' }).click()
    }
    await tickOnly(page, 'command:sh')
    await page.getByRole('button', { name: 'Start' }).click()
    await troubles(page, '#live').filter({ hasText: 'is a program' }).waitFor()
    expectNothingHappened()
    await tickOnly(page, theirs.url)
    await page.getByRole('button', { name: 'Start' }).click()
    await dialog(page).waitFor()
    expectNothingHappened()
    await dialog(page).getByRole('button', { name: 'Confirm and ask' }).click()
    await expect.poll(() => theirs.requests.length, { timeout: 200_000 }).toBeGreaterThan(0)
    theirs.requests.length = 0
    await leavePage(page)
  })
})

describe('the file that the browser is handed', () => {
  test('takes Chromium to the page', async () => {
    const { handoffFile } = await import('../../src/cli/view/handoff.ts')
    const url = await view(await sentRun('bundled:use-lite', 'bundled:use-lite'))
    mkdirSync(join(folder, 'temporary'), { recursive: true })
    const { path, remove } = await handoffFile(`${url}arrival`, join(folder, 'temporary'))
    const page = await browser.newPage()
    await page.goto(`file://${path}`)
    await page.locator('#app main').waitFor()
    expect(page.url().startsWith(url)).toBe(true)
    await remove()
    await page.close()
  })
})

/** Three words in a row: a sentence, and no name. */
const english = /[a-z]+ [a-z]+ [a-z]+/i

describe('the page in Chinese', () => {
  test('reports what goes wrong in Chinese, with the English words of the server folded away', async () => {
    const url = await view(await sentRun('test:fake', 'bundled:use-lite'))
    const { page } = await openPage(browser, url, { hash: 'lang=zh' })
    await ask(page, '提问')
    await troubles(page).filter({ hasText: '没有这个名称。请检查模型' }).waitFor()
    expect(await troubles(page).first().innerText()).not.toMatch(english)
    await troubles(page).first().getByText('英文原文').click()
    await troubles(page).first().getByText('There is no embedder').waitFor()
    await dropFile(page, 'broken.json', '{')
    await page.locator('.drop-notice').filter({ hasText: '无法读取 broken.json。文件不完整' }).waitFor()
    expect(await page.locator('.drop-notice').innerText()).not.toMatch(english)
    await dropFile(page, 'other.json', '{"format":"other"}')
    await page.locator('.drop-notice').filter({ hasText: '不是运行文件' }).waitFor()
    expect(await page.locator('.drop-notice').innerText()).not.toMatch(english)
    await endProcess(started[0])
    await ask(page, '提问')
    await troubles(page).filter({ hasText: 'numeracy view 没有响应' }).waitFor()
    await leavePage(page)
  })
})
