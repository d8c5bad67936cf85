import { describe, expect, test } from 'vitest'
import { rhythmFalseAlarms } from '../../scripts/validity/rhythm.ts'

/** The chance of at least `least` alarms in so many tries, each with the given chance. */
function binomialTail(least: number, tries: number, chance: number): number {
  let term = (1 - chance) ** tries
  let below = 0
  for (let alarms = 0; alarms < least; alarms++) {
    below += term
    term *= ((tries - alarms) / (alarms + 1)) * (chance / (1 - chance))
  }
  return 1 - below
}

describe('the simulation of rhythm', () => {
  test.each(['random walk', 'smooth Gaussian vectors, 14 places wide', 'independent vectors'])(
    'gives no more false alarms than the level allows: %s',
    async name => {
      const [{ alarms, seeds, rate, truth }] = await rhythmFalseAlarms(40, [name])
      expect({ truth, seeds, rate }).toEqual({ truth: name, seeds: 40, rate: alarms / 40 })
      expect(binomialTail(alarms, seeds, 0.05)).toBeGreaterThan(0.001)
    },
  )
})
