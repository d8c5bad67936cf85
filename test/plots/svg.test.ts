import { beforeAll, describe, expect, test } from 'vitest'
import { textWidth } from '../../src/base/text-width.ts'
import type { Figure, Panel } from '../../src/plots/figure.ts'
import { figuresOf } from '../../src/plots/figures.ts'
import { figureSvg } from '../../src/plots/render.ts'
import { fittedTo } from '../../src/plots/svg.ts'
import { lightTheme } from '../../src/plots/theme.ts'
import { probedRun } from '../fixtures/probed-run.ts'

let figures: Figure[]
beforeAll(async () => {
  figures = figuresOf(await probedRun())
})

const figure = (kind: Figure['kind']) => figures.find(each => each.kind === kind)!

interface Word {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly text: string
}

/** The lines of text that stand over and between the panels. */
function headWords(svg: string): Word[] {
  return [
    ...svg.matchAll(
      /<text x="([\d.]+)" y="([\d.]+)" font-size="(\d+)" font-weight="\d+" fill="[^"]*">([^<]*)<\/text>/g,
    ),
  ].map(([, x, y, size, text]) => ({ x: Number(x), y: Number(y), size: Number(size), text }))
}

const sizeOf = (svg: string) => /width="([\d.]+)" height="([\d.]+)"/.exec(svg)!.slice(1).map(Number)

const long = {
  words: 'The invoice of the northern wholesale department that is payable within thirty days '.repeat(9),
  'one word': 'trainings/models/checkpoints/'.repeat(23),
  Chinese: '这是一个很长的模型名字，'.repeat(30),
}

describe('the head of a figure', () => {
  test.each(Object.entries(long))('stays within the figure and within its panel: %s', (_, text) => {
    const caret = figure('caret')
    const named = (panel: Panel): Panel => ({ ...panel, title: text, subtitle: text })
    const svg = figureSvg({ ...caret, title: text, panels: caret.panels.map(named) }, lightTheme)
    const [width] = sizeOf(svg)
    const lines = headWords(svg)
    const room = (size: number) => (size === 19 ? width - 40 : caret.panels[0].frame.width)
    // No letter of the font is wider on average than half of its size.
    for (const { size, text } of lines) expect(textWidth(text) * size * 0.49).toBeLessThanOrEqual(room(size))
    const count = (wanted: number) => lines.filter(({ size }) => size === wanted).length
    expect([count(19), count(15), count(13)]).toEqual([3, 4, 6])
    for (const size of [19, 15, 13])
      expect(lines.findLast(line => line.size === size)!.text, 'what is cut off').toMatch(/…$/)
  })

  test('has room for every line of it', () => {
    const caret = figure('caret')
    const [{ title, subtitle }] = caret.panels
    const panels = [{ ...caret.panels[0], title: long.words }, caret.panels[1]]
    const svg = figureSvg({ ...caret, title: long.words, panels }, lightTheme)
    const [, height] = sizeOf(figureSvg(caret, lightTheme))
    // Two lines more of the title, one more over the panels.
    expect(sizeOf(svg)[1]).toBe(height + 2 * 24 + 18)
    const places = headWords(svg).map(({ x, y }) => `${x} ${y}`)
    expect(new Set(places).size).toBe(places.length)
    expect(title).not.toBe(subtitle)
  })
})

describe('a figure for a paper', () => {
  const rowOf = (kind: Figure['kind'], width: number) => fittedTo(figure(kind), width).perRow

  test('has fewer panels in a row where its letters would be too small to read', () => {
    expect(rowOf('caret', 180)).toBe(2)
    expect(rowOf('caret', 85)).toBe(1)
    expect(rowOf('lesson', 180)).toBe(3)
    expect(rowOf('lesson', 85)).toBe(1)
  })

  test('keeps the hard cases of a model in rows of their own', () => {
    const [panel] = figure('cases').panels
    const low = { ...panel, frame: { ...panel.frame, height: 150 } }
    const cases = { ...figure('cases'), perRow: 4, panels: Array(8).fill(low) }
    // Three would be as wide as letters of 5 points allow.
    expect(fittedTo(cases, 230).perRow).toBe(2)
    expect(fittedTo(cases, 400).perRow).toBe(4)
  })

  test('is not taller than a page for that', () => {
    const caret = figure('caret')
    const many = { ...caret, perRow: 3, panels: Array(30).fill(caret.panels[0]) }
    const { perRow } = fittedTo(many, 85)
    const [width, height] = sizeOf(figureSvg(fittedTo(many, 85), lightTheme))
    expect(perRow).toBe(3)
    expect((85 * height) / width).toBeLessThan(240)
    expect(fittedTo({ ...many, panels: many.panels.slice(0, 3) }, 85).perRow).toBe(1)
  })
})
