import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkEarlierReport } from '../../src/report/earlier-report.ts'
import { writeReport, writeReports } from '../../src/report/write-report.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import type { Run } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let run: Run
let other: Run
let both: Run
beforeAll(async () => {
  run = await plainRun('1..6')
  other = await plainRun('10..16')
  both = await plainRun('1..6', '10..16')
})

/** A run of ranges without the figures that no test here looks at, which take long to draw. */
async function plainRun(...ranges: readonly string[]): Promise<Run> {
  const probed = await probedRun(ranges.map(rangeSeries))
  return {
    ...probed,
    matrices: probed.matrices.filter(({ experiment }) => experiment === 'pairs'),
    cases: [],
  }
}

const drawing = { cache: memoryCache(), listen: () => {} }
const report = (what: Run, folder: string, force = false) => writeReport(what, folder, { ...drawing, force })
const text = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

describe('a report', () => {
  test('is written again by the same run, whenever and however that was made', async () => {
    const folder = temporaryFolder()
    await report(run, folder)
    const again = { ...run, created: '2027-01-01T00:00:00Z', tool: { version: '9.0.0', node: '99.0.0' } }
    await report(again, folder)
    expect(text(folder, 'run.json')).toContain('9.0.0')
  })

  test('is replaced by a run that has all of it and more, and by no other', async () => {
    const folder = temporaryFolder()
    await report(run, folder)
    await report(both, folder)
    await expect(report(run, folder)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(
        /it has the series 10\.\.16, which this one lacks\. Nothing was written\. .*--force/,
      ),
    })
  })

  const changed = (part: Partial<Run>): Run => ({ ...run, ...part })
  test.each<readonly [string, () => Run, RegExp]>([
    ['of other series', () => other, /it has the series 1\.\.6/],
    ['of another seed', () => changed({ seed: 2 }), /its seed is 1, this one's is 2/],
    ['without one of its models', () => withoutFirstModel(run), /it has the model embedder:test:fake/],
    [
      'of a model with another identity',
      () =>
        changed({
          models: run.models.map(model => ({ ...model, identity: { ...model.identity, revision: 'later' } })),
        }),
      /was another, or of another version/,
    ],
    [
      'with other answers',
      () =>
        changed({
          matrices: run.matrices.map((matrix, at) =>
            at === 0 ? { ...matrix, values: run.matrices[1].values } : matrix,
          ),
        }),
      /gave other answers/,
    ],
    [
      'with other documents under the same name',
      () =>
        changed({
          series: run.series.map(each => ({ ...each, texts: each.texts.map(document => `${document}!`) })),
        }),
      /has other documents/,
    ],
  ])('is not replaced by a run %s, but with --force', async (_, next, message) => {
    const folder = temporaryFolder()
    await report(run, folder)
    const before = readdirSync(folder, { recursive: true }).map(String).toSorted()
    await expect(report(next(), folder)).rejects.toThrow(message)
    expect(readdirSync(folder, { recursive: true }).map(String).toSorted()).toEqual(before)
    expect(text(folder, 'run.json')).toContain('"seed":1')
    await report(next(), folder, true)
  })

  test('is not begun over a run.json that cannot be read, nor by several runs, nor by advice', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'run.json'), '{"format":"numeracy-run","vers')
    await expect(report(run, folder)).rejects.toThrow(/a run\.json that cannot be read as a run/)
    const second = temporaryFolder()
    await report(run, second)
    const named = [run, other].map((each, at) => ({ name: `run-${at}`, run: each }))
    await expect(writeReports(named, second, drawing)).rejects.toThrow(/holds the report of a run\./)
    const advice = { kind: 'advice', spec: 's', seed: 1, subjects: ['prices'], text: null } as const
    await expect(checkEarlierReport(second, advice)).rejects.toThrow(/holds the report of a run\./)
  })

  test('is judged by what was kept of it as by its file, and by the file again once that is another', async () => {
    const folder = temporaryFolder()
    const cache = memoryCache()
    await writeReport(run, folder, { ...drawing, cache })
    const outlineOf = ({ seed, models, series, matrices }: Run) => ({
      seed,
      models,
      series,
      matrices: matrices.map(({ values: _, ...matrix }) => matrix),
    })
    const objection = (next: Run, ...kept: [] | [typeof cache]) =>
      checkEarlierReport(folder, { kind: 'run', run: outlineOf(next) }, ...kept).then(
        () => null,
        error => error.message,
      )
    for (const next of [run, both, other, changed({ seed: 2 }), withoutFirstModel(run)])
      expect(await objection(next, cache)).toBe(await objection(next))
    expect(await objection(run, cache)).toBeNull()
    expect(await objection(other, cache)).toContain('it has the series 1..6')
    const whole = text(folder, 'run.json')
    for (const damaged of [whole.slice(0, -2), whole.replace('"version":1', '"version":2'), whole.slice(3)]) {
      writeFileSync(join(folder, 'run.json'), damaged)
      expect(await objection(run, cache)).toContain('cannot be read as a run')
    }
  })

  test('is kept once, however often the same run is written', async () => {
    const folder = temporaryFolder()
    const cache = memoryCache()
    const kept = () => cache.summary().map(({ model, derived }) => [model, derived])
    await writeReport(run, folder, { ...drawing, cache })
    const before = kept()
    await writeReport({ ...run, created: '2027-01-01T00:00:00Z' }, folder, { ...drawing, cache })
    expect(kept()).toEqual(before)
  })

  test('of advice is replaced by the same advice alone', async () => {
    const folder = temporaryFolder()
    const advice = {
      format: 'numeracy-advice',
      spec: 's',
      seed: 1,
      models: [{ subjects: [{ subject: 'prices' }] }],
    }
    const file = JSON.stringify(advice)
    writeFileSync(join(folder, 'advice.json'), file)
    writeFileSync(join(folder, 'report.html'), '')
    const next = { kind: 'advice', spec: 's', seed: 1, subjects: ['prices'], text: null } as const
    await checkEarlierReport(folder, next)
    await checkEarlierReport(folder, { ...next, text: file })
    for (const unlike of [{ spec: 't' }, { seed: 2 }, { subjects: ['dates'] }, { text: `${file} ` }])
      await expect(checkEarlierReport(folder, { ...next, ...unlike })).rejects.toThrow(/holds other advice/)
    await expect(report(run, folder)).rejects.toThrow(/holds other advice/)
  })

  test('of several runs is replaced by one of the same runs and more', async () => {
    const folder = temporaryFolder()
    const named = [run, other].map((each, at) => ({ name: `run-${at}`, run: each }))
    await writeReports(named, folder, drawing)
    await writeReports([...named, { name: 'both', run: both }], folder, drawing)
    await expect(writeReports(named, folder, drawing)).rejects.toThrow(/holds the report of other runs/)
    await expect(report(run, folder)).rejects.toThrow(/holds the report of other runs/)
  })
})

function withoutFirstModel({ models, ...whole }: Run): Run {
  const [{ id }] = models
  const others = <Part extends { readonly model: string }>(parts: readonly Part[]) =>
    parts.filter(({ model }) => model !== id)
  return {
    ...whole,
    models: models.slice(1),
    matrices: others(whole.matrices),
    measures: others(whole.measures),
    verdicts: others(whole.verdicts),
    cases: others(whole.cases),
    findings: [],
  }
}

describe('figures of an earlier report', () => {
  test('go with it, and what somebody else put there stays', async () => {
    const folder = temporaryFolder()
    await report(both, folder)
    writeFileSync(join(folder, 'figures', 'mine.svg'), 'mine')
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    await report(run, folder, true)
    const figures = readdirSync(join(folder, 'figures'))
    expect(figures.filter(name => name.includes('10..16'))).toEqual([])
    expect(figures).toContain('caret-1..6.png')
    expect(text(folder, 'figures/mine.svg') + text(folder, 'notes.txt')).toBe('minemine')
  })

  test('are looked for in the folder of figures alone, whatever a report names', async () => {
    const folder = temporaryFolder()
    await report(run, folder)
    writeFileSync(join(folder, 'secret.png'), 'mine')
    writeFileSync(
      join(folder, 'report.md'),
      '![](figures/..%2Fsecret.png) ![](figures/%2e%2e/secret.png) ![](figures/%.png)',
    )
    await report(run, folder)
    expect(text(folder, 'secret.png')).toBe('mine')
  })

  test('are not written through a link', async () => {
    const folder = temporaryFolder()
    await report(run, folder)
    renameSync(join(folder, 'figures'), join(folder, 'elsewhere'))
    const before = readdirSync(join(folder, 'elsewhere')).length
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'figures'))
    await expect(report(both, folder)).rejects.toThrow(/figures is a link, and is not followed/)
    expect(readdirSync(join(folder, 'elsewhere'))).toHaveLength(before)
  })
})

test('a run named .. or . gets a folder inside the report', async () => {
  const folder = join(temporaryFolder(), 'out')
  mkdirSync(folder)
  const named = ['..', '.'].map((name, at) => ({ name, run: at === 0 ? run : other }))
  const written = await writeReports(named, folder, drawing)
  expect(written.filter(name => name.endsWith('run.json'))).toEqual([
    'unnamed/run.json',
    'unnamed-2/run.json',
  ])
  expect(existsSync(join(folder, '..', 'run.json'))).toBe(false)
})
