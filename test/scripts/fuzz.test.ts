import { describe, expect, test } from 'vitest'
import { campaign } from '../../scripts/fuzz/campaign.ts'
import { type Target, targets } from '../../scripts/fuzz/targets.ts'
import { NumeracyError } from '../../src/base/error.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

describe('a broken file', () => {
  // A thread is begun for each file of Parquet.
  test.each(targets.map(target => [target.name, target.name === 'Parquet' ? 20 : 80, target] as const))(
    'of %s is read or refused with a message, whatever is wrong with it',
    async (_, count, target) => {
      const { read, refused, crashes } = await campaign(target, { seed: 7, count, folder: temporaryFolder() })
      expect(crashes).toEqual([])
      expect(read + refused).toBe(count)
      expect(Math.min(read, refused)).toBeGreaterThan(0)
    },
    240_000,
  )

  test.each(targets)('is made from files of $name that are read', async ({ samples, read }) => {
    for (const sample of await samples()) await read(sample, temporaryFolder())
  })
})

describe('a campaign', () => {
  const target = (read: Target['read']): Target => ({
    name: 'test',
    samples: async () => [new TextEncoder().encode('a,1')],
    read,
  })
  const options = { seed: 1, count: 20, folder: '' }

  test('takes what is thrown without a message of ours for a crash, and says which mutant it was', async () => {
    const { crashes } = await campaign(
      target(async () => {
        throw new RangeError('stack')
      }),
      options,
    )
    expect(crashes).toHaveLength(20)
    expect(crashes[3]).toMatchObject({
      target: 'test',
      seed: 1,
      at: 3,
      stack: expect.stringContaining('stack'),
    })
  })

  test('counts refusals apart from what is read', async () => {
    let turn = 0
    const result = await campaign(
      target(async () => {
        if (turn++ % 4 === 0) throw new NumeracyError('input', 'No.')
      }),
      options,
    )
    expect(result).toEqual({ read: 15, refused: 5, crashes: [] })
  })

  test('makes the same mutants again from the same seed, each by its number alone, and others from another', async () => {
    const seen = async (seed: number, from: number, count: number) => {
      const bytes: string[] = []
      await campaign(
        target(async each => {
          bytes.push(each.join())
        }),
        { ...options, seed, from, count },
      )
      return bytes
    }
    const all = await seen(1, 0, 20)
    expect(await seen(1, 5, 3)).toEqual(all.slice(5, 8))
    expect(await seen(2, 0, 20)).not.toEqual(all)
    expect(new Set(all).size).toBeGreaterThan(10)
  })
})
