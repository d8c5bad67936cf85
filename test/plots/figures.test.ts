import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, test } from 'vitest'
import { textWidth } from '../../src/base/text-width.ts'
import { type Figure, figureKinds } from '../../src/plots/figure.ts'
import { figureCatalogue, figuresOf } from '../../src/plots/figures.ts'
import { modelsHead } from '../../src/plots/models.ts'
import { browserPacking, palettePng } from '../../src/plots/png.ts'
import { figurePng, figureSvg, panelSvg } from '../../src/plots/render.ts'
import { darkTheme, lightTheme, pageTheme } from '../../src/plots/theme.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Run } from '../../src/store/run.ts'
import { hostileSeries, probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

let run: Run
let figures: Figure[]
const figure = (id: string) => figures.find(candidate => candidate.id === id)!

beforeAll(async () => {
  run = withUses(await probedRun(), ['embedder:test:fake', 'reranker:test:fake'])
  figures = figuresOf(run)
})

describe('figuresOf', () => {
  test('draws the overview first, then each series, zero, and the hard cases', () => {
    const order = [
      'overview',
      'search',
      'threshold',
      'lesson',
      'caret-1..12',
      'heatmap-1..12',
      'zero-0..20',
      'zero-1..12',
      'cases',
    ]
    expect(figures.map(({ id }) => id).filter(id => order.includes(id))).toEqual(order)
  })

  test('has an entry for each kind, which makes figures of that kind alone', () => {
    const kinds = figureCatalogue.map(({ id, make }) => ({
      id,
      made: make(run, 'en').map(({ kind }) => kind),
    }))
    for (const { id, made } of kinds) expect(new Set(made), id).toEqual(new Set([id]))
  })

  test('puts the embedder left and the reranker right', () => {
    for (const id of [
      'overview',
      'search',
      'threshold',
      'caret-1..12',
      'heatmap-1..12',
      'zero-0..20',
      'cases',
    ])
      expect([...new Set(figure(id).panels.map(({ title }) => title.replace(/, part .*/, '')))]).toEqual([
        'test:fake as embedder',
        'test:fake as reranker',
      ])
  })

  test('shows the whole run in the kinds that the catalogue and the page on exports say', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/commands/export.md'), 'utf8')
    const [, said] = /; ((?:`\w+`, )+`\w+` and `\w+`) show the whole run/.exec(page)!
    const whole = figureCatalogue.filter(({ isOfRun }) => isOfRun).map(({ id }) => id)
    expect([...said.matchAll(/`(\w+)`/g)].map(([, kind]) => kind)).toEqual(whole)
    // The lesson is about a series, of which it shows no matrix of the run.
    const ofNone = new Set(figures.filter(({ series }) => series === null).map(({ kind }) => kind))
    expect([...ofNone].filter(kind => kind !== 'lesson').toSorted()).toEqual(whole.toSorted())
  })

  test('has a table of its numbers behind every panel', () => {
    for (const { panels } of figures) {
      for (const panel of panels) {
        const { columns, rows } = panel.table()
        expect(rows.length).toBeGreaterThan(0)
        for (const row of rows) expect(row).toHaveLength(columns.length)
      }
    }
  })

  test('tells the mean of the matrix at every lag from −(n − 1) to n − 1', () => {
    const { rows } = figure('caret-1..12').panels[0].table()
    expect(rows.map(([lag]) => lag)).toEqual(Array.from({ length: 23 }, (_, at) => at - 11))
    expect(rows[11]).toEqual([0, 12, 1, 0])
    expect(rows.map(([, pairs]) => pairs)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ])
  })

  test('tells a positive lag from a negative one where the model is not symmetric', () => {
    const { rows } = figure('caret-1..12').panels[1].table()
    expect(rows[10][2]).not.toBeCloseTo(rows[12][2] as number, 6)
  })

  test('names the prompt over a panel where a model was asked with several', async () => {
    const several = {
      ...run,
      matrices: run.matrices.flatMap(matrix =>
        matrix.prompt === null ? matrix : [matrix, { ...matrix, prompt: 'and nearest to {d}?' }],
      ),
    }
    const titles = figuresOf(several)
      .find(({ id }) => id === 'caret-1..12')!
      .panels.map(({ subtitle }) => subtitle)
    expect(titles[2]).toContain('“and nearest to {d}?”')
  })
})

describe('figures of several embedders', () => {
  const twice = (): Run => {
    const [embedder] = run.models
    const own = run.matrices.filter(({ model }) => model === embedder.id)
    const flatter = own.map(matrix => ({
      ...matrix,
      model: 'embedder:flat',
      values: matrix.values.map(value => 0.9 + 0.1 * value),
    }))
    return {
      ...run,
      models: [embedder, { ...embedder, id: 'embedder:flat', spec: 'flat' }, ...run.models.slice(1)],
      matrices: [...own, ...flatter, ...run.matrices.filter(({ model }) => model !== embedder.id)],
    }
  }
  const endsOf = (of: Run, id: string) =>
    figuresOf(of)
      .find(each => each.id === id)!
      .panels.map(panel => [...(panel.plot(lightTheme).y!.domain as Iterable<number>)])

  test.each(['caret-1..12', 'zero-0..20'])(
    '%s has their cosines on one scale, and relevance on its own',
    id => {
      const [first, second, relevance] = endsOf(twice(), id)
      expect(second).toEqual(first)
      const [alone, relevanceBefore] = endsOf(run, id)
      expect(first[0]).toBeLessThanOrEqual(alone[0])
      expect(relevance).toEqual(relevanceBefore)
    },
  )
})

describe('the figure of hard cases', () => {
  test('has whole families side by side in parts that fit a slide, counted once for each model', () => {
    const { panels, perRow } = figure('cases')
    const count = panels.length / 2
    expect(perRow).toBe(count)
    expect(count).toBeGreaterThan(2)
    const [embedder, reranker] = [panels.slice(0, count), panels.slice(count)]
    for (const own of [embedder, reranker]) {
      const families = own.map(panel => [...new Set(panel.table().rows.map(([family]) => family))])
      expect(new Set(families.flat()).size).toBe(families.flat().length)
      expect(own.flatMap(panel => panel.table().rows)).toHaveLength(
        run.cases.filter(({ model }) => model === 'embedder:test:fake').length,
      )
      expect(own.map(({ subtitle }) => subtitle !== '')).toEqual(own.map((_, at) => at === 0))
      expect(own[0].title).toMatch(new RegExp(`, part 1 of ${count}$`))
    }
    // All axes end on one line.
    expect(new Set(panels.map(({ frame }) => frame.height)).size).toBe(1)
    const { width, height } = sizeOf(figureSvg({ ...figure('cases'), panels: embedder }, lightTheme))
    expect(width / height).toBeGreaterThan(1.3)
  })

  test('has the cosines of all models on one scale, and the scores of a reranker on its own', () => {
    const louder = {
      ...run,
      cases: run.cases.map(each =>
        each.model === 'reranker:test:fake' ? { ...each, margin: 100 * each.margin } : each,
      ),
    }
    const ends = (of: typeof run) =>
      figureCatalogue
        .find(({ id }) => id === 'cases')!
        .make(of, 'en')[0]
        .panels.map(panel => [...(panel.plot(lightTheme).x!.domain as Iterable<number>)][1])
    const [before, after] = [ends(run), ends(louder)]
    const half = before.length / 2
    expect(after.slice(0, half)).toEqual(before.slice(0, half))
    expect(after.slice(half)).toEqual(before.slice(half).map(end => expect.closeTo(100 * end, 6)))
    expect(new Set(after.slice(0, half)).size).toBe(1)
  })
})

function sizeOf(svg: string) {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number)
  return { width, height }
}

/** One of each kind but the digits, of which twelve documents have too few. */
const drawn = [
  'overview',
  'search',
  'threshold',
  'lesson',
  'caret-1..12',
  'heatmap-1..12',
  'zero-0..20',
  'cases',
]

/** A figure as a file, its images packed as browsers pack them: what Node has packs otherwise on other machines. */
const golden = (figure: Figure) =>
  figureSvg(figure, lightTheme).replaceAll(/(?<=data:image\/png;base64,)[^"]+/g, packed => {
    const { width, height, depth, palette, data } = decode(Buffer.from(packed, 'base64'), { checkCrc: true })
    const image = { width, height, depth: depth as 4 | 8, palette: palette!, data: data as Uint8Array }
    return Buffer.from(palettePng(image, browserPacking)).toString('base64')
  })

describe('a drawn figure', () => {
  test('of each kind is among those that are looked at', () => {
    const kinds = new Set(['digits', ...drawn.map(id => figure(id).kind)])
    expect(figureKinds.filter(kind => !kinds.has(kind))).toEqual([])
  })

  test.each(drawn)('%s looks as it did when it was last looked at', async id => {
    await expect(golden(figure(id))).toMatchFileSnapshot(`../golden/plots/${id}.svg`)
  })

  test('of the digits that are read looks as it did when it was last looked at', async () => {
    const two = figuresOf(await probedRun([rangeSeries('10..60')])).find(({ kind }) => kind === 'digits')!
    expect(two.id).toBe('digits-10..60')
    await expect(golden(two)).toMatchFileSnapshot('../golden/plots/digits-10..60.svg')
    const { rows } = two.panels[0].table()
    expect(rows.map(([digit]) => digit)).toEqual(['first digit', 'last character'])
  })

  test('takes all of its colours from the theme', () => {
    const { panels } = figure('caret-1..12')
    const dark = panelSvg(panels[0], darkTheme)
    expect(dark).toContain(darkTheme.cyan)
    expect(dark).not.toContain(lightTheme.cyan)
    expect(panelSvg(panels[0], pageTheme)).toContain('stroke="var(--cyan)"')
  })

  test('says in words what it shows', () => {
    const { document } = parseHTML(panelSvg(figure('caret-1..12').panels[0], pageTheme))
    const svg = document.querySelector('svg')!
    expect(svg.getAttribute('role')).toBe('img')
    expect(svg.getAttribute('aria-label')).toMatch(/^Similarity against lag, 144 dots\. Mean 1\.00 at lag 0/)
  })

  test('of search and of thresholds is drawn only where the run asked them', async () => {
    const ids = figuresOf(await probedRun()).map(({ id }) => id)
    expect(ids).not.toContain('search')
    expect(ids).not.toContain('threshold')
  })

  test('of many models has every model in each panel, the panels of the series on one scale', async () => {
    const names = ['a', 'b', 'c', 'd']
    const of = <Each extends { readonly model: string }>(all: readonly Each[]) =>
      names.flatMap(name =>
        all.filter(({ model }) => model === 'embedder:test:fake').map(each => ({ ...each, model: name })),
      )
    const [model] = run.models
    const many: Run = {
      ...run,
      models: names.map(name => ({ ...model, id: name, spec: name })),
      measures: of(run.measures),
      verdicts: of(run.verdicts),
      indexes: names.map((name, at) => ({
        model: name,
        prompt: null,
        value: 10 * at,
        interval: null,
        ndcg10: { value: 0.5, interval: null },
        parts: [],
      })),
    }
    const [overview] = figureCatalogue[0].make(many, 'en')
    expect(overview.panels.map(({ title }) => title)).toEqual(['index', '1..12'])
    // One key over all, and one of the index, which is another scale.
    const svg = figureSvg(overview, lightTheme)
    expect(svg.match(/95 % interval/g)).toHaveLength(2)
    expect(svg).toContain('how often is the one closer to an anchor scored higher?')
    for (const panel of overview.panels)
      expect(
        panel
          .table()
          .rows.map(([name]) => name)
          .toSorted(),
      ).toEqual(names)
    expect(overview.panels[0].table().rows.map(([name]) => name)).toEqual(['d', 'c', 'b', 'a'])
    await expect(golden(overview)).toMatchFileSnapshot('../golden/plots/overview-many.svg')
  })

  test('becomes a PNG of the asked-for size', async () => {
    const { png } = await figurePng(figureSvg(figure('overview'), lightTheme), 2)
    const view = new DataView(png.buffer, png.byteOffset)
    const svg = figureSvg(figure('overview'), lightTheme)
    expect(view.getUint32(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)![1]))
  })

  test('stays one picture when documents hold markup', async () => {
    for (const hostile of figuresOf(await probedRun([hostileSeries]))) {
      const { document } = parseHTML(`<main>${figureSvg(hostile, lightTheme)}</main>`)
      expect(document.querySelector('script, img, b')).toBeNull()
      const { png } = await figurePng(figureSvg(hostile, lightTheme), 1)
      expect(png).toBeInstanceOf(Uint8Array)
    }
  })

  test('is drawn for constant similarities too', async () => {
    const flat = {
      ...run,
      matrices: run.matrices.map(matrix => ({ ...matrix, values: matrix.values.map(() => 0) })),
    }
    for (const each of figuresOf(flat)) {
      const svg = figureSvg(each, lightTheme)
      expect(svg).not.toContain('NaN')
      expect(svg).not.toContain('Infinity')
    }
  })
})

test('the head of a figure stays inside a narrow picture, in English and in Chinese', async () => {
  const [panel] = figure('caret-1..12').panels
  for (const language of ['en', 'zh'] as const) {
    const head = modelsHead(language)
    const svg = figureSvg({ title: '', kind: 'overview', panels: [panel], head }, lightTheme)
    const { width, height } = sizeOf(svg)
    const lines = [...svg.matchAll(/<text x="20" y="([\d.]+)" font-size="14"[^>]*>([^<]*)</g)].map(
      ([, y, text]) => ({ y: Number(y), text }),
    )
    expect(lines.length).toBeGreaterThan(1)
    for (const { text } of lines) expect(7 * textWidth(text)).toBeLessThan(width)
    const joined = lines.map(({ text }) => text).join(language === 'en' ? ' ' : '')
    expect(joined.replaceAll(' ', '')).toBe(head.about.replaceAll(' ', ''))
    // The panel begins below the key, and all of it is in the picture.
    const top = Number(/<svg[^>]* y="([\d.]+)"/.exec(svg.slice(4))![1])
    expect(top).toBeGreaterThan(lines.at(-1)!.y + 20)
    expect(height).toBeGreaterThanOrEqual(top + panel.frame.height)
  }
})
