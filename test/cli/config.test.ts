import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/cli/config-file.ts'
import type { Context } from '../../src/cli/context.ts'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-config-'))
})

afterEach(() => {
  removeFolder(folder)
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

async function command(args: readonly string[], given: Partial<Context> = {}) {
  const context = recordingContext({ cwd: folder, ...given })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

async function estimates(...args: string[]) {
  const { stdout, stderr } = await command(['probe', '--dry-run', '--json', ...args])
  expect(stderr).toBe('')
  return (JSON.parse(stdout) as { models: { model: string; items: number }[] }).models.map(
    ({ model, items }) => `${model} ${items}`,
  )
}

describe('numeracy.config.yaml', () => {
  const pairs = 'experiments: [pairs]\ncontrols: false\n'

  test('says what probe does in its folder, and is named on stderr', async () => {
    write('numeracy.config.yaml', `models: { lite: 'bundled:use-lite' }\nseries: [1..20]\n${pairs}`)
    expect(await estimates()).toEqual(['embedder:lite 20'])
    const { stderr } = await command(['probe', '--dry-run'])
    expect(stderr).toBe('Reading numeracy.config.yaml.\n')
  })

  test('gives way to flags, each for itself', async () => {
    write('numeracy.config.yaml', `models: { lite: 'bundled:use-lite' }\nseries: [1..20]\n${pairs}`)
    expect(await estimates('--series', '1..30')).toEqual(['embedder:lite 30'])
    expect(await estimates('--rerank', 'bundled:use-lite')).toEqual(['reranker:bundled:use-lite 400'])
    expect(await estimates('--experiment', 'cases', '--suite', 'index')).toHaveLength(1)
  })

  test('is read from another place, whose folder its paths start from', async () => {
    mkdirSync(join(folder, 'ci'))
    write('ci/own.txt', '1\n2\n3\n4\n')
    write('ci/other.yaml', `models: { lite: 'bundled:use-lite' }\nseries: [own.txt]\n${pairs}`)
    expect(await estimates('--config', 'ci/other.yaml')).toEqual(['embedder:lite 4'])
  })

  test('that is named and not there is an error; one that is not named may be missing', async () => {
    expect(await command(['probe', '--config', 'none.yaml'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none.yaml cannot be read'),
    })
    expect(await estimates('--series', '1..20', '--embed', 'bundled:use-lite', '--no-controls')).toHaveLength(
      1,
    )
  })

  test('holds labels that no spec could have', async () => {
    write('numeracy.config.yaml', `models: { 'a:b': 'bundled:use-lite' }`)
    expect(await command(['probe'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('got the label "a:b"; expected one without'),
    })
  })
})

describe('numeracy init', () => {
  test('writes a config with comments where nobody can be asked', async () => {
    const { code, stdout } = await command(['init'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^numeracy\.config\.yaml is written\. `numeracy probe` /)
    const text = read('numeracy.config.yaml')
    expect(text).toMatch(/^# yaml-language-server: \$schema=\S+config-v1\.json\n/)
    expect(parseConfig(text, '', {})).toEqual({
      models: { model: { embed: 'bundled:use-lite' } },
      out: 'numeracy-report',
    })
  })

  test('asks three questions, and asks again where an answer cannot be', async () => {
    const answers = ['not a model', './my model', 'x', 'reranker', 'integers, prices.csv']
    const asked: string[] = []
    const { code } = await command(['init'], {
      ask: async question => {
        asked.push(question)
        return answers[asked.length - 1]
      },
    })
    expect(code).toBe(0)
    expect(asked).toHaveLength(5)
    expect(asked[1]).toContain('"not a model" is not a model.')
    expect(parseConfig(read('numeracy.config.yaml'), '', {})).toMatchObject({
      models: { model: { rerank: './my model' } },
      series: ['integers', 'prices.csv'],
    })
  })

  test('gives up where nobody answers rightly', async () => {
    const { code, stderr } = await command(['init'], { ask: async () => 'not a model' })
    expect(code).toBe(2)
    expect(stderr).toContain('is not a model')
  })

  test('replaces no file without --force', async () => {
    write('numeracy.config.yaml', 'seed: 5\n')
    expect(await command(['init'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') })
    expect(read('numeracy.config.yaml')).toBe('seed: 5\n')
    expect(await command(['init', '--force'])).toMatchObject({ code: 0 })
    expect(read('numeracy.config.yaml')).not.toBe('seed: 5\n')
  })
})

describe('a table in numeracy.config.yaml', () => {
  test('is read as its options say', async () => {
    write('catalogue.csv', 'sku;name;price\n1;cable;"1.299,00 €"\n2;hub;"2.001,50 €"\n3;dock;"3,75 €"\n')
    write(
      'numeracy.config.yaml',
      'series: [{ file: catalogue.csv, column: price, decimal: comma }]\nexperiments: [pairs]\ncontrols: false\n',
    )
    expect(await estimates('--embed', 'bundled:use-lite')).toEqual(['embedder:bundled:use-lite 3'])
  })

  test('has its unknown keys named with what was meant', async () => {
    write('numeracy.config.yaml', 'series: [{ file: catalogue.csv, colum: price }]\n')
    expect(await command(['probe'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('series 1: unknown key "colum". Did you mean "column"?'),
    })
  })
})
