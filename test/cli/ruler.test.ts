import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import type { RunFile } from '../../src/store/run-file.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

async function command(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['--cache', 'kept', ...args], context)
  return { code, ...context.written() }
}

const asked = ['--embed', 'bundled:use-lite', '--experiment', 'pairs', '--no-controls', '--json']

async function probed(cwd: string, ...args: string[]): Promise<RunFile> {
  const { code, stdout, stderr } = await command(cwd, 'probe', ...asked, ...args)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}

describe('probe --ruler', () => {
  test('compares the values of any series by ratio, says so in the run, and asks nothing again', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'sizes.txt'), '1\n10\n12\n100\n105\n1000\n')
    const series = ['--series', '1..12', '--series', 'sizes.txt']
    const linear = await probed(cwd, ...series)
    const log = await probed(cwd, ...series, '--ruler', 'log')
    expect(log.series.map(({ id, ruler }) => [id, ruler])).toEqual([
      ['1..12:log-ruler', 'log'],
      ['sizes.txt:log-ruler', 'log'],
    ])
    expect(log.session.requests).toBe(0)
    expect(log.matrices.map(({ data }) => data)).toEqual(linear.matrices.map(({ data }) => data))
    const concordance = (run: RunFile) =>
      run.measures.find(({ id, model }) => id === 'concordance' && model.startsWith('embedder'))!.value
    expect(concordance(log)).not.toBe(concordance(linear))
  })

  test('goes with a template, and comes before it in the id', async () => {
    const { series } = await probed(
      temporaryFolder(),
      '--series',
      '1..9',
      '--ruler',
      'log',
      '--template',
      'about {d}',
    )
    expect(series).toMatchObject([{ id: '1..9:log-ruler:about-d', ruler: 'log' }])
  })

  test.each([
    [['--series', 'negatives', '--ruler', 'log'], 'holds "-1" with the value -1'],
    [['--series', 'dates', '--ruler', 'log'], 'a ratio of dates means nothing'],
    [['--series', 'days.txt', '--ruler', 'log'], 'a ratio of dates means nothing'],
    [['--series', '0..9', '--ruler', 'log'], 'holds "0" with the value 0'],
    [['--ruler', 'log'], 'none is named. Name one'],
    [['--suite', 'index', '--ruler', 'log'], 'got --ruler as well'],
    [['--article', '--ruler', 'log'], 'got --ruler as well'],
    [['--series', '0..9', '--ruler', 'circular'], 'Add --period'],
  ])('refuses %j with what to do', async (args, problem) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'days.txt'), '2024-01-01\n2024-01-02\n2024-03-01\n')
    const { code, stdout, stderr } = await command(cwd, 'probe', ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(problem)
  })
})
