import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import type { Comparison } from '../../src/findings/comparison/comparison.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Run } from '../../src/store/run.ts'
import { runText } from '../../src/store/run-text.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), rangeSeries('20..40:2')])
})

/** Runs the command beside files that hold these runs. */
async function compare(files: Readonly<Record<string, Run | string>>, ...more: string[]) {
  const cwd = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true })
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : runText(content))
  }
  const context = recordingContext({ cwd })
  const code = await runCommand(['compare', ...more], context)
  return { code, ...context.written() }
}

const json = async (...given: Parameters<typeof compare>) => {
  const { code, stdout, stderr } = await compare(...given)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as Comparison
}

describe('numeracy compare', () => {
  test('compares the models of one run on every series, with intervals, adjusted p, ranks and floors', async () => {
    const comparison = await json({ 'run.json': run }, 'run.json', '--json')
    expect(comparison.entrants.map(({ label }) => label)).toEqual([
      'test:fake as embedder',
      'test:fake as reranker',
    ])
    expect(comparison.series.map(({ series }) => series)).toEqual(['1..12', '20..40:2'])
    for (const { scores, differences, resamples } of comparison.series) {
      expect(resamples).toBe(1000)
      const [first, second] = scores
      const [pair] = differences
      expect(pair.difference).toBeCloseTo(first.value - second.value, 12)
      expect(pair.adjusted).toBeGreaterThanOrEqual(pair.p)
      expect(first.floor!.difference).toBeCloseTo(first.value - first.floor!.value, 12)
    }
  })

  test('finds no difference between a run and itself, and names them by their files', async () => {
    const one: Run = {
      ...run,
      models: run.models.filter(({ kind }) => kind !== 'reranker'),
      matrices: run.matrices.filter(({ model }) => model.startsWith('embedder')),
      measures: [],
      verdicts: [],
      cases: [],
      findings: [],
    }
    const files = { 'monday/run.json': one, 'tuesday/run.json': one }
    const { entrants, series } = await json(files, 'monday', 'tuesday/run.json', '--json')
    expect(entrants.map(({ label }) => label)).toEqual(['test:fake in monday', 'test:fake in tuesday'])
    for (const { scores, differences } of series) {
      expect(differences[0]).toMatchObject({ difference: 0, p: 1, adjusted: 1 })
      expect(scores.map(({ rank }) => rank)).toEqual([1, 1])
    }
    const { stdout } = await compare(files, 'monday', 'tuesday')
    expect(stdout).toContain('no clear difference on any of the 2 kinds of values.')
  })

  test('says which series are not compared, and why', async () => {
    const other: Run = {
      ...run,
      series: run.series.map(each =>
        each.id === '1..12' ? { ...each, texts: each.texts.map(t => `${t}!`) } : each,
      ),
      matrices: run.matrices.filter(({ series }) => series !== '20..40:2'),
    }
    const { stdout } = await compare({ 'a.json': run, 'b.json': other }, 'a.json', 'b.json')
    expect(stdout).toMatch(
      /Compared in part: 1\.\.12\. Without .+ in b\.json and .+ in b\.json: other documents under this name\./,
    )
    expect(stdout).toMatch(/Compared in part: 20\.\.40:2\. Without .+: not asked this series\./)
  })

  test('leaves out of a geometry what has none', async () => {
    const { series } = await json({ 'run.json': run }, 'run.json', '--measure', 'rsa', '--json')
    expect(series[0].scores).toHaveLength(1)
    expect(series[0].reason).toContain('share no scale')
  })

  test('prints Markdown in which nothing of a run is markup', async () => {
    const spec = '<b>|x|</b>'
    const models = run.models.map(model => (model.kind === 'embedder' ? { ...model, spec } : model))
    const { stdout } = await compare({ 'run.json': { ...run, models } }, 'run.json', '--markdown')
    expect(stdout).toContain('\\<b\\>\\|x\\|\\</b\\>')
    expect(stdout).not.toContain('<b>')
  })

  test('with --json, says what went wrong in JSON on stderr', async () => {
    const { code, stdout, stderr } = await compare(
      { 'run.json': run },
      'run.json',
      '--measure',
      'x',
      '--json',
    )
    expect([code, stdout]).toEqual([2, ''])
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'unknown', details: { measure: 'x' } })
  })

  test('tells on stderr how far it is, and nothing but the comparison on stdout', async () => {
    const { stdout, stderr } = await compare({ 'run.json': run }, 'run.json', '--json')
    expect(stderr).toContain('series: 2 of 2')
    expect(JSON.parse(stdout)).toMatchObject({ format: 'numeracy-comparison', version: 1 })
  })

  test('stops when it is interrupted', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'run.json'), runText(run))
    const context = recordingContext({ cwd, signal: AbortSignal.abort() })
    expect(await runCommand(['compare', 'run.json'], context)).toBe(130)
    expect(context.written()).toMatchObject({ stdout: '', stderr: expect.stringMatching(/^Interrupted\./) })
  })

  test.each([
    [
      'an unknown measure',
      ['run.json', '--measure', 'rsi'],
      2,
      'got the measure "rsi"; expected one of concordance,',
    ],
    ['a file that is not there', ['none.json'], 2, 'cannot be read'],
    ['a file that is no run', ['broken.json'], 2, 'is not JSON'],
    ['one model alone', ['alone.json'], 2, 'expected two at least'],
  ])('refuses %s', async (_, args, exit, message) => {
    const alone = { ...run, matrices: run.matrices.filter(({ model }) => model.startsWith('embedder')) }
    const { code, stdout, stderr } = await compare(
      { 'run.json': run, 'broken.json': 'no', 'alone.json': alone },
      ...args,
    )
    expect(code).toBe(exit)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
  })
})
