import { decode } from 'fast-png'
import { parseHTML } from 'linkedom'
import { beforeAll, describe, expect, test } from 'vitest'
import { figureKinds } from '../../../src/plots/figure.ts'
import { figureCatalogue } from '../../../src/plots/figures.ts'
import type { Run } from '../../../src/store/run.ts'
import { hostileSeries, probedRun } from '../../fixtures/probed-run.ts'
import { withUses } from '../../fixtures/used-run.ts'
import { exported, exportedText } from './exported.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun([hostileSeries])
})

/** The texts of a figure, as whoever opens it reads them. */
function textsOf(svg: string): string[] {
  const { document } = parseHTML(svg)
  return [...document.querySelectorAll('text')].map(({ textContent }) => textContent!)
}

describe('a figure', () => {
  test('is an SVG with its letters in it, and every family named so that CSS takes it', async () => {
    const svg = await exportedText(run, 'figure.svg')
    expect(svg.match(/@font-face/g)).toHaveLength(2)
    expect(textsOf(svg).join('\n')).toContain(`${hostileSeries.id}: ${hostileSeries.texts[0]}`)
    expect(svg).not.toMatch(/font-family:\s*Source/)
    expect(svg).not.toContain('<script')
  })

  test('has a panel for each model that is meant', async () => {
    const titles = async (selector: object) =>
      textsOf(await exportedText(run, 'figure.svg', { selector })).filter(text =>
        text.startsWith('test:fake '),
      )
    expect(await titles({})).toEqual(['test:fake as embedder', 'test:fake as reranker'])
    expect(await titles({ model: 'reranker:test:fake' })).toEqual(['test:fake as reranker'])
  })

  test('is of the zero experiment where that is asked for, and says which was taken of several', async () => {
    const { files, of, note } = await exported(run, 'zero.svg', { selector: { experiment: 'zero' } })
    expect(String(files.get('zero.svg'))).toContain('Zero against 0..20')
    expect(of).toEqual({ series: '0..20', experiment: 'zero' })
    expect(note).toBe('zero of 0..20: the first of 2 figures that fit. Choose another by --series.')
  })

  test('of one series of many models says how to get one chart of all', async () => {
    const [embedder] = run.models
    const names = ['a', 'b', 'c']
    const own = run.matrices.filter(({ model }) => model === embedder.id)
    const many = {
      ...run,
      models: names.map(id => ({ ...embedder, id, spec: id })),
      matrices: names.flatMap(model => own.map(matrix => ({ ...matrix, model }))),
    }
    expect((await exported(many, 'caret.svg')).note).toMatch(
      /Choose another by .*\. One chart of all models is --figure overview\.$/,
    )
    expect((await exported(run, 'caret.svg')).note).not.toContain('overview')
  })

  test.each([...figureKinds])(
    'can be any of the catalogue that the run has something for: %s',
    async figure => {
      const made = figureCatalogue.find(({ id }) => id === figure)!.make(run, 'en')
      if (made.length === 0) {
        await expect(exported(run, 'figure.svg', { figure })).rejects.toMatchObject({
          code: 'input',
          message: expect.stringContaining(`--figure ${figure}: the run has nothing to show`),
        })
        return
      }
      const texts = textsOf(await exportedText(run, 'figure.svg', { figure })).join('\n')
      expect(texts).toContain(made[0].title)
    },
  )

  test('is chosen by its series too, where there are several, and says which was taken', async () => {
    const { of, note } = await exported(run, 'figure.svg', { figure: 'heatmap' })
    const all = figureCatalogue.find(({ id }) => id === 'heatmap')!.make(run, 'en')
    expect(of).toEqual({ series: all[0].series, experiment: 'pairs' })
    expect(note).toBe(
      all.length === 1
        ? null
        : `heatmap of ${all[0].series}: the first of ${all.length} figures that fit. Choose another by --series.`,
    )
    const last = all.at(-1)!.series!
    const chosen = await exported(run, 'figure.svg', { figure: 'heatmap', selector: { series: last } })
    expect(chosen).toMatchObject({ of: { series: last }, note: null })
  })

  test('of a whole run takes no series, one of a series no experiment, and a matrix takes no figure', async () => {
    const refused = (name: string, options: Parameters<typeof exported>[2], message: string) =>
      expect(async () => exported(run, name, options)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(message),
      })
    const series = hostileSeries.id
    await refused(
      'a.svg',
      { figure: 'cases', selector: { series } },
      '--series does not go with --figure cases',
    )
    await refused(
      'a.png',
      { figure: 'digits', selector: { experiment: 'zero' } },
      '--experiment does not go with --figure digits',
    )
    await refused('a.npy', { figure: 'digits' }, '--figure does not go with "a.npy"')
  })

  test.each(['search', 'threshold'] as const)('shows %s of a whole run that asked it', async figure => {
    const used = withUses(run)
    const { of } = await exported(used, 'figure.svg', { figure })
    expect(of).toEqual({})
    const texts = textsOf(await exportedText(used, 'figure.svg', { figure }))
    expect(texts).toContain('test:fake as embedder')
  })

  test('has the kinds of the catalogue', () => {
    expect(figureCatalogue.map(({ id }) => id)).toEqual([...figureKinds])
  })

  test('is a PNG twice as large as on the screen, or as wide as a paper wants it', async () => {
    const png = async (figureWidth?: number) => {
      const { files } = await exported(run, 'figure.png', figureWidth === undefined ? {} : { figureWidth })
      return decode(files.get('figure.png') as Uint8Array)
    }
    expect((await png()).width).toBe(2 * 944)
    expect((await png(127)).width).toBe(1500)
    expect(await exportedText(run, 'figure.svg', { figureWidth: 127 })).toContain('width="127mm"')
  })
})

describe('a report', () => {
  test('links the pictures that are written beside it, and no others', async () => {
    const { files } = await exported(run, 'my report.md')
    const links = [...String(files.get('my report.md')).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) =>
      decodeURIComponent(link),
    )
    expect(links.length).toBeGreaterThan(3)
    expect([...links, 'my report.md']).toEqual([...files.keys()])
    expect(links[0]).toBe('my report-figures/overview.png')
  })
})
