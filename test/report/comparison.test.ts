import { describe, expect, test } from 'vitest'
import type { ComparedPair, Comparison } from '../../src/findings/comparison/comparison.ts'
import { comparisonTables } from '../../src/report/comparison.ts'

/** The pairs, in order, of entrants with these values on one series; those that differ by more than `step` are told. */
function series(id: string, values: Readonly<Record<string, number>>, step: number) {
  const names = Object.keys(values)
  const differences = names.flatMap((a, at) =>
    names.slice(at + 1).map((b): ComparedPair => {
      const difference = values[a] - values[b]
      const significant = Math.abs(difference) > step
      const interval = [difference - step, difference + step] as const
      return { a, b, difference, interval, p: 0.5, adjusted: significant ? 0.0001 : 0.5, significant }
    }),
  )
  const best = Math.max(...Object.values(values))
  const scores = names.map(entrant => ({
    entrant,
    value: values[entrant],
    interval: null,
    rank: best - values[entrant] > step ? 2 : 1,
    floor: null,
  }))
  return { series: id, n: 10, resamples: 1000, scores, differences }
}

function comparison(given: Comparison['series'], about: Partial<Comparison> = {}): Comparison {
  const ids = [...new Set(given.flatMap(({ scores }) => scores.map(({ entrant }) => entrant)))]
  return {
    format: 'numeracy-comparison',
    version: 1,
    seed: 1,
    measure: 'concordance',
    better: 'higher',
    entrants: ids.map(id => ({
      id,
      label: id,
      run: 'run',
      model: id,
      prompt: null,
      kind: 'embedder',
      roles: 'same',
    })),
    series: given,
    ...about,
  }
}

const titles = ({ columns }: { readonly columns: readonly { readonly title: string }[] }) =>
  columns.map(({ title }) => title)

describe('comparisonTables', () => {
  const [first, second] = [
    series('first', { x: 0.8, y: 0.7 }, 0.05),
    series('second', { x: 0.6, y: 0.61 }, 0.05),
  ]

  test('shows two models side by side, with who is better', () => {
    const { differences, ranks, legend } = comparisonTables(comparison([first, second]))
    expect(titles(differences)).toEqual([
      'series',
      'x',
      'y',
      'difference',
      '95 % interval',
      'adjusted p',
      'better',
    ])
    expect(differences.rows).toEqual([
      ['first', '0.800', '0.700', '+0.100', '+0.050 to +0.150', '<0.001', 'x'],
      ['second', '0.600', '0.610', '−0.010', '−0.060 to +0.040', '0.500', 'no clear difference'],
    ])
    expect([ranks, legend]).toEqual([null, null])
  })

  test('gives what rounds to 0 no sign', () => {
    const [row] = comparisonTables(comparison([series('even', { x: 0.5004, y: 0.5 }, 0.0002)])).differences
      .rows
    expect(row.slice(3, 5)).toEqual(['0.000', '0.000 to +0.001'])
  })

  test('sums up who is better where, and by how much', () => {
    const third = series('third', { x: 0.5, y: 0.9 }, 0.05)
    expect(comparisonTables(comparison([first, second])).summary).toBe(
      'x is better than y on first (by 0.100); no clear difference on the other kind of values.',
    )
    expect(comparisonTables(comparison([first, second, third])).summary).toBe(
      'x is better than y on first (by 0.100); y is better than x on third (by 0.400); no clear difference on the other kind of values.',
    )
    expect(comparisonTables(comparison([second])).summary).toBe('x and y: no clear difference on second.')
    expect(comparisonTables(comparison([second, { ...second, series: 'again' }])).summary).toBe(
      'x and y: no clear difference on any of the 2 kinds of values.',
    )
    expect(comparisonTables(comparison([])).summary).toBe(
      'No two models were asked the same series in the same way.',
    )
  })

  test('calls the lower one better where it is, and neither where neither is', () => {
    expect(comparisonTables(comparison([first], { better: 'lower' })).summary).toBe(
      'y is better than x on first (by 0.100).',
    )
    const neither = comparisonTables(comparison([first], { better: 'neither' }))
    expect(neither.summary).toBe('x is higher than y on first (by 0.100).')
    expect(titles(neither.differences)).toContain('higher')
    expect(titles(neither.differences)).not.toContain('better')
  })

  test('ranks three, a series of one left out', () => {
    const three = series('three', { x: 0.8, y: 0.79, z: 0.5 }, 0.05)
    const { ranks } = comparisonTables(comparison([three, series('one', { z: 0.5 }, 0)]))
    expect(ranks!.rows).toEqual([['three', '1 (0.800)', '1 (0.790)', '2 (0.500)']])
  })

  test('shows, of many comparisons, those with the one that scores best, wherever it stands', () => {
    const six = { u: 0.5, v: 0.51, w: 0.52, x: 0.53, y: 0.54, z: 0.3 }
    const shown = (better: Comparison['better']) =>
      comparisonTables(comparison([series('six', six, 1)], { better }))
    expect(shown('higher').differences.rows.map(([, a, b]) => a + b)).toEqual(['uy', 'vy', 'wy', 'xy', 'yz'])
    expect(shown('lower').differences.rows.map(([, a, b]) => a + b)).toEqual(['uz', 'vz', 'wz', 'xz', 'yz'])
    expect(shown('higher').intro).toContain('shown are those with the first of each series')
    const { z: _, ...five } = six
    expect(comparisonTables(comparison([series('five', five, 1)])).differences.rows).toHaveLength(10)
  })

  test('says of many who is first, not who is better than whom', () => {
    const four = series('four', { w: 0.9, x: 0.89, y: 0.5, z: 0.4 }, 0.05)
    expect(comparisonTables(comparison([four, series('two', { y: 0.5, z: 0.4 }, 0.5)])).summary).toBe(
      'Best, or without a clear difference from it, on all series of a kind of values: w on 1 of 1, x on 1 of 1, y on 1 of 2 and z on 1 of 2.',
    )
  })

  test('gives long names short ones, in every table and in the sum', () => {
    const long = 'a model with a very long name'
    const { legend, differences, ranks, summary } = comparisonTables(
      comparison([series('some', { x: 0.8, y: 0.7, [long]: 0.5 }, 0.05)]),
    )
    expect(legend!.rows).toEqual([
      ['M1', 'x'],
      ['M2', 'y'],
      ['M3', long],
    ])
    expect(differences.rows.at(-1)!.slice(1, 3)).toEqual(['M2', 'M3'])
    expect(titles(ranks!)).toEqual(['series', 'M1', 'M2', 'M3'])
    expect(summary).not.toContain(long)
  })

  test('names series that lack the same models together', () => {
    const reason = 'Without z: not asked this series.'
    const { notes } = comparisonTables(
      comparison([
        { ...first, reason },
        { ...second, reason },
        { ...series('lone', { x: 0.5 }, 0), reason },
      ]),
    )
    expect(notes).toEqual([`Compared in part: first and second. ${reason}`, `Not compared: lone. ${reason}`])
  })
})
