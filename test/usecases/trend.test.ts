import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { trendText } from '../../src/cli/trend-text.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import { runText } from '../../src/store/run-text.ts'
import { probe } from '../../src/usecases/probe.ts'
import { trend } from '../../src/usecases/trend.ts'
import { fakeEmbedder } from '../models/fakes.ts'
import { numbered, runOf } from './compare/fixtures.ts'

const forty = [numbered('a', 40), numbered('b', 40, value => `b${value}`)]

/** Similarities that fall with distance, blurred the less the longer it is trained. */
function checkpoint(step: number, noise: number) {
  const asked = forty.map(series => {
    const random = seededRandom(1, series.id, String(step))
    const data = new Float64Array(1600)
    for (let i = 0; i < 40; i++)
      for (let j = 0; j <= i; j++) {
        data[i * 40 + j] = data[j * 40 + i] =
          1 - Math.abs(i - j) / 40 + noise * (random() + random() + random() - 1.5)
      }
    return { spec: `./out/step-${step}`, series, data }
  })
  return { name: `run ${step}`, run: runOf(asked) }
}

describe('a trend', () => {
  test('names the first step that differs significantly from the first, and whether it is better', async () => {
    const runs = [checkpoint(200, 0.1), checkpoint(0, 2), checkpoint(100, 1.9)]
    const { models } = await trend(runs)
    expect(models).toHaveLength(1)
    expect(models[0].series.map(({ series, firstChange }) => ({ series, ...firstChange }))).toEqual([
      { series: 'a', at: 200, text: '200', isBetter: true },
      { series: 'b', at: 200, text: '200', isBetter: true },
    ])
    const [first, ...later] = models[0].series[0].points
    expect(first).toMatchObject({ at: 0, change: null })
    for (const { value, change } of later) expect(change!.difference).toBeCloseTo(value - first.value, 12)
  })

  test('calls a loss worse, also of a measure of which less is better', async () => {
    const worse = await trend([checkpoint(0, 0.1), checkpoint(1, 2)])
    expect(worse.models[0].series[0].firstChange).toMatchObject({ at: 1, isBetter: false })
    const spread = await trend([checkpoint(0, 0.1), checkpoint(1, 2)], { measure: 'spread' })
    expect(spread.models[0].series[0].firstChange).toMatchObject({ at: 1, isBetter: false })
  })

  test('has none where nothing but noise changes, in most trends of equal steps', async () => {
    let alarms = 0
    for (let at = 0; at < 6; at++) {
      const runs = [0, 1, 2].map(step => checkpoint(100 * at + step, 1.5))
      const { models } = await trend(runs)
      if (models[0].series.some(({ firstChange }) => firstChange !== null)) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(2)
  })

  test('is a table with bars on one scale and a sentence for each series', async () => {
    const text = trendText(await trend([checkpoint(0, 2), checkpoint(500, 0.1)]), null)
    expect(text).toMatch(
      /^… ?.*as embedder, concordance by step$|^\.\/out\/… as embedder, concordance by step$/m,
    )
    expect(text).toMatch(/^ {3}0 +0\.\d{3} +0\.\d{3} to 0\.\d{3} +[─●]+$/m)
    expect(text).toMatch(/^ 500 .*─*●─* +\+0\.\d{3} +0\.\d{3} to 0\.\d{3} +\*$/m)
    expect(text).toMatch(/^First significant change at step 500: better than 0, by \+0\.\d{3}/m)
    expect(text).toContain('significant among all 2 of them (Holm).')
  })

  test('leaves out what a step was not asked, and says so', async () => {
    const { run, name } = checkpoint(2, 0.1)
    const part = { ...run, matrices: run.matrices.filter(({ series }) => series === 'a') }
    const { models } = await trend([checkpoint(0, 0.1), checkpoint(1, 0.1), { name, run: part }])
    expect(models[0].series.map(({ points }) => points.length)).toEqual([3, 2])
    expect(models[0].notes).toEqual([expect.stringMatching(/^b without .*: not asked this series\.$/)])
  })

  test('refuses one step alone, and a measure that it does not know', async () => {
    await expect(trend([checkpoint(0, 1)])).rejects.toThrow('got no model at two steps')
    await expect(trend([checkpoint(0, 1), checkpoint(1, 1)], { measure: 'beauty' })).rejects.toThrow(
      'got the measure "beauty"; expected one of concordance',
    )
  })
})

test('a tag stands in the run and in its file', async () => {
  const run = await probe({
    models: [fakeEmbedder()],
    series: [rangeSeries('1..5')],
    experiments: ['pairs'],
    controls: 'none',
    tags: { step: '500' },
  })
  expect(parseRun(runText(run), 'run.json').tags).toEqual({ step: '500' })
})
