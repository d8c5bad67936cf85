import { renderAsync } from '@resvg/resvg-js'
import { codePointOf } from '../base/characters.ts'
import { escaped } from '../base/escape.ts'
import { figureFont, figureLetters, fontFiles } from './render-fonts.ts'

/** Fonts to draw with beside the one that comes with the package. */
export interface OtherFonts {
  /** Whether those of the system are used. */
  readonly system: boolean
  /** Folders of more. */
  readonly folders: readonly string[]
}

export const noFonts: OtherFonts = { system: false, folders: [] }
export const systemFonts: OtherFonts = { system: true, folders: [] }

/** The font options of resvg. */
export function fontOptions({ system, folders }: OtherFonts) {
  return {
    fontFiles: fontFiles().map(({ path }) => path),
    fontDirs: [...folders],
    loadSystemFonts: system,
    defaultFontFamily: 'Source Sans 3',
  }
}

/** The same where a figure is written in the letters of most: in the cut of the package's font that has them. */
function figureFontOptions() {
  const { family, paths } = figureFont()
  // A figure names fonts that are not there then, and at last any without serifs.
  return { fontFiles: paths, loadSystemFonts: false, defaultFontFamily: family, sansSerifFamily: family }
}

/** How a figure is drawn with letters. */
export interface Lettering {
  /** The figure, with code points where it has letters that no font has. */
  readonly svg: string
  readonly font: ReturnType<typeof fontOptions> | ReturnType<typeof figureFontOptions>
  /** Letters that no font has. */
  readonly missing: readonly string[]
  /** Letters that the package's font lacks and another has. */
  readonly borrowed: readonly string[]
}

/** @param svg a figure as `figureSvg` makes it @param others where letters are looked for that the package's font lacks */
export async function letteringOf(svg: string, others: OtherFonts): Promise<Lettering> {
  if (figureLetters.test(writtenIn(svg))) return { svg, font: figureFontOptions(), missing: [], borrowed: [] }
  const foreign = await foreignLetters(svg)
  const missing = await lettersWithout(foreign, others)
  const borrowed = foreign.filter(letter => !missing.includes(letter))
  return {
    svg: missing.length === 0 ? svg : withCodePoints(svg, missing),
    font: fontOptions(borrowed.length === 0 ? noFonts : others),
    missing,
    borrowed,
  }
}

/** Letters of the package's font that are met most: they are not looked for. */
const usual = /[\u0020-\u024f\u2010-\u2027\u2212]/u
/** Letters that leave no ink in any font. */
const blank = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}]/u

/** The letters in the texts of a figure that the package's font lacks, each once. @param svg a figure as `figureSvg` makes it */
export function foreignLetters(svg: string): Promise<readonly string[]> {
  const letters = [...new Set(writtenIn(svg))].filter(letter => !usual.test(letter) && !blank.test(letter))
  return lettersWithout(letters, noFonts)
}

function writtenIn(svg: string): string {
  return (svg.match(texts) ?? []).join('').replaceAll(/<[^>]*>/g, '')
}

/** The texts of a figure. */
export const texts = /<text\b[^>]*>.*?<\/text>/gs

/** A figure with the code points of some letters, small, where those letters stood: `U+4EF7 683C`. */
export function withCodePoints(svg: string, letters: readonly string[]): string {
  const missing = new Set(letters)
  return svg.replaceAll(texts, element =>
    element.replaceAll(/(?<=>)[^<]+/g, text => {
      let codes: string[] = []
      let written = ''
      const flush = () => {
        if (codes.length > 0) written += `<tspan font-size="0.55em"> U+${codes.join(' ')} </tspan>`
        codes = []
      }
      for (const letter of text) {
        if (missing.has(letter)) codes.push(codePointOf(letter).slice(2))
        else {
          flush()
          written += letter
        }
      }
      flush()
      return written
    }),
  )
}

const cell = 48
const columns = 32

/**
 * Letters that no font has, each once: those of which the renderer draws what it draws for a code point that is no letter,
 * or nothing. No library knows which fonts the system has, so the letters are drawn and looked at.
 */
async function lettersWithout(letters: readonly string[], fonts: OtherFonts): Promise<readonly string[]> {
  if (letters.length === 0) return []
  const boxes = new Set(await drawn(strangers, noFonts))
  const shapes = await drawn(letters, fonts)
  return letters.filter((_, at) => shapes[at] === null || boxes.has(shapes[at]))
}

/** Code points that the package's font has not: no letter at all, and a mark of each kind, whose box stands elsewhere. */
const strangers = ['\u{10ffff}', '\u0901', '\u0903']

/** How each letter looks: the pixels of a cell of its own; null where it leaves them empty. */
async function drawn(letters: readonly string[], fonts: OtherFonts): Promise<(string | null)[]> {
  const rows = Math.ceil(letters.length / columns)
  const words = letters.map((letter, at) => {
    const [x, y] = [(at % columns) * cell, Math.floor(at / columns) * cell]
    return `<text x="${x + 16}" y="${y + 30}">${escaped(letter)}</text>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${columns * cell}" height="${rows * cell}" font-family="'Source Sans 3', sans-serif" font-size="16">${words.join('')}</svg>`
  const { pixels } = await renderAsync(svg, { font: fontOptions(fonts) })
  return letters.map((_, at) => {
    const left = (at % columns) * cell
    const top = Math.floor(at / columns) * cell
    const lines = Array.from({ length: cell }, (_, line) => {
      const from = ((top + line) * columns * cell + left) * 4
      return pixels.subarray(from, from + cell * 4)
    })
    const shape = Buffer.concat(lines)
    return shape.some(value => value > 0) ? shape.toString('latin1') : null
  })
}
