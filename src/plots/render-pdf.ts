/// <reference path="../../types/pdfkit.d.ts" />
import { convertIndexedToRgb, decode, encode } from 'fast-png'
import { NumeracyError } from '../base/error.ts'
import { fontFiles } from './render-fonts.ts'
import { letteringOf, type OtherFonts, systemFonts } from './render-letters.ts'
import { withOutlines } from './render-outlines.ts'

/** The packages, optional ones, that draw an SVG as PDF. */
interface PdfMakers {
  readonly Document: typeof import('pdfkit')['default']
  readonly draw: typeof import('svg-to-pdfkit')['default']
}

/** A figure as PDF. */
interface PdfFigure {
  readonly pdf: Uint8Array
  /** Letters that no font at hand has: their code points are drawn in their place. */
  readonly missing: readonly string[]
}

interface PdfOptions {
  readonly title: string
  /** In millimetres; null: a CSS pixel is 1/96 of an inch. */
  readonly width: number | null
  /** What the file says of when it was made, so that one run always gives one file. */
  readonly created: Date
  /** Where letters are looked for that the package's font lacks. Default: the fonts of the system. */
  readonly others?: OtherFonts
}

const pointsInInch = 72
const pixelsInInch = 96
const millimetresInInch = 25.4

/**
 * A figure as a PDF of one page of its own size: lines and letters as such, in the package's font, of which the letters
 * that occur are embedded; texts with letters of other fonts as shapes; clouds of dots and heatmaps as the pictures that
 * they are.
 * @param svg a figure as `figureSvg` makes it
 * @throws NumeracyError `usage` where the packages that draw it are not installed
 */
export async function figurePdf(
  svg: string,
  { title, width, created, others = systemFonts }: PdfOptions,
  load: () => Promise<PdfMakers> = pdfMakers,
): Promise<PdfFigure> {
  const { Document, draw } = await load().catch(error => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new NumeracyError(
      'usage',
      'export: a PDF is made by the packages pdfkit and svg-to-pdfkit, and they are not installed. Run npm install pdfkit svg-to-pdfkit, or write the figure as .svg or .png.',
      { cause: error, details: { packages: ['pdfkit', 'svg-to-pdfkit'] } },
    )
  })
  const lettering = await letteringOf(withPlainPictures(withSplitHalos(svg)), others)
  const { borrowed, missing } = lettering
  const [, columns, rows] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number)
  const points =
    width === null ? (columns / pixelsInInch) * pointsInInch : (width / millimetresInInch) * pointsInInch
  const size = [points, (points * rows) / columns] as const
  const document = new Document({
    size,
    margin: 0,
    lang: 'en',
    info: { Title: title, Creator: 'numeracy', CreationDate: created },
  })
  for (const { path, weight } of fontFiles()) document.registerFont(fontName(weight >= 600), path)
  const drawable = borrowed.length === 0 ? lettering.svg : withOutlines(lettering, borrowed)
  draw(document, drawable, 0, 0, {
    width: size[0],
    height: size[1],
    // Without it the figure keeps the size that it says itself, and a smaller page cuts it.
    preserveAspectRatio: 'xMidYMid meet',
    fontCallback: (_, isBold) => fontName(isBold),
    warningCallback(warning) {
      throw new Error(`svg-to-pdfkit: ${warning}`)
    },
  })
  document.end()
  const parts: Uint8Array[] = []
  for await (const part of document) parts.push(part)
  return { pdf: new Uint8Array(Buffer.concat(parts)), missing }
}

async function pdfMakers(): Promise<PdfMakers> {
  const [{ default: Document }, { default: draw }] = await Promise.all([
    import('pdfkit'),
    import('svg-to-pdfkit'),
  ])
  return { Document, draw }
}

function fontName(isBold: boolean): string {
  return isBold ? 'bold' : 'regular'
}

/**
 * The same, with letters that have a border under them drawn twice: first the border, then the letters. svg-to-pdfkit
 * knows no order of the two, and would cover the letters.
 */
function withSplitHalos(svg: string): string {
  return svg.replaceAll(
    /<g ([^>]*?) ?paint-order="stroke"([^>]*)>(.*?)<\/g>/gs,
    (_, before: string, after: string, texts: string) => {
      const attributes = before + after
      const border = attributes.replace(/ fill="[^"]*"/, ' fill="none"')
      return `<g ${border}>${texts}</g><g ${attributes.replace(/ stroke="[^"]*"/, '')}>${texts}</g>`
    },
  )
}

/** The same, with its pictures as eight bits of each colour: pdfkit misplaces those that have four bits and a palette. */
function withPlainPictures(svg: string): string {
  return svg.replaceAll(/data:image\/png;base64,([A-Za-z0-9+/=]+)/g, (_, base64: string) => {
    const picture = decode(Buffer.from(base64, 'base64'))
    const channels = picture.palette![0].length
    const data = convertIndexedToRgb(picture)
    const png = encode({ width: picture.width, height: picture.height, data, channels, depth: 8 })
    return `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  })
}
