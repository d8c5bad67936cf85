import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function command(...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

const read = (name: string) => JSON.parse(readFileSync(join(cwd, name), 'utf8'))
const small = ['--embed', 'bundled:use-lite', '--experiment', 'pairs', '--no-controls']

describe('--summary', () => {
  test('of probe writes the scores of the run that it prints, as the export of that run does', async () => {
    const probed = await command('probe', ...small, '--series', '1..12', '--summary', 'scores.json', '--json')
    expect(probed.code, probed.stderr).toBe(0)
    const run = JSON.parse(probed.stdout)
    const headline = run.measures.find(({ id }: { id: string }) => id === 'concordance')
    expect(read('scores.json')).toMatchObject({
      '1..12/concordance': headline.value,
      '1..12/concordance/low': headline.interval[0],
    })
    writeFileSync(join(cwd, 'run.json'), probed.stdout)
    const exported = await command('export', 'run.json', '--to', 'again-summary.json')
    expect(exported).toEqual({ code: 0, stdout: 'again-summary.json\n', stderr: '' })
    expect(read('again-summary.json')).toEqual(read('scores.json'))
  })

  test('of check writes what its gates were held to', async () => {
    writeFileSync(
      join(cwd, 'numeracy.config.yaml'),
      'models: { lite: bundled:use-lite }\nseries: [1..12]\nexperiments: [pairs]\ncontrols: false\ngates: [{ measure: concordance, min: 0.999 }]\n',
    )
    const { code, stderr } = await command('check', '--summary', 'scores.json')
    expect(code, stderr).toBe(1)
    expect(read('scores.json')['1..12/concordance']).toBeGreaterThan(0)
  })

  test.each([
    ['probe', '--summary', [...small, '--series', '1..12']],
    ['check', '--summary', []],
    ['check', '--junit', []],
  ])(
    'of %s: a place that no file can have is an error of %s before anything is asked',
    async (name, option, args) => {
      writeFileSync(
        join(cwd, 'numeracy.config.yaml'),
        'models: { lite: bundled:use-lite }\ngates: [{ measure: concordance, min: 0 }]\n',
      )
      mkdirSync(join(cwd, 'taken'))
      for (const [place, message] of [
        ['taken', /taken is a folder; expected the name of a file/],
        [join('nowhere', 'x'), /there is no folder .*nowhere/],
      ] as const) {
        const { code, stdout, stderr } = await command(name, ...args, option, place)
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
        expect(stderr).toContain(`${option}: `)
        expect(stderr).toMatch(message)
      }
      expect(existsSync(join(cwd, '.numeracy'))).toBe(false)
    },
  )
})

describe('--suite quick', () => {
  test('stands in a config file as well, and takes no series beside it', async () => {
    writeFileSync(join(cwd, 'numeracy.config.yaml'), 'models: { lite: bundled:use-lite }\nsuite: quick\n')
    const { code, stdout, stderr } = await command('probe', '--json')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).series.map(({ id }: { id: string }) => id)).toEqual(
      ['integers', 'offset', 'floats', 'dates', 'times'].map(id => `quick-${id}`),
    )
    const refused = await command('probe', ...small, '--suite', 'quick', '--series', 'dates')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('--suite quick: got --series as well; expected it alone')
    const unknown = await command('probe', '--suite', 'fast')
    expect(unknown.stderr).toContain('expected one of article, index, quick')
  })
})

describe('numeracy export, of a folder for Python', () => {
  test('writes the module and its cases into a folder that it makes, and the same for the same seed', async () => {
    const first = await command('export', 'evaluator', join('a', 'b'))
    expect(first).toEqual({
      code: 0,
      stdout: `${join('a', 'b', 'numeracy_evaluator.py')}\n${join('a', 'b', 'cases.jsonl')}\n`,
      stderr: '',
    })
    const other = await command('export', 'mteb', 'c', '--seed', '2', '--json')
    expect(JSON.parse(other.stdout)).toEqual({
      files: [join('c', 'numeracy_mteb.py'), join('c', 'cases.jsonl')],
    })
    await command('export', 'evaluator', 'd')
    const cases = (folder: string) => readFileSync(join(cwd, folder, 'cases.jsonl'), 'utf8')
    expect(cases('d')).toBe(cases(join('a', 'b')))
    expect(cases('c')).not.toBe(cases('d'))
    expect(JSON.parse(cases('c').split('\n')[0])).toMatchObject({ type: 'about', seed: 2, size: 'usual' })
  })

  test('refuses what chooses a part of a run, a size that is none, and a file in place of the folder', async () => {
    writeFileSync(join(cwd, 'file'), '')
    for (const [args, message] of [
      [['evaluator', 'x', '--figure-width', '80'], /got --figure-width, .* no run is read here/],
      [['evaluator', 'x', '--size', 'huge'], /expected one of usual, full/],
      [['mteb'], /missing required argument 'folder'/i],
      [['mteb', 'file'], /export mteb: nothing can be written to .*file/],
    ] as const) {
      const { code, stdout, stderr } = await command('export', ...args)
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(message)
    }
    expect(readdirSync(cwd)).toEqual(['file'])
  })
})
