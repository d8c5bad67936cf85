import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { decode } from 'fast-png'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Figure } from '../../src/plots/figure.ts'
import { figureCatalogue } from '../../src/plots/figures.ts'
import { figurePng, figureSvg } from '../../src/plots/render.ts'
import { noFonts, type OtherFonts } from '../../src/plots/render-letters.ts'
import { figurePdf } from '../../src/plots/render-pdf.ts'
import { lightTheme } from '../../src/plots/theme.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Run } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { withUses } from '../fixtures/used-run.ts'

let run: Run
beforeAll(async () => {
  run = withUses(await probedRun([rangeSeries('1..30')]), ['embedder:test:fake', 'reranker:test:fake'])
})

const created = new Date('2026-01-02T03:04:05Z')
const options = { title: 'A figure', width: null, created }

function figureOf(kind: Figure['kind']): string {
  return figureSvg(figureCatalogue.find(({ id }) => id === kind)!.make(run, 'en')[0], lightTheme)
}

/** All that a PDF says, its streams unpacked. */
function unpacked(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1')
  return text.replaceAll(/stream\n([\s\S]*?)\nendstream/g, (_, stream: string) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
}

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const hasPoppler = ['pdftoppm', 'pdffonts', 'pdftotext'].every(hasProgram)

/** A system that has the letters 价 and 格 alone. */
const twoLetters = { system: false, folders: [join(import.meta.dirname, '../fixtures/tiny-font')] }

/** How a program of its own shows a figure's PDF, and how the picture of the figure looks at the same size. */
async function bothPictures(
  svg: string,
  width: number | null,
  others: OtherFonts,
): Promise<[Pixels, Pixels]> {
  const path = join(temporaryFolder(), 'figure.pdf')
  writeFileSync(path, (await figurePdf(svg, { ...options, width, others })).pdf)
  execFileSync('pdftoppm', ['-r', '192', '-png', '-singlefile', path, path])
  const page = decode(readFileSync(`${path}.png`))
  const scale = page.width / Number(/width="([\d.]+)"/.exec(svg)![1])
  return [page, decode((await figurePng(svg, scale, others)).png)]
}

describe('a figure as PDF', () => {
  test('is one page of the size that was asked for, with both weights of its font in it', async () => {
    const svg = figureOf('caret')
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number)
    const { pdf, missing } = await figurePdf(svg, options)
    expect(missing).toEqual([])
    const text = unpacked(pdf)
    expect(text).toMatch(/^%PDF-1\.\d/)
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1)
    const box = (held: string) => /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(held)!.slice(1).map(Number)
    expect(box(text)).toEqual([expect.closeTo(width * 0.75, 3), expect.closeTo(height * 0.75, 3)])
    expect(text.match(/\/FontFile2 /g)).toHaveLength(2)
    const wide = await figurePdf(svg, { ...options, width: 170 })
    expect(box(unpacked(wide.pdf))[0]).toBeCloseTo((170 / 25.4) * 72, 3)
  })

  test('is the same file each time', async () => {
    const [one, two] = await Promise.all([0, 1].map(() => figurePdf(figureOf('overview'), options)))
    expect(Buffer.from(one.pdf).equals(Buffer.from(two.pdf))).toBe(true)
  })

  test('names letters that no font has', async () => {
    const svg = figureOf('overview').replace('</text>', ' 价格数</text>')
    expect((await figurePdf(svg, { ...options, others: noFonts })).missing).toEqual(['价', '格', '数'])
    expect((await figurePdf(svg, { ...options, others: twoLetters })).missing).toEqual(['数'])
  })

  test('names the packages that draw it where they are not installed', async () => {
    const absent = async () => {
      throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
    }
    await expect(figurePdf(figureOf('overview'), options, absent)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('Run npm install pdfkit svg-to-pdfkit'),
    })
  })

  test
    .skipIf(!hasPoppler)
    .each([
      'caret',
      'heatmap',
      'overview',
      'zero',
      'cases',
      'lesson',
      'digits',
      'search',
      'threshold',
    ] as const)('shows what the picture of the same figure shows, its letters as text: %s', async kind => {
    const folder = temporaryFolder()
    const path = join(folder, 'figure.pdf')
    const svg = figureOf(kind)
    writeFileSync(path, (await figurePdf(svg, options)).pdf)
    execFileSync('pdftoppm', ['-r', '96', '-png', '-singlefile', path, join(folder, 'page')])
    const [shown, drawn] = [readFileSync(join(folder, 'page.png')), (await figurePng(svg, 1)).png].map(
      png => {
        const { width, height, data, channels } = decode(png)
        return { width, height, data, channels }
      },
    )
    expect(Math.abs(shown.width - drawn.width)).toBeLessThanOrEqual(1)
    expect(Math.abs(shown.height - drawn.height)).toBeLessThanOrEqual(1)
    expect(unlike(shown, drawn)).toBeLessThan(0.006)
    const texts = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    for (const [, title] of svg.matchAll(/font-weight="600"[^>]*>([^<&]+)<\/text>/g))
      expect(texts).toContain(title.split(' ')[0])
    const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).trimEnd().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/SourceSans3-\w+ +CID TrueType +Identity-H +yes yes yes/)
  })

  test.skipIf(!hasPoppler).each([40, 85, 300])('shows the whole figure at a width of %i mm', async width => {
    const [shown, drawn] = await bothPictures(figureOf('caret'), width, noFonts)
    expect(Math.abs(shown.height - drawn.height)).toBeLessThanOrEqual(1)
    expect(unlike(shown, drawn)).toBeLessThan(0.02)
  })

  test.skipIf(!hasPoppler)('draws texts with letters of another font as the picture does', async () => {
    const svg = figureOf('threshold').replaceAll(/(<text\b[^>]*>)[^<]+/g, '$1价格 1')
    const [shown, drawn] = await bothPictures(svg, null, twoLetters)
    expect(unlike(shown, drawn)).toBeLessThan(0.006)
    // Without that font code points stand there, so the two do differ where letters are not drawn.
    expect(unlike(shown, decode((await figurePng(svg, 2, noFonts)).png))).toBeGreaterThan(0.01)
  })
})

interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: ArrayLike<number>
  readonly channels: number
}

/** The share of cells of 16 × 16 pixels that differ in their mean brightness by more than a tenth. */
function unlike(one: Pixels, two: Pixels): number {
  const side = 16
  const [columns, rows] = [Math.floor(one.width / side) - 1, Math.floor(one.height / side) - 1]
  const mean = ({ width, data, channels }: Pixels, column: number, row: number) => {
    let sum = 0
    for (let y = row * side; y < (row + 1) * side; y++)
      for (let x = column * side; x < (column + 1) * side; x++) sum += data[(y * width + x) * channels + 1]
    return sum / side ** 2 / 255
  }
  let count = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (Math.abs(mean(one, column, row) - mean(two, column, row)) > 0.1) count++
  return count / (columns * rows)
}
