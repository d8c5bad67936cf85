import { expect, test } from 'vitest'
import { caretPanel } from '../../src/plots/caret.ts'
import { exponentText } from '../../src/plots/frame.ts'
import { heatmapPanel } from '../../src/plots/heatmap.ts'
import { panelSvg } from '../../src/plots/render.ts'
import { lightTheme } from '../../src/plots/theme.ts'

const n = 10
const about = { title: '', subtitle: '', n, language: 'en', unit: 'relevance' } as const

/** Scores that fall from one end to the other with the distance of two documents. */
function between(low: number, high: number): Float64Array {
  const share = (at: number) => Math.abs(Math.floor(at / n) - (at % n)) / (n - 1)
  return Float64Array.from({ length: n * n }, (_, at) => high + (low - high) * share(at))
}

/** Texts in a group of an anchor, from left or to the left. */
function textsAt(svg: string, anchor: 'start' | 'end'): string[] {
  const groups = svg.match(/<g\b[^>]*>(?:(?!<\/?g\b).)*<\/g>/gs) ?? []
  return groups
    .filter(group => new RegExp(`^<g[^>]* text-anchor="${anchor}"`).test(group))
    .flatMap(group => [...group.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text))
    .filter(text => /^[\u2212\d]/.test(text))
}

/** Pixels of a number in the font of figures: digits and the minus are this wide, points half. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign === '.' ? 3.3 : 6.47), 0)

const scales: readonly (readonly [low: number, high: number])[] = [
  [0, 1],
  [-1, 1],
  [-12, 11],
  [0.99996, 1],
  [0.9999991, 0.9999998],
  [950, 99_000],
  [1e9, 3.1e9],
  [-3.2e7, -1e7],
  [-2.5e12, 2.5e12],
  [9.5e-10, 3.1e-9],
  [-4e-5, 4e-5],
]

test.each(scales)('the axis of scores from %d to %d has room for its numbers, which differ', (low, high) => {
  const panel = caretPanel({ ...about, data: between(low, high) })
  const ticks = textsAt(panelSvg(panel, lightTheme), 'end')
  expect(ticks.length).toBeGreaterThan(2)
  expect(new Set(ticks).size).toBe(ticks.length)
  for (const tick of ticks) expect(widthOf(tick), tick).toBeLessThanOrEqual(panel.frame.left - 7)
  // Dots lie where the axes do.
  expect(panel.scatter!.yDomain[0]).toBeLessThan(low)
})

test.each(scales)('the legend of colours from %d to %d has room for its numbers', (low, high) => {
  const documents = Array.from({ length: n }, (_, at) => `d${at}`)
  const panel = heatmapPanel({ ...about, documents, data: between(low, high) })
  const ends = textsAt(panelSvg(panel, lightTheme), 'start')
  expect(ends).toHaveLength(3)
  for (const end of ends) expect(widthOf(end), end).toBeLessThanOrEqual(panel.frame.right - 20)
  if (high - low > 1e-5 * high) expect(ends[0]).not.toBe(ends[2])
})

test.each([1, 2, 3, 12, 50, 75, 100, 200, 306])(
  'all cells of %d documents are a whole number of pixels',
  count => {
    const documents = Array.from({ length: count }, (_, at) => String(at))
    const data = Float64Array.from({ length: count ** 2 }, (_, at) => at)
    const { frame } = heatmapPanel({ ...about, documents, data })
    const side = frame.height - frame.top - frame.bottom
    expect(((2 * side) / count) % 1).toBeCloseTo(0, 9)
    expect(frame.width - frame.left - frame.right).toBeCloseTo(side, 9)
    expect(side).toBeGreaterThan(280)
  },
)

test('a number with an exponent is as short as it can be', () => {
  expect([2.5e9, -1e-9, 0, 1.0000000001e7].map(number => exponentText(number))).toEqual([
    '2.5e9',
    '−1e−9',
    '0',
    '1e7',
  ])
  expect(exponentText(3.14159e8, 2)).toBe('3.1e8')
})
