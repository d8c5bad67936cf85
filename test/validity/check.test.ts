import { describe, expect, test } from 'vitest'
import { checkTitle, drawnDifference, falseAlarms } from '../../scripts/validity/check.ts'
import { embedder } from '../../scripts/validity/truths.ts'
import { decided } from '../../src/usecases/check/decision.ts'
import { documentationPages } from '../docs/pages.ts'

describe('nine gates against a baseline', () => {
  test('fail for equal models no more often than they may', () => {
    const found = falseAlarms('weak order', 16, 40)
    // Of 40 checks at 5 %, more than 7 are red in 1 of 1,000 such simulations.
    expect(found).toMatchObject({ kind: 'alarms', pairs: 40 })
    expect(found.kind === 'alarms' && found.red).toBeLessThanOrEqual(7)
  })

  test('fail for a model that has lost its order, and the eight others do not', () => {
    const ordered = embedder(0.25, 0.6)
    const lost = drawnDifference(embedder(1, 0), ordered, 30, 1)
    const others = Array.from({ length: 8 }, (_, at) => drawnDifference(ordered, ordered, 30, 2 + at))
    const [first, ...rest] = decided([lost, ...others])
    expect(first.outcome).toBe('fail')
    expect(rest.filter(({ outcome }) => outcome === 'fail')).toEqual([])
  })

  test('would fail too often without the adjustment for how many they are', () => {
    // Each alone at one-sided 2.5 %, some nine in 100 checks of four gates are red: the simulation sees it.
    const draw = embedder(1, 0.6)
    const alone = Array.from({ length: 120 }, (_, at) => drawnDifference(draw, draw, 16, 500 + at))
    const red = alone.filter(each => decided([each])[0].outcome === 'fail').length
    expect(red).toBeLessThanOrEqual(12)
    const together = decided(alone).filter(({ outcome }) => outcome === 'fail').length
    expect(together).toBeLessThanOrEqual(Math.min(red, 1))
  })
})

test('the page on validity has the alarms of 200 pairs, none above 5 %, and the power at 100 and 366 documents', () => {
  const { text } = documentationPages().find(({ path }) => path.endsWith('validity.md'))!
  const section = text.split(`\n${checkTitle}\n`)[1].split('\n## ')[0]
  const alarms = [...section.matchAll(/^\| ([\w ]+) \| \d+ \| (\d+) of 200 \(/gm)]
  expect(alarms.length).toBeGreaterThan(3)
  for (const [row, , red] of alarms) expect(Number(red), row).toBeLessThanOrEqual(10)
  for (const n of [100, 366])
    expect(section).toMatch(new RegExp(`^\\| [\\w ]+ \\| ${n} \\| 0\\.\\d{3} \\| 0\\.\\d{3} \\|`, 'm'))
})
