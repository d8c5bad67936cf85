import { join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import { decode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { figurePng } from '../../src/plots/render.ts'
import { figureLetters } from '../../src/plots/render-fonts.ts'
import {
  fontOptions,
  foreignLetters,
  letteringOf,
  noFonts,
  withCodePoints,
} from '../../src/plots/render-letters.ts'
import { paperFigure } from '../../src/plots/render-paper.ts'
import { missingLettersNotice } from '../../src/report/missing-letters.ts'

/** A system that has the letters 价 and 格 alone. */
const twoLetters = { system: false, folders: [join(import.meta.dirname, '../fixtures/tiny-font')] }

const figure = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" viewBox="0 0 200 40" font-family="'Source Sans 3', system-ui, sans-serif"><title>${text}</title><text x="5" y="25" font-size="20">${text}</text></svg>`

const pixels = async (text: string, fonts = noFonts) => {
  const { png, missing } = await figurePng(figure(text), 1, fonts)
  return { pixels: Buffer.from(decode(png).data).toString('latin1'), missing }
}

describe('letters that the font of the package lacks', () => {
  test.each([
    ['Chinese', '价格数量'],
    ['Japanese and Korean', 'カナ한글'],
    ['Arabic and Hebrew', 'سعرמחיר'],
    ['Devanagari, with the marks of its vowels', 'कीमत'],
    ['Thai', 'ราคา'],
    ['emoji', '😀💶'],
  ])('are found: %s', async (_, text) => {
    expect((await foreignLetters(figure(`a ${text} 1`))).join('')).toBe([...new Set(text)].join(''))
  })

  test.each([
    ['Latin, Greek, Cyrillic', 'Größe Ωμέγα Цена Giá trị'],
    ['signs of figures', '0 … 9 → · ≤ ≥ − – “x” €£¥'],
    ['what leaves no ink', 'a\u200d\ufe0f\u00a0\u3000b'],
  ])('are no letters that it has: %s', async (_, text) => {
    expect(await foreignLetters(figure(text))).toEqual([])
  })

  test('are looked for in texts alone, not in names of marks or titles', async () => {
    expect(await foreignLetters('<svg><title>价</title><g data-name="格"><text>x</text></g></svg>')).toEqual(
      [],
    )
  })
})

describe('a picture', () => {
  test('is drawn in the package’s font alone where that has every letter, whatever the system has', async () => {
    expect(await pixels('price 1', twoLetters)).toEqual(await pixels('price 1'))
  })

  test('draws other letters in a font of the system that has them', async () => {
    const [price, grid] = [await pixels('价', twoLetters), await pixels('格', twoLetters)]
    expect([price.missing, grid.missing]).toEqual([[], []])
    expect(price.pixels).not.toBe(grid.pixels)
    expect(price.pixels).not.toBe((await pixels('价')).pixels)
  })

  test('shows the code points of letters that no font has, so that two names differ', async () => {
    const [price, count] = [await pixels('价格'), await pixels('数量')]
    expect(price.missing).toEqual(['价', '格'])
    expect(count.missing).toEqual(['数', '量'])
    expect(price.pixels).not.toBe(count.pixels)
    expect(price.pixels).toBe((await pixels('<tspan font-size="0.55em"> U+4EF7 683C </tspan>')).pixels)
  })

  test('draws what it can of a text and shows the code points of the rest', async () => {
    expect((await pixels('价格数', twoLetters)).missing).toEqual(['数'])
  })

  test('for a paper says the same of its letters', async () => {
    expect((await paperFigure(figure('ราคา'), 50)).missing).toEqual(
      (await figurePng(figure('ราคา'), 1)).missing,
    )
  })
})

describe('the font of figures', () => {
  const letters = Array.from({ length: 0x2600 }, (_, code) => String.fromCodePoint(code))
    .filter(letter => letter !== '\n' && figureLetters.test(letter))
    .map(letter => (/[&<>]/.test(letter) ? `&#${letter.charCodeAt(0)};` : letter))
  const pairs = 'AVATAR Toll. We, “Type” Ly fi ffl 1/2 10·7 −1 … 100.11 r.s'
  const sheet = (weight: number) => {
    const lines = [
      pairs,
      ...Array.from({ length: 8 }, (_, at) => letters.slice(at * 32, at * 32 + 32).join('')),
    ]
    const texts = lines.map(
      (line, at) => `<text x="5" y="${at * 22 + 20}" xml:space="preserve">${line}</text>`,
    )
    return `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="210" font-size="19" font-weight="${weight}" font-family="'Source Sans 3', system-ui, sans-serif">${texts.join('')}</svg>`
  }

  test.each([400, 600])('draws its letters as the whole font does, at weight %i', async weight => {
    expect(letters.length).toBe(221)
    const svg = sheet(weight)
    const { font } = await letteringOf(svg, noFonts)
    const [cut, whole] = [
      await renderAsync(svg, { font }),
      await renderAsync(svg, { font: fontOptions(noFonts) }),
    ]
    expect(font.fontFiles).not.toEqual(fontOptions(noFonts).fontFiles)
    expect(cut.pixels.some(value => value > 0)).toBe(true)
    expect(cut.pixels.equals(whole.pixels)).toBe(true)
  })

  test('gives way to the whole one where a figure has another letter', async () => {
    expect((await letteringOf(figure('1 to 9'), noFonts)).font.fontFiles).not.toEqual(
      fontOptions(noFonts).fontFiles,
    )
    expect((await letteringOf(figure('α to ω'), noFonts)).font).toEqual(fontOptions(noFonts))
  })
})

describe('withCodePoints', () => {
  test('keeps the rest of the text, its escapes and what is no text', () => {
    const svg = '<svg><title>价</title><text fill="价">a &#38; 价格-数</text><text>价</text></svg>'
    expect(withCodePoints(svg, ['价', '格'])).toBe(
      '<svg><title>价</title><text fill="价">a &#38; <tspan font-size="0.55em"> U+4EF7 683C </tspan>-数</text><text><tspan font-size="0.55em"> U+4EF7 </tspan></text></svg>',
    )
  })

  test('writes code points beyond the first plane whole, and short ones with four digits', () => {
    expect(withCodePoints('<text>😀ऀ</text>', ['😀', 'ऀ'])).toContain(' U+1F600 0900 ')
  })
})

describe('missingLettersNotice', () => {
  test('is nothing where no letter is missing', () => expect(missingLettersNotice([])).toBeNull())
  test('names each letter once, with its code point', () => {
    const notice = missingLettersNotice(['价', '格', '价'])
    expect(notice).toContain('has 价 (U+4EF7), 格 (U+683C). ')
  })
  test('names eight and counts the others', () => {
    expect(missingLettersNotice('一二三四五六七八')).toMatch(/八 \(U\+516B\)\. /)
    expect(missingLettersNotice('一二三四五六七八九十')).toMatch(/八 \(U\+516B\) and 2 more letters\. /)
    expect(missingLettersNotice('一二三四五六七八九')).toMatch(/ and 1 more letter\. /)
  })
})
