import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageFigures } from '../../src/report/figure-drawer.ts'
import { reportHtml, reportsHtml } from '../../src/report/html.ts'
import type { Run } from '../../src/store/run.ts'
import { axeFindings, launchBrowser, leavePage, openPage } from '../fixtures/browser.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { withUses } from '../fixtures/used-run.ts'

let folder: string
let one: string
let several: string
let many: string
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-use-'))
  one = join(folder, 'one.html')
  several = join(folder, 'several.html')
  many = join(folder, 'many.html')
  const run = await probedRun()
  const used = withUses(run, ['embedder:test:fake', 'reranker:test:fake'])
  const figures = pageFigures(used)
  writeFileSync(one, await reportHtml(used, figures))
  const names = ['first-model', 'second-model-with-a-long-name-v2-base-multilingual', 'third']
  const runs = names.map((name, at) => ({ name: `${name}/run.json`, run: embedderAs(run, name, at) }))
  writeFileSync(several, await reportsHtml(runs))
  const five = ['a', 'b', 'c', 'd', 'e'].map((name, at) => embedderAs(run, name, at))
  const drawn = pageFigures(together(five))
  writeFileSync(many, await reportHtml(together(five), drawn))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  removeFolder(folder)
})

/** The embedder of a run alone, under another name, with an index. */
function embedderAs(run: Run, name: string, at: number): Run {
  const id = `embedder:${name}`
  const of = <Each extends { readonly model: string }>(all: readonly Each[]) =>
    all.filter(({ model }) => model === 'embedder:test:fake').map(each => ({ ...each, model: id }))
  const model = run.models.find(each => each.id === 'embedder:test:fake')!
  const own: Run = {
    ...run,
    models: [{ ...model, id, spec: name }],
    measures: of(run.measures),
    verdicts: of(run.verdicts),
    matrices: of(run.matrices),
    cases: of(run.cases),
    findings: run.findings.filter(({ evidence }) => evidence.length === 0).slice(0, 1),
    indexes: [
      {
        model: id,
        prompt: null,
        value: 10 * at,
        interval: [10 * at - 2, 10 * at + 2],
        ndcg10: { value: 0.5, interval: null },
        parts: [],
      },
    ],
  }
  return withUses(own, [id])
}

/** One run of the models of several. */
function together(runs: readonly Run[]): Run {
  const all = <Item>(part: (run: Run) => readonly Item[] | undefined) =>
    runs.flatMap(each => part(each) ?? [])
  return {
    ...runs[0],
    models: all(({ models }) => models),
    matrices: all(({ matrices }) => matrices),
    measures: all(({ measures }) => measures),
    verdicts: all(({ verdicts }) => verdicts),
    cases: all(({ cases }) => cases),
    search: all(({ search }) => search),
    same: all(({ same }) => same),
    uses: all(({ uses }) => uses),
    indexes: all(({ indexes }) => indexes),
  }
}

const opened = async (file: string, options: Parameters<typeof openPage>[2] = {}) =>
  (await openPage(browser, file, options)).page

/** What the page says about the threshold, which it reads when it comes near. */
async function sentence(page: Page): Promise<string> {
  await page.locator('#same h2').scrollIntoViewIfNeeded()
  return page.locator('#same .threshold-now').first().innerText()
}

describe('what a model may be used for', () => {
  test('leads from each of the five lines to its section', async () => {
    const page = await opened(one)
    for (const [line, section] of [
      [0, 'search'],
      [4, 'same'],
    ] as const) {
      await page.locator('.uses').first().locator('.use a').nth(line).click()
      expect(page.url()).toContain(`at=${section}`)
      expect(await page.evaluate('document.activeElement.id')).toBe(`${section}-title`)
    }
    expect(await page.locator('nav').first().innerText()).toMatch(/Search\s+Merge/)
    await leavePage(page)
  })

  test('says what a threshold does, and says it again as the slider is moved by keyboard', async () => {
    const page = await opened(one)
    const slider = page.locator('#same input[type=range]')
    expect(await sentence(page)).toBe(
      'At 0.90: finds 33 % of the duplicates, merges 100 % of the changed numbers.',
    )
    const guarded = page.locator('#same .threshold-now.guarded')
    expect(await guarded.innerText()).toContain('finds 33 % of the duplicates, merges 0 % of the changed')
    await slider.focus()
    await page.keyboard.press('Home')
    expect(await sentence(page)).toContain('finds 100 % of the duplicates, merges 100 %')
    await page.keyboard.press('End')
    expect(await sentence(page)).toContain('finds 0 % of the duplicates, merges 33 % of the changed numbers')
    const before = await sentence(page)
    for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowLeft')
    expect(await sentence(page)).not.toBe(before)
    expect(await slider.getAttribute('aria-valuetext')).toContain(await sentence(page))
    await leavePage(page)
  })

  test('shows the worst pairs and the failed questions in words, worst first', async () => {
    const page = await opened(one)
    const worst = await page.locator('#same .fact-pairs li').first().innerText()
    expect(worst).toMatch(
      /0\.970[\s\S]*Take 5 mg at night\.[\s\S]*Take 500 mg at night\.[\s\S]*ten times as much/,
    )
    const card = await page.locator('#search .search-card').first().innerText()
    expect(card).toMatch(
      /around \$25 \(near\)[\s\S]*Ranked first: Cable, \$80[\s\S]*Right, in place 3: Cable, \$25/,
    )
    expect(await page.locator('#search .heat-table').first().innerText()).toMatch(
      /keyword search \(BM25\), all\s+40 %[\s\S]*guessing, all\s+50 %/,
    )
    await leavePage(page)
  })

  test('shows another model in both sections once it is chosen, and opens it again by the address', async () => {
    const page = await opened(one)
    expect(await sentence(page)).toContain('finds 33 %')
    await page.locator('#same select').selectOption('reranker:test:fake')
    expect(page.url()).toContain('model=reranker')
    expect(await page.locator('#search figure .panel').first().innerText()).toBe('test:fake as reranker')
    await page.reload()
    await page.locator('#search figure .panel').first().waitFor()
    expect(await page.locator('#search figure .panel').first().innerText()).toBe('test:fake as reranker')
    await leavePage(page)
  })

  test.each(['#search', '#same', '#models'])('has no English words in %s in Chinese', async section => {
    const page = await opened(section === '#models' ? several : one, { locale: 'zh-CN' })
    const text = (await page.evaluate(`(() => {
      const copy = document.querySelector('${section}').cloneNode(true)
      for (const own of copy.querySelectorAll('bdi, q, code, svg, select, .panel, .visually-hidden')) own.remove()
      return copy.textContent
    })()`)) as string
    const known =
      /BM25|nDCG@10|JSON|sameNumbers|PNG|SVG|test:fake|(?:first|second)-model(?:-[a-z0-9-]+)?|third|version/g
    expect(text.replaceAll(known, '').match(/[A-Za-z]{3,}/g)).toBeNull()
    await leavePage(page)
  })

  test('prints the plots and tables, and no slider', async () => {
    const page = await opened(one)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for (const plot of ['#search figure svg', '#same .plot svg'])
      expect(await page.locator(plot).first().isVisible(), plot).toBe(true)
    expect(await page.locator('#same input[type=range]').isVisible()).toBe(false)
    expect(await page.locator('#same .fact-pairs li').first().isVisible()).toBe(true)
    await leavePage(page)
  })
})

describe('a page of several runs', () => {
  test('begins with all of their models, best first, and names them in its title', async () => {
    const page = await opened(several)
    const title =
      'Can first-model, second-model-with-a-long-name-v2-base-multilingual and third compare numbers?'
    expect(await page.locator('h1').innerText()).toBe(title)
    expect(await page.title()).toBe(title)
    await expect
      .poll(() => page.locator('#models tbody th').allInnerTexts())
      .toEqual([
        'third',
        'second-model-with-a-long-name-v2-base-multilingual',
        'first-model',
        'keyword search (BM25); for merging, comparing characters',
        'guessing',
      ])
    expect(await page.locator('#models tbody tr').first().innerText()).toMatch(
      /✗\s+No\s+50 %[\s\S]*✓\s+Yes\s+80 %[\s\S]*20 18 to 22/,
    )
    const sections = await page
      .locator('main > section, main > div')
      .evaluateAll(all => all.map(({ id }) => id))
    expect(sections.slice(0, 3)).toEqual(['models', 'compare', 'scores'])
    await leavePage(page)
  })

  test('leads from a cell to the section of that model', async () => {
    const page = await opened(several)
    await page.locator('#models tbody tr').nth(1).locator('.use-cell a').last().click()
    expect(page.url()).toMatch(/run=second-model/)
    expect(await page.locator('#scores h2').first().innerText()).toContain('second-model')
    expect(page.url()).toContain('at=same')
    await leavePage(page)
  })

  test('compares all models in one chart, on the index or on what is chosen', async () => {
    const page = await opened(several)
    await page.locator('#models figure').scrollIntoViewIfNeeded()
    await page.locator('#models figure svg').first().waitFor()
    expect(await page.locator('#models figure .panel').innerText()).toBe('index')
    await page.locator('#models select').selectOption('exact')
    expect(page.url()).toContain('chart=exact')
    const table = page.locator('#models figure details')
    await table.locator('summary').click()
    await expect.poll(() => table.locator('tbody tr').count()).toBe(3)
    await leavePage(page)
  })
})

test('a run of many models has them in rows, in the table of uses and in the score card', async () => {
  const page = await opened(many)
  expect(await page.locator('h1').innerText()).toBe('Can these 5 models compare numbers?')
  const [uses, scores] = await page.locator('#scores .models-table').all()
  await expect
    .poll(() => uses.locator('tbody th').allInnerTexts())
    .toEqual([
      'e',
      'd',
      'c',
      'b',
      'a',
      'keyword search (BM25); for merging, comparing characters',
      'guessing',
    ])
  // Under the five models what comparing characters and guessing get.
  await expect.poll(() => scores.locator('tbody tr').count()).toBe(7)
  expect(await scores.locator('tbody tr').last().innerText()).toMatch(/^guessing\s+0\.50/)
  expect(await scores.locator('tbody td').first().getAttribute('title')).toMatch(
    /^0\.\d\d to .*spelling floor/,
  )
  await expect.poll(() => page.locator('#scores .uses').count()).toBe(0)
  await leavePage(page)
})

test.each([
  ['one', 'light', 'en-US', 1280],
  ['one', 'dark', 'zh-CN', 390],
  ['one', 'light', 'en-US', 360],
  ['several', 'light', 'en-US', 1280],
  ['many', 'light', 'en-US', 1280],
  ['many', 'dark', 'zh-CN', 390],
  ['several', 'dark', 'en-US', 390],
  ['several', 'light', 'zh-CN', 360],
] as const)('%s is accessible and fits in %s, %s, at %i px', async (which, colorScheme, locale, width) => {
  const page = await opened({ one, several, many }[which], {
    colorScheme,
    locale,
    viewport: { width, height: 900 },
  })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  expect(await axeFindings(page)).toEqual([])
  await leavePage(page)
})
