import { decode } from 'fast-png'
import { beforeAll, describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/plots/figures.ts'
import { figureSvg } from '../../src/plots/render.ts'
import { type PaperFigure, paperFigure, withFonts } from '../../src/plots/render-paper.ts'
import { lightTheme } from '../../src/plots/theme.ts'
import { probedRun } from '../fixtures/probed-run.ts'

describe('a figure for a paper', () => {
  let screen: string
  let paper: PaperFigure
  beforeAll(async () => {
    const figures = figuresOf(await probedRun())
    screen = figureSvg(figures.find(({ kind }) => kind === 'caret')!, lightTheme)
    paper = await paperFigure(screen, 127)
  })

  test('is as wide as was asked, in the same proportions', () => {
    const [, width, height] = /width="([\d.]+)mm" height="([\d.]+)mm"/.exec(paper.svg)!.map(Number)
    const [, columns, rows] = /viewBox="0 0 (\d+) (\d+)"/.exec(screen)!.map(Number)
    expect(width).toBe(127)
    expect(height / width).toBeCloseTo(rows / columns, 4)
  })

  test('brings its letters along, and only those', () => {
    const fonts = [...paper.svg.matchAll(/font\/woff2;base64,([A-Za-z0-9+/=]+)/g)]
    expect(fonts).toHaveLength(2)
    for (const [, font] of fonts) {
      expect(Buffer.from(font, 'base64').subarray(0, 4).toString()).toBe('wOF2')
      expect(font.length).toBeLessThan(30_000)
    }
  })

  test('is drawn without them, and says so, where the package that cuts fonts is missing', async () => {
    const failing = (code: string) => () => Promise.reject(Object.assign(new Error('broken'), { code }))
    const missing = failing('ERR_MODULE_NOT_FOUND')
    expect(await withFonts(screen, missing)).toEqual({ svg: screen, isEmbedded: false })
    expect(paper.isEmbedded).toBe(true)
    await expect(withFonts(screen, failing('EACCES'))).rejects.toThrow('broken')
  })

  test('is a picture of 300 dots an inch, and says so', () => {
    const { width, resolution } = decode(paper.png)
    expect(width).toBe(1500)
    expect(resolution).toEqual({ x: 11_811, y: 11_811, unit: 1 })
  })
})
