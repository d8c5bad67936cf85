import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { trendText } from '../../src/cli/trend-text.ts'
import { stepIn } from '../../src/findings/comparison/steps.ts'
import { trendFigures } from '../../src/plots/trend.ts'
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

  test.each([
    ['-5', -5, '−5'],
    ['2.5', 2.5, '2.5'],
    ['1e3', 1000, '1000'],
    ['.5', 0.5, '0.5'],
    ['2k', 2000, '2000'],
    ['ckpt-7', 7, '7'],
    ['0007', 7, '7'],
  ])('reads the tag step=%s', async (step, at, text) => {
    const { run } = checkpoint(0, 1)
    const { models } = await trend([
      checkpoint(100_000, 1),
      { name: 'tagged', run: { ...run, tags: { step } } },
    ])
    expect(models[0].series[0].points[0]).toMatchObject({ at, text })
  })

  test.each(['NaN', 'Infinity', 'last', '1e999', '9'.repeat(400), '0x10', '١٢'])(
    'refuses the tag step=%s',
    async step => {
      const { run } = checkpoint(0, 1)
      const tagged = ['a', 'b'].map(name => ({ name, run: { ...run, tags: { step } } }))
      await expect(trend(tagged)).rejects.toThrow('which is no step; expected a number')
    },
  )

  test('takes no number that is too large for one as a step', () => {
    expect(stepIn(`step-${'9'.repeat(400)}`)).toBeNull()
  })

  test('refuses two runs of one name', async () => {
    const runs = [checkpoint(0, 1), { ...checkpoint(1, 1), name: 'run 0' }]
    await expect(trend(runs)).rejects.toThrow('two runs have the name "run 0"; expected another for each.')
  })

  test('says of each series why it is left out, and is an error where none is left', async () => {
    const later = checkpoint(1, 0.1)
    const isOther = (id: string) => id === 'a'
    const series = later.run.series.map(each =>
      isOther(each.id) ? { ...each, texts: each.texts.map(text => `${text} €`) } : each,
    )
    const other = { ...later, run: { ...later.run, series } }
    const { models } = await trend([checkpoint(0, 0.1), other])
    expect(models[0].series.map(each => each.series)).toEqual(['b'])
    expect(models[0].notes).toEqual(['a: the last step was asked other documents than those before it.'])
    const alone = {
      ...other,
      run: { ...other.run, matrices: other.run.matrices.filter(matrix => isOther(matrix.series)) },
    }
    await expect(trend([checkpoint(0, 0.1), alone])).rejects.toThrow(
      /got no series on which two steps can be compared.* a: the last step was asked other documents/,
    )
    expect(trendFigures([checkpoint(0, 0.1), alone], 'en')).toEqual([])
  })

  test('stays on its lines, whatever its names hold, and writes no sign before what rounds to 0', async () => {
    const { run } = checkpoint(0, 0.1)
    const models = run.models.map(each => ({ ...each, label: 'model\u001b[31m\nFirst significant' }))
    const runs = ['0', '1'].map(step => ({ name: step, run: { ...run, models, tags: { step } } }))
    const text = trendText(await trend(runs), null)
    expect(text).toContain('model␛[31m␊First significant as embedder')
    expect(text).toMatch(/ 0\.000 {2}0\.000 to 0\.000$/m)
    expect(text).not.toMatch(/[+−-]0\.000/)
  })

  test('has room for ten thousand steps on many series', () => {
    const points = Array.from({ length: 10_000 }, (_, at) => ({
      at,
      text: String(at),
      label: 'a',
      value: at / 10_000,
      interval: [0, 1] as const,
      change: null,
    }))
    const series = Array.from({ length: 15 }, (_, at) => ({
      series: `s${at}`,
      n: 8,
      points,
      firstChange: null,
    }))
    const model = {
      name: 'a',
      kind: 'embedder' as const,
      prompt: null,
      axis: 'step' as const,
      series,
      notes: [],
    }
    const text = trendText(
      { format: 'numeracy-trend', version: 1, seed: 1, measure: 'm', better: 'higher', models: [model] },
      null,
    )
    expect(text.split('\n').length).toBeGreaterThan(150_000)
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
