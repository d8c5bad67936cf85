/// <reference path="../../types/subset-font.d.ts" />
import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { figurePng, type Picture } from './render.ts'
import { fontFiles } from './render-fonts.ts'

const millimetresInInch = 25.4
const dotsPerInch = 300

/** A figure at the width that a paper gives it: text in the package's font, embedded, and a picture of 300 dpi. */
export interface PaperFigure extends Picture, Lettered {}

/** @param svg a figure as `figureSvg` makes it @param width in millimetres */
export async function paperFigure(svg: string, width: number): Promise<PaperFigure> {
  const [, columns, rows] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.map(Number)
  const pixels = Math.round((width / millimetresInInch) * dotsPerInch)
  const { png, missing } = await figurePng(svg, pixels / columns)
  const sized = svg.replace(
    /width="[\d.]+" height="[\d.]+"/,
    `width="${width}mm" height="${Number(((width * rows) / columns).toFixed(3))}mm"`,
  )
  return { ...(await withFonts(sized)), png: withResolution(png), missing }
}

/** The package, an optional one, that cuts a font to some letters. */
type FontCutter = typeof import('subset-font')['default']

/** What to say where no letters could be embedded. */
export const unembeddedNotice =
  'figures: the SVG files name their font but do not hold it, because the package subset-font is not installed. To have the letters embedded, run npm install subset-font and write the files again.'

/** An SVG file, and whether it holds its letters, so that it looks alike wherever it is opened. */
interface Lettered {
  readonly svg: string
  /** False where `subset-font` is not installed. */
  readonly isEmbedded: boolean
}

/** @param svg a figure as `figureSvg` makes it */
export async function withFonts(
  svg: string,
  load: () => Promise<FontCutter> = fontCutter,
): Promise<Lettered> {
  const cut = await load().catch(error => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  })
  if (cut === undefined) return { svg, isEmbedded: false }
  const fonts = await embeddedFonts(svg, cut)
  return { svg: svg.replace(/(?=<title>)/, () => `<style>${fonts}</style>`), isEmbedded: true }
}

async function fontCutter(): Promise<FontCutter> {
  return (await import('subset-font')).default
}

/** The letters that a figure uses, of each weight, as a style sheet. */
async function embeddedFonts(svg: string, cut: FontCutter): Promise<string> {
  const written = svg
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  const letters = [...new Set(written)].join('')
  const faces = fontFiles().map(async ({ path, weight }) => {
    const font = await cut(await readFile(path), `${letters}0123456789−-.`, { targetFormat: 'woff2' })
    return `@font-face{font-family:'Source Sans 3';font-weight:${weight};src:url(data:font/woff2;base64,${font.toString('base64')})}`
  })
  return (await Promise.all(faces)).join('')
}

/** A PNG that says how large it is on paper: its `pHYs` chunk, right behind the header (PNG specification 11.3.4.3). */
function withResolution(png: Uint8Array): Uint8Array {
  const perMetre = Math.round((dotsPerInch / millimetresInInch) * 1000)
  const chunk = Buffer.alloc(21)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  chunk.writeUInt32BE(perMetre, 8)
  chunk.writeUInt32BE(perMetre, 12)
  chunk.writeUInt8(1, 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  const headerEnd = 33
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)])
}
