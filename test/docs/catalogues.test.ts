import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programFor } from '../../src/cli/program.ts'
import { referenceCases } from '../../src/experiments/answered-cases.ts'
import { caseFamilies } from '../../src/experiments/case-families.ts'
import { embedderChecks, rerankerChecks } from '../../src/experiments/doctor/catalogue.ts'
import { type PublicCase, publicCases } from '../../src/experiments/public-cases.ts'
import { publicControls } from '../../src/experiments/public-controls.ts'
import { factKinds } from '../../src/experiments/same/kinds.ts'
import { isControl } from '../../src/findings/case-origin.ts'
import { spelledCases } from '../../src/findings/case-shares.ts'
import type { Evidence } from '../../src/findings/finding.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { listModels } from '../../src/models/registry.ts'
import { figureKinds } from '../../src/plots/figure.ts'
import { publishedAnalyses } from '../../src/published/catalogue.ts'
import { exportFormats } from '../../src/report/export/catalogue.ts'
import { articleSeries, seriesCatalogue } from '../../src/series/catalogue.ts'
import { indexSeries } from '../../src/series/index-suite.ts'
import { subjectCatalogue } from '../../src/series/subjects.ts'
import { inWords } from '../../src/series/written.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { documentationPages, pageAt, root } from './pages.ts'

/** What is not released yet must be true today; a release stays as it was. */
const unreleased = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  .split(/^(?=## )/m)
  .filter(part => /^## .*\bunreleased\b/.test(part))
const documentation = documentationPages()
const pages = [...documentation, ...unreleased.map(text => ({ path: 'CHANGELOG.md', text }))]
const page = (...path: string[]) => pageAt(documentation, join('docs', ...path))

/** The cells of the table rows of a page that begin with a name in backquotes, or with several. */
function rowsOf(text: string): string[][] {
  return [...text.matchAll(/^\| `[^`-][^`]*`(?:, `[^`]*`)* \|.*$/gm)].map(([line]) =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  )
}

/** What users read that is written in the sources: reports, plots, sentences, help, the page. */
const sources = globSync(['src/{cli,findings,plots,report,usecases}/**/*.ts', 'web/**/*.{ts,tsx}'], {
  cwd: root,
}).map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** How a count may be written. */
const written = (count: number) => [String(count), inWords(count)]

/** Numbers that can only be a count of a catalogue: fewer than six may be those of an example. */
const numbers = `[6-9]|\\d{2,}|${Array.from({ length: 60 }, (_, at) => inWords(at + 6)).join('|')}`

interface Counted {
  readonly path: string
  readonly count: string
}

/** All wrong counts at once, each with its page. */
function expectCounts(counts: readonly Counted[], known: readonly string[]): void {
  const wrong = counts.filter(({ count }) => !known.includes(count))
  expect(
    wrong.map(({ path, count }) => `${path}: ${count}`),
    `counts of ${known.join(' or ')}`,
  ).toEqual([])
}

/** Every count of `things` in the pages, with where it stands. */
function countsOf(things: string): Counted[] {
  const counted = new RegExp(`\\b(${numbers}) ${things}\\b`, 'gi')
  return [...pages, ...sources].flatMap(({ path, text }) =>
    [...text.matchAll(counted)].map(([, count]) => ({ path, count: count.toLowerCase() })),
  )
}

/** The numbers up to twelve as Chinese writes them before a measure word. */
const inChinese = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** What the string matchers get on the hard cases, as a run without other models has it. */
const matched: Evidence = {
  models: spellingReferences.map(({ id }) => ({
    id,
    label: null,
    spec: id,
    kind: 'reference' as const,
    identity: {},
    standIn: false,
  })),
  series: [],
  measures: [],
  verdicts: [],
  cases: spellingReferences.flatMap(reference =>
    caseFamilies.flatMap(({ cases }) => referenceCases(reference, cases)),
  ),
}

/** The pages of a folder of the documentation that its list must link. */
const listed = ['measures', 'findings', 'commands', 'models'].map(folder => ({
  folder,
  names: documentation
    .map(({ path }) => path.split(/[\\/]/))
    .filter(path => path.length === 3 && path[1] === folder && path[2] !== 'README.md')
    .map(path => path[2]),
}))

describe('the documentation lists and counts what the catalogues hold:', () => {
  test('every series, with its first and its last document', () => {
    expect(rowsOf(page('commands', 'series.md'))).toEqual(
      seriesCatalogue.map(({ id, texts }) => [
        `\`${id}\``,
        texts.length.toLocaleString('en'),
        texts[0],
        texts[texts.length - 1],
      ]),
    )
  })

  test.each(listed)('every page of docs/$folder', ({ folder, names }) => {
    expect(names.length).toBeGreaterThan(3)
    const list = page(folder, 'README.md')
    expect(names.filter(name => !list.includes(`](${name})`))).toEqual([])
  })

  test('every command, in the order of the help', () => {
    const linked = [...page('commands', 'README.md').matchAll(/^\| \[([\w-]+)\]\(/gm)].map(([, name]) => name)
    const program = programFor(recordingContext())
    const shown = program
      .createHelp()
      .visibleCommands(program)
      .map(command => command.name())
    expect(linked).toEqual(shown.filter(name => name !== 'help'))
  })

  test('every model family, by what stands before the colon of a spec', () => {
    const list = page('models', 'README.md')
    const families = new Set(
      listModels({ environment: { env: {}, cwd: '.' } }).map(({ spec }) => spec.split(':')[0]),
    )
    expect([...families].filter(provider => !list.includes(`\`${provider}:`))).toEqual(['folder'])
    expect(list).toContain('[a folder, or `hf:ORG/NAME`]')
  })

  test('every kind of figure that an export draws', () => {
    const [, options] = /^\| `--figure <kind>` \| [^:]*: ([^|]*) \|$/m.exec(page('commands', 'export.md'))!
    expect([...options.matchAll(/`([\w-]+)`/g)].map(([, kind]) => kind)).toEqual(figureKinds)
  })

  test('every family of hard cases, with how many they are, a case that is in it and what a matcher gets', () => {
    const rows = rowsOf(page('measures', 'hard-cases.md'))
    expect(rows.map(([id, count]) => [id, count])).toEqual(
      caseFamilies.map(({ id, cases }) => [`\`${id}\``, String(cases.length)]),
    )
    for (const [at, [, , example]] of rows.entries())
      expect(
        caseFamilies[at].cases.map(
          ({ anchor, closer, farther }) => `${closer} is closer to ${anchor} than ${farther}`,
        ),
      ).toContain(example)
    for (const [at, [, , , most]] of rows.entries())
      expect(most, caseFamilies[at].id).toBe(String(spelledCases(matched, caseFamilies[at].id)!.right))
  })

  test('how many of the hard cases a matcher has right, and that no choice of them is balanced', () => {
    const total = caseFamilies
      .flatMap(({ cases }) => cases)
      .filter(({ report = {} }) => !isControl(report)).length
    const all = spelledCases(matched, null)!
    expect(page('measures', 'hard-cases.md')).toContain(
      `of all ${total} it has ${all.right}. No family is balanced`,
    )
    for (const { id } of caseFamilies) expect(spelledCases(matched, id)!.isBalanced, id).toBe(false)
    expect(all.isBalanced).toBe(false)
  })

  test('every case after a public report, with what it says and where it is', () => {
    const rows = rowsOf(page('findings', 'hard-cases.md'))
    const reported = [...Object.values<readonly PublicCase[]>(publicCases).flat(), ...publicControls]
    const cell = (text: string) => text.replaceAll('<', '&lt;').replaceAll('|', '&#124;')
    expect(
      rows.map(([id, query, closer, farther, , source]) => [id, query, closer, farther, source]),
    ).toEqual(
      reported.map(({ id, query, closer, farther, report }) =>
        [`\`${id}\``, query, closer, farther.join(' · '), report.source].map(cell),
      ),
    )
  })

  test('every published analysis', () => {
    expect(rowsOf(page('commands', 'reproduce.md')).map(([id]) => id)).toEqual(
      publishedAnalyses.map(({ id }) => `\`${id}\``),
    )
  })

  test('every subject of the advice, with the ranges of its values', () => {
    const rows = rowsOf(page('commands', 'advise.md'))
    expect(rows.map(([id]) => id)).toEqual(subjectCatalogue.map(({ id }) => `\`${id}\``))
    for (const [at, { usual, heldOut }] of subjectCatalogue.entries()) {
      expect(rows[at][1]).toBe(usual.title)
      expect(rows[at][2]).toContain(heldOut.title)
    }
    expect(page('commands', 'advise.md')).toContain(`Default: all ${inWords(subjectCatalogue.length)} |`)
  })

  test.each([
    ['Embedders', embedderChecks],
    ['Rerankers', rerankerChecks],
  ] as const)('every check of the doctor: %s', (heading, checks) => {
    const section = page('commands', 'doctor.md').split(`## ${heading}\n`)[1].split('\n## ')[0]
    const named = rowsOf(section).flatMap(([cell]) => cell.split(', '))
    expect(named.toSorted()).toEqual(checks.map(({ id }) => `\`${id}\``).toSorted())
  })

  test('the checks of the doctor that mean nothing when answers lose their order', () => {
    const [, ofEmbedders, ofRerankers] = /When `order` fails, [^(]*\(([^;)]*); of rerankers ([^)]*)\)/.exec(
      page('commands', 'doctor.md'),
    )!
    const needing = (checks: readonly { readonly id: string; readonly needs?: readonly string[] }[]) =>
      checks.filter(({ needs }) => needs?.includes('order')).map(({ id }) => `\`${id}\``)
    expect(ofEmbedders.split(', ')).toEqual(needing(embedderChecks))
    expect(ofRerankers.split(', ')).toEqual(needing(rerankerChecks))
  })

  test('every format of an export, with its names', () => {
    expect(rowsOf(page('commands', 'export.md')).map(([names]) => names)).toEqual(
      exportFormats.map(({ id, extensions: [usual, ...others] }) =>
        [
          `\`${id}${usual === '/' ? '' : '.'}${usual}\``,
          ...others.map(extension => `\`.${extension}\``),
        ].join(', '),
      ),
    )
  })

  test('every table of an export with texts in it, where formulas are spoken of', () => {
    const formulas = page('commands', 'export.md').split('\n## Formulas\n')[1].split('\n## ')[0]
    const tables = exportFormats.filter(({ extensions, isNamed }) => isNamed && extensions.includes('csv'))
    expect(tables.length).toBeGreaterThan(2)
    expect(tables.map(({ id }) => `\`${id}.csv\``).filter(name => !formulas.includes(name))).toEqual([])
  })

  test('as many series as the article, the catalogue or the index has, wherever series are counted', () => {
    const counts = countsOf('series')
    expect(counts.length).toBeGreaterThan(3)
    const known = [articleSeries, seriesCatalogue, indexSeries(1)].flatMap(({ length }) => written(length))
    expectCounts(counts, known)
  })

  test('as many hard cases as there are, wherever they are counted', () => {
    const total = caseFamilies
      .flatMap(({ cases }) => cases)
      .filter(({ report = {} }) => !isControl(report)).length
    const counts = countsOf('hard cases')
    expect(counts.length).toBeGreaterThan(1)
    expectCounts(counts, written(total))
  })

  test('as many cases after public reports, and as many controls, as there are', () => {
    const [controls, reported] = [true, false].map(wanted =>
      caseFamilies
        .flatMap(({ cases }) => cases)
        .filter(({ report }) => report !== undefined && isControl(report) === wanted),
    )
    const all = pages.map(({ text }) => text).join('\n')
    expect([...all.matchAll(/hard cases, (\d+) of them after public/g)].map(([, count]) => count)).toEqual([
      String(reported.length),
    ])
    const counted = [...all.matchAll(/(?:and|with) (\d+) controls/g)].map(([, count]) => count)
    expect(counted.length).toBeGreaterThan(1)
    expect(new Set(counted)).toEqual(new Set([String(controls.length)]))
  })

  test.each([
    ['matchers', '(?:string )?matchers', spellingReferences.length],
    ['published analyses', '\\[?published analyses', publishedAnalyses.length],
    ['drawn series of the index', 'drawn series', indexSeries(1).length],
    ['kinds of facts', 'kinds, drawn', factKinds.length],
  ])('as many %s as there are, wherever they are counted', (_, things, total) => {
    const counts = countsOf(things)
    expect(counts.length).toBeGreaterThan(0)
    expectCounts(counts, written(total))
  })

  test('as many matchers as there are in Chinese', () => {
    const counts = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/(.)种只比较字符的方法/g)].map(([, count]) => ({ path, count })),
    )
    expect(counts.length).toBeGreaterThan(1)
    for (const { path, count } of counts) expect(count, path).toBe(inChinese[spellingReferences.length])
  })
})
