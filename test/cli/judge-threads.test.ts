import { describe, expect, test } from 'vitest'
import { judgeThreads } from '../../src/cli/judge-threads.ts'
import { judgeHere } from '../../src/measures/kept-judge.ts'
import { rangeSeries } from '../../src/series/range.ts'

const task = (series: string) => ({ series: rangeSeries(series), seed: 1 })
const workers = () => process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length

describe('judging on threads', () => {
  test('finds what judging here finds', async () => {
    const { judge, close } = judgeThreads()
    const [there, here] = [judge, judgeHere()].map(each => each.references(task('1..12')))
    expect(await there).toEqual(await here)
    await close()
  })

  test('that is ended midway ends its threads', async () => {
    const before = workers()
    const { judge, close } = judgeThreads()
    Promise.resolve(judge.references(task('1..100'))).catch(() => {})
    await close()
    expect(workers()).toBe(before)
  })

  test('begins no thread once it is ended, however much is still asked', async () => {
    const before = workers()
    const { judge, close } = judgeThreads()
    await close()
    await expect(judge.references(task('1..12'))).rejects.toThrow('has been stopped')
    expect(workers()).toBe(before)
  })

  test('hears of a thread that fails, and gets another for what comes next', async () => {
    const { judge, close } = judgeThreads()
    const broken = { series: { ...rangeSeries('1..12'), texts: null as never }, seed: 1 }
    await expect(judge.references(broken)).rejects.toThrow()
    expect(await judge.references(task('1..12'))).toEqual(await judgeHere().references(task('1..12')))
    await close()
  })
})
