import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { bounded } from '../../src/base/bounded.ts'

describe('bounded', () => {
  test('runs every turn once, and none of no turns', async () => {
    const turns: number[] = []
    await bounded(5, 2, async turn => void turns.push(turn))
    await bounded(0, 2, async turn => void turns.push(turn))
    expect(turns.toSorted()).toEqual([0, 1, 2, 3, 4])
  })

  test('throws the first of several errors, after every turn under way has ended', async () => {
    const ended: number[] = []
    const call = bounded(9, 3, async turn => {
      for (let i = 0; i < turn; i++) await setImmediate()
      ended.push(turn)
      if (turn < 2) throw new Error(`turn ${turn}`)
    })
    await expect(call).rejects.toThrow('turn 0')
    expect(ended).toEqual([0, 1, 2])
  })
})
