import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
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

function folder(): string {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, 'report'))
  writeFileSync(join(cwd, 'report', 'run.json'), runText(run))
  return cwd
}

async function command(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

const one = ['--series', '1..12', '--model', 'embedder:test:fake', '--experiment', 'pairs']

describe('numeracy export', () => {
  test('takes a run file or its folder, prints the name of what it wrote, and nothing else', async () => {
    const cwd = folder()
    for (const from of ['report', 'report/run.json'])
      expect(await command(cwd, 'export', from, '--to', 'report/m.npy', ...one)).toEqual({
        code: 0,
        stdout: `${join('report', 'm.npy')}\n`,
        stderr: '',
      })
    expect(readdirSync(cwd)).toEqual(['report'])
    expect(readdirSync(join(cwd, 'report')).toSorted()).toEqual(['m.npy', 'run.json'])
  })

  test.each(['csv', 'npy', 'parquet'])(
    'writes a matrix as %s that numeracy score takes, to the same scores',
    async ending => {
      const cwd = folder()
      const file = `matrix.${ending}`
      expect((await command(cwd, 'export', 'report', '--to', file, ...one)).code).toBe(0)
      writeFileSync(join(cwd, 'values.txt'), run.series[0].values.join('\n'))
      const args = [file, '--kind', 'similarities', '--values', 'values.txt', '--json']
      const { code, stdout, stderr } = await command(cwd, 'score', ...args)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const scored: Run['measures'] = JSON.parse(stdout).measures
      for (const id of ['concordance', 'rsa', 'caret', 'spread']) {
        const [now, before] = [scored, run.measures].map(measures =>
          measures.find(each => each.id === id && ['given', 'embedder:test:fake'].includes(each.model)),
        )
        expect(now!.value, id).toBe(before!.value)
      }
    },
  )

  test('writes a folder of matrices, made where it is missing, which score reads with their texts', async () => {
    const cwd = folder()
    for (const to of ['matrices/', 'matrices/']) {
      const { code, stdout, stderr } = await command(cwd, 'export', 'report', '--to', to, ...one.slice(0, 2))
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.split('\n')[0]).toBe(join('matrices', 'matrices.csv'))
    }
    const file = join('matrices', '1..12-embedder-test-fake-pairs.csv')
    const scored = await command(cwd, 'score', file, '--kind', 'similarities', '--json')
    expect(scored).toMatchObject({ code: 0, stderr: '' })
    const concordance: Run['measures'][number] = JSON.parse(scored.stdout).measures.find(
      ({ id }: { id: string }) => id === 'concordance',
    )
    const before = run.measures.find(
      ({ id, model }) => id === 'concordance' && model === 'embedder:test:fake',
    )!
    expect(concordance.value).toBe(before.value)
    expect(concordance.floor).toMatchObject({ model: before.floor!.model, value: before.floor!.value })
  })

  test('takes several runs for a figure: of all models, or of a training by step', async () => {
    const cwd = folder()
    for (const [name, tags] of [
      ['second', {}],
      ['step-1', { step: '1' }],
      ['step-2', { step: '2' }],
    ] as const) {
      mkdirSync(join(cwd, name))
      const models = run.models.map(model => ({ ...model, label: `${model.id}-other` }))
      const own = name === 'second' ? { ...run, models } : { ...run, tags }
      writeFileSync(join(cwd, name, 'run.json'), runText(own))
    }
    const figure = async (...args: string[]) => {
      const { code, stderr } = await command(cwd, 'export', ...args, '--to', 'all.svg')
      expect(code, stderr).toBe(0)
      return readFileSync(join(cwd, 'all.svg'), 'utf8')
    }
    expect(await figure('report', 'second')).toContain('How well each series is put in order')
    expect(await figure('step-1', 'step-2')).toContain('Through the training: ')
    expect(await figure('step-1', 'step-2', '--figure', 'overview')).toContain('put in order')
    for (const args of [
      ['--series', '1..12'],
      ['--figure', 'caret'],
    ]) {
      const { code, stderr } = await command(cwd, 'export', 'report', 'second', '--to', 'x.svg', ...args)
      expect(code).toBe(2)
      expect(stderr).toContain(`${args[0]}`)
      expect(stderr).toContain('does not go with several runs')
    }
  })

  test('takes several runs for a table and a bibliography, and one for all else', async () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'second'))
    writeFileSync(join(cwd, 'second', 'run.json'), runText(run))
    for (const to of ['scores.tex', 'all.bib'])
      expect((await command(cwd, 'export', 'report', 'second', '--to', to)).code).toBe(0)
    expect(readFileSync(join(cwd, 'scores.tex'), 'utf8')).toContain('test:fake as embedder in second')
    const { code, stderr } = await command(cwd, 'export', 'report', 'second', '--to', 'm.csv')
    expect({ code, written: existsSync(join(cwd, 'm.csv')) }).toEqual({ code: 2, written: false })
    expect(stderr).toContain('got 2 runs for "m.csv"')
  })

  test('says on stderr which of several it took, with --json too', async () => {
    const { code, stdout, stderr } = await command(folder(), 'export', 'report', '--to', 'm.csv', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      file: 'm.csv',
      files: ['m.csv'],
      of: { series: '1..12', model: 'embedder:test:fake', prompt: null, experiment: 'pairs' },
    })
    expect(stderr).toMatch(
      /^note: pairs of 1\.\.12 by embedder:test:fake: the first of 8 matrices that fit\./,
    )
  })

  test('replaces what is there, and leaves nothing else', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'card.md'), 'older')
    const { stdout } = await command(
      cwd,
      'export',
      'report',
      '--to',
      'card.md',
      '--model',
      'reranker:test:fake',
    )
    expect(stdout).toBe(`card.md\ncard-figure.png\n${join('.eval_results', 'numeracy.yaml')}\n`)
    expect(readFileSync(join(cwd, 'card.md'), 'utf8')).toMatch(/^---\nmodel-index:\n/)
    expect(readdirSync(cwd).toSorted()).toEqual(['.eval_results', 'card-figure.png', 'card.md', 'report'])
  })

  test('writes a report with its pictures in a folder beside it, and keeps them in the cache', async () => {
    const cwd = folder()
    const { code, stdout } = await command(cwd, '--cache', 'kept', 'export', 'report', '--to', 'monday.md')
    const files = stdout.trimEnd().split('\n')
    expect({ code, first: files[0] }).toEqual({ code: 0, first: 'monday.md' })
    expect(files).toContain(join('monday-figures', 'overview.png'))
    expect(files.filter(file => !existsSync(join(cwd, file)))).toEqual([])
    expect(existsSync(join(cwd, 'kept'))).toBe(true)
  })

  test.each([
    ['no file', [], 'usage', /--to <file>/],
    ['a name that says nothing', ['--to', 'x.eps'], 'usage', /got "x\.eps".*card\.md/s],
    [
      'a part of a report',
      ['--to', 'report.md', '--series', '1..12'],
      'usage',
      /--series does not go with "report\.md"/,
    ],
    ['a card of a width', ['--to', 'card.md', '--figure-width', '80'], 'usage', /it takes --model, --prompt/],
    ['a series that is not there', ['--to', 'm.csv', '--series', '1..13'], 'unknown', /\n {2}1\.\.12\n/],
    ['an experiment that is none', ['--to', 'm.csv', '--experiment', 'one'], 'usage', /one of pairs, zero/],
    [
      'a folder that is not there',
      ['--to', 'nowhere/m.csv'],
      'storage',
      /there is no folder .*nowhere\. Make it/,
    ],
    ['a folder for a file', ['--to', 'taken.csv'], 'storage', /taken\.csv is a folder/],
  ])('refuses %s, and writes nothing', async (_, args, code, message) => {
    const cwd = folder()
    mkdirSync(join(cwd, 'taken.csv'))
    const reported = await command(cwd, 'export', 'report', ...args, '--json')
    expect({ code: reported.code, stdout: reported.stdout }).toEqual({ code: 2, stdout: '' })
    const { error } = JSON.parse(reported.stderr)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(readdirSync(cwd).toSorted()).toEqual(['report', 'taken.csv'])
  })

  test('tells what keeps a file from being written', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'monday-figures'), 'a file')
    const { code, stderr } = await command(cwd, '--cache', 'kept', 'export', 'report', '--to', 'monday.md')
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /error: export: .*monday-figures.* cannot be written \(.*\)\. Choose another place\.\n$/,
    )
    expect(existsSync(join(cwd, 'monday.md'))).toBe(false)
  })
})
