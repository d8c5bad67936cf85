import { beforeAll, describe, expect, test } from 'vitest'
import { drawThread } from '../../src/cli/draw-thread.ts'
import { drawFigures } from '../../src/report/draw.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import type { Run } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun(['1..6', '2..9', '5..12', '10..19'].map(rangeSeries))
})

const drawing = () => ({ cache: memoryCache(), listen: () => {} })
const workers = () => process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length

describe('drawing on a thread as well', () => {
  test('draws what drawing here draws, in the same order', async () => {
    const here = await drawFigures(run, drawing())
    const taken: number[] = []
    const both = await drawFigures(run, {
      ...drawing(),
      another(...begun) {
        const thread = drawThread(...begun)
        const draw: typeof thread.draw = at => {
          taken.push(at)
          return thread.draw(at)
        }
        return { ...thread, draw }
      },
    })
    expect(here.figures.length).toBeGreaterThanOrEqual(12)
    expect(taken.length).toBeGreaterThan(1)
    expect(both.figures).toEqual(here.figures)
    expect([...both.files].map(([name, file]) => [name, Buffer.from(file).toString('base64')])).toEqual(
      [...here.files].map(([name, file]) => [name, Buffer.from(file).toString('base64')]),
    )
  })

  test('ends its thread when the drawing is stopped', async () => {
    const before = workers()
    const controller = new AbortController()
    const options = {
      ...drawing(),
      listen: () => controller.abort(new Error('stopped')),
      signal: controller.signal,
      another: drawThread,
    }
    await expect(drawFigures(run, options)).rejects.toThrow('stopped')
    expect(workers()).toBe(before)
  })

  test('is heard of when it fails', async () => {
    const { draw, close } = drawThread({ ...run, matrices: null as never }, null)
    await expect(draw(0)).rejects.toThrow()
    await close()
  })
})
