import { describe, expect, test } from 'vitest'
import { remembered } from '../../../src/models/adapters/remembered.ts'
import type { Vectors } from '../../../src/models/embedder.ts'

function lengths(asked: string[][]): (texts: readonly string[]) => Promise<Vectors> {
  return async texts => {
    asked.push([...texts])
    return { count: texts.length, dimensions: 1, data: Float32Array.from(texts, text => text.length) }
  }
}

describe('remembered', () => {
  test('computes each text once, in a call and between calls', async () => {
    const asked: string[][] = []
    const vectorsOf = remembered(lengths(asked), { capacity: 10, together: 4 })
    expect([...(await vectorsOf(['a', 'bb', 'a'], undefined)).data]).toEqual([1, 2, 1])
    expect([...(await vectorsOf(['ccc', 'bb'], undefined)).data]).toEqual([3, 2])
    expect(asked).toEqual([['a', 'bb'], ['ccc']])
  })

  test('computes a text once though many ask for it at once', async () => {
    const asked: string[][] = []
    const vectorsOf = remembered(lengths(asked), { capacity: 10, together: 4 })
    await Promise.all(Array.from({ length: 50 }, (_, i) => vectorsOf(['shared', `own ${i}`], undefined)))
    expect(asked.flat().filter(text => text === 'shared')).toHaveLength(1)
  })

  test('keeps what is asked for again and again, however much goes by', async () => {
    const asked: string[][] = []
    const vectorsOf = remembered(lengths(asked), { capacity: 2, together: 4 })
    for (const text of ['1', '2', '3', '4']) await vectorsOf(['shared', text], undefined)
    expect(asked).toEqual([['shared', '1'], ['2'], ['3'], ['4']])
  })

  test('forgets what was not asked for the longest beyond its capacity, yet answers a larger call', async () => {
    const asked: string[][] = []
    const vectorsOf = remembered(lengths(asked), { capacity: 2, together: 4 })
    expect((await vectorsOf(['a', 'bb', 'ccc'], undefined)).count).toBe(3)
    await vectorsOf(['bb', 'ccc'], undefined)
    await vectorsOf(['a'], undefined)
    expect(asked).toEqual([['a', 'bb', 'ccc'], ['a']])
  })

  test('remembers nothing of a computation that failed, and goes on', async () => {
    let failures = 1
    const vectorsOf = remembered(
      async texts => {
        if (failures-- > 0) throw new Error('out of memory')
        return lengths([])(texts)
      },
      { capacity: 10, together: 4 },
    )
    await expect(vectorsOf(['a'], undefined)).rejects.toThrow('out of memory')
    expect([...(await vectorsOf(['a'], undefined)).data]).toEqual([1])
  })

  test('leaves the line when its signal is aborted while others are before it', async () => {
    const asked: string[][] = []
    const vectorsOf = remembered(lengths(asked), { capacity: 10, together: 4 })
    const controller = new AbortController()
    const first = vectorsOf(['first'], undefined)
    const second = vectorsOf(['second'], controller.signal)
    controller.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    await first
    expect(asked).toEqual([['first']])
  })

  test('computes the texts of waiting calls together, a few at a time', async () => {
    const asked: string[][] = []
    const vectorsOf = remembered(lengths(asked), { capacity: 10, together: 4 })
    const calls = [['a', 'bb'], ['ccc'], ['a', 'dddd'], ['eeeee', 'f', 'gg']]
    const answers = await Promise.all(calls.map(texts => vectorsOf(texts, undefined)))
    expect(answers.map(({ data }) => [...data])).toEqual([[1, 2], [3], [1, 4], [5, 1, 2]])
    expect(asked).toEqual([
      ['a', 'bb', 'ccc'],
      ['dddd', 'eeeee', 'f', 'gg'],
    ])
  })

  test('says when nobody waits for a computation any more, and then answers with the reason', async () => {
    const controllers = [new AbortController(), new AbortController()]
    const wanted: boolean[] = []
    const vectorsOf = remembered(
      async (_, isWanted) => {
        for (const controller of controllers) {
          wanted.push(isWanted())
          controller.abort(new Error('stopped'))
        }
        wanted.push(isWanted())
        throw new Error('not wanted')
      },
      { capacity: 10, together: 4 },
    )
    const calls = await Promise.allSettled(
      controllers.map(({ signal }, i) => vectorsOf([`text ${i}`], signal)),
    )
    expect(wanted).toEqual([true, true, false])
    expect(calls.map(call => call.status === 'rejected' && call.reason.message)).toEqual([
      'stopped',
      'stopped',
    ])
  })

  test('fails only the call whose own texts fail', async () => {
    const vectorsOf = remembered(
      async texts => {
        if (texts.includes('bad')) throw new Error('bad text')
        return lengths([])(texts)
      },
      { capacity: 10, together: 4 },
    )
    const calls = await Promise.allSettled(
      [['a'], ['bad'], ['a', 'bb']].map(texts => vectorsOf(texts, undefined)),
    )
    expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})
