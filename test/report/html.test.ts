import { hash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, test } from 'vitest'
import { plainKinds } from '../../src/report/drawn-figure.ts'
import { pageFigures } from '../../src/report/figure-drawer.ts'
import { reportHtml, reportsHtml } from '../../src/report/html.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { unpackRuns } from '../../src/report/packed-runs.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

async function pageOf(run: Run): Promise<string> {
  const figures = pageFigures(run)
  return reportHtml(run, figures)
}

describe('reportHtml', () => {
  let run: Run
  let page: string
  let document: ReturnType<typeof parseHTML>['document']
  beforeAll(async () => {
    run = await probedRun()
    page = await pageOf(run)
    document = parseHTML(page).document
  })

  test('asks the network for nothing', () => {
    expect(page).not.toMatch(/<link|<iframe|@import|url\(|\bsrc=/i)
    for (const address of page.matchAll(/\b(?:href|xlink:href)="([^"]*)"/g))
      expect(address[1]).toMatch(/^(?:#[\w.%-]+$|data:image\/png;base64,)/)
  })

  test('has a place for each figure of the kinds that stand in it', async () => {
    const models = run.models.filter(({ kind }) => kind !== 'reference').map(({ id }) => id)
    const figures = pageFigures(withUses(run, models))
    const { document } = parseHTML(await reportHtml(withUses(run, models), figures))
    for (const kind of plainKinds.filter(kind => kind !== 'digits')) {
      const all = figures.filter(figure => figure.kind === kind)
      expect(all.length, kind).toBeGreaterThan(0)
      expect(document.querySelectorAll(`figure.${kind}`).length, kind).toBe(all.length)
    }
  })

  test('counts controls apart from all other hard cases, and names the reports that cases follow', () => {
    const model = run.models.find(({ kind }) => kind === 'embedder')!.id
    const own = run.cases.filter(item => item.model === model)
    const rightOf = (some: typeof own) =>
      `${some.filter(({ verdict }) => verdict === 'right').length} of ${some.length}`
    const controls = own.filter(({ evidence }) => evidence === 'string-engine')
    const counted = own.filter(item => !controls.includes(item))
    expect(controls.length).toBeGreaterThan(0)
    const cells = document.querySelector('#plain-cases ~ .scroll, #plain-cases ~ table')!.textContent!
    expect(cells.replaceAll(/\s+/g, '')).toContain(
      `${rightOf(controls)}${rightOf(counted)}`.replaceAll(' ', ''),
    )
    expect(page).toContain('all but controls')
    expect(page).toContain('samfoy/pi-session-search PR#1; reported there without scores')
  })

  test('allows its own scripts alone, by their hashes', () => {
    const policy = document.querySelector('meta[http-equiv]')!.getAttribute('content')!
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src/)
    expect(policy).not.toMatch(/script-src[^;]*unsafe|connect-src/)
    const [inline] = [...document.querySelectorAll('script:not([type])')].map(script => script.textContent!)
    expect(policy).toContain(hash('sha256', inline, 'base64'))
    const packed = document.getElementById('numeracy-app')!.textContent!
    expect(policy).toContain(hash('sha256', gunzipSync(Buffer.from(packed, 'base64')), 'base64'))
  })

  test('holds the run whole', async () => {
    const [{ run: held }] = await unpackRuns(document.getElementById('numeracy-runs')!.textContent!)
    expect(runText(held)).toBe(runText(run))
  })

  test('shows the main figures to readers without scripts', () => {
    const kinds = [...document.querySelectorAll('figure')].map(figure => figure.getAttribute('class'))
    expect(kinds).toEqual(['overview', 'lesson', 'caret', 'digits'])
    for (const figure of document.querySelectorAll('figure'))
      expect(figure.querySelectorAll('svg[role=img]').length).toBeGreaterThan(0)
  })

  test('links every entry of its contents to a heading', () => {
    const links = [...document.querySelectorAll('nav a')].map(link => link.getAttribute('href')!)
    expect(links).toContain('#plain-reading')
    for (const link of links) expect(document.querySelector(link)?.tagName).toBe('H2')
  })

  test('leads from each number of a finding, and of the article’s table, to its plot', () => {
    const links = [...document.querySelectorAll('.findings a, .article a')]
    expect(links.length).toBeGreaterThan(2)
    for (const link of links) {
      const place = decodeURIComponent(link.getAttribute('href')!.slice(1))
      expect(document.getElementById(place), place).not.toBeNull()
    }
  })

  test('shows the score, the interval, the floor and the verdict of each series and model', () => {
    const { value, floor } = run.measures.find(({ id }) => id === 'concordance')!
    const row = document.querySelector('#plain-scores ~ .scroll tbody tr')!
    expect(row.textContent).toContain(value!.toFixed(3))
    expect(row.textContent).toContain(floor!.value.toFixed(3))
  })

  test('tells every finding', () => {
    const reported = [...document.querySelectorAll('.findings .finding-text')].map(
      ({ textContent }) => textContent,
    )
    expect(reported).toEqual(run.findings.map(({ text }) => text.en))
  })

  test('says where a dual encoder stands in for a cross-encoder, and only there', async () => {
    expect(document.body.textContent).not.toContain('standing in')
    const models = run.models.map(model => ({ ...model, standIn: model.kind === 'reranker' }))
    const standIn = await reportHtml({ ...run, models }, [])
    expect(standIn).toContain('No cross-encoder was asked')
    expect(standIn).toContain('test:fake standing in as reranker')
  })

  test('shows search and same or different to readers without scripts, and only where they were asked', async () => {
    expect(document.getElementById('plain-search')).toBeNull()
    const { document: used } = parseHTML(await pageOf(withUses(run)))
    for (const id of ['plain-search', 'plain-same'])
      expect(used.querySelector(`nav a[href="#${id}"]`), id).not.toBeNull()
    const text = used.querySelector('main')!.textContent!.replaceAll(/\s+/g, ' ')
    expect(text).toContain('USB cable around $25 (near)')
    expect(text).toContain('Take 500 mg at night.')
    expect(text).toContain('0.970')
    expect(used.querySelectorAll('figure.search svg, figure.threshold svg')).toHaveLength(3)
  })

  test('of a run that asked about uses alone has no empty part, neither as a page nor as Markdown', async () => {
    const models = ['embedder:test:fake', 'reranker:test:fake']
    const bare = { ...run, series: [], matrices: [], measures: [], verdicts: [], cases: [], findings: [] }
    const asked = withUses(bare, models)
    const figures = pageFigures(asked)
    const { document } = parseHTML(await reportHtml(asked, figures))
    const parts = [...document.querySelectorAll('nav a')].map(link => link.getAttribute('href'))
    expect(parts).toEqual(['search', 'same', 'findings', 'words', 'method'].map(id => `#plain-${id}`))
    expect([...document.querySelectorAll('main > h2')].map(({ id }) => `#${id}`)).toEqual(parts)
    expect(document.querySelectorAll('.lede')).toHaveLength(0)
    const headings = [...reportMarkdown(asked, figures).matchAll(/^## (.*)$/gm)].map(([, text]) => text)
    expect(headings).toEqual([
      'Search by a number',
      'Same or different?',
      'Findings',
      'Figures',
      'Words',
      'Method',
    ])
  })

  test('of several runs names its models, and has a row for each, best first', async () => {
    const page = await reportsHtml([
      { name: 'a', run: withUses(run) },
      { name: 'b', run },
    ])
    const { document: several } = parseHTML(page)
    expect(several.querySelector('title')!.textContent).toBe('2 runs: Can test:fake compare numbers?')
    expect(several.querySelector('h1')!.textContent).toBe(several.querySelector('title')!.textContent)
    const [head, first] = several.querySelectorAll('main table')[0].querySelectorAll('tr')
    expect(head.textContent).toContain('merge above a threshold')
    expect(first.textContent).toMatch(/test:fake as embedder in a.*✗ No, 50 %/)
  })

  test('shows documents as text, whatever they hold', async () => {
    const { document: hostile } = parseHTML(await pageOf(await probedRun([hostileSeries])))
    expect(hostile.querySelector('script:not([type]) ~ script:not([type]), img, [onerror]')).toBeNull()
    expect(hostile.querySelector('b')).toBeNull()
    expect(hostile.body.textContent).toContain('<script>alert(1)</script>')
  })
})
