import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
  const rows = Array.from(
    { length: 40 },
    (_, at) => `A${at};Thing ${at};${at * at + 1},50 €;${(at % 28) + 1}/03/2021`,
  )
  writeFileSync(
    join(cwd, 'shop.csv'),
    `sku;name;price;released\n${rows.join('\n')}\nA40;Thing;on request;1/03/2021\n`,
  )
})

async function command(...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

describe('a table on the command line', () => {
  test('is followed from its name to a run by the errors alone', async () => {
    const first = await command('probe', '--series', 'shop.csv', '--dry-run')
    expect(first.code).toBe(2)
    expect(first.stderr).toContain('--column price')
    const second = await command('probe', '--series', 'shop.csv', '--column', 'price', '--dry-run')
    expect(second.stderr).toContain('--skip-bad-rows')
    const args = ['--column', 'price', '--skip-bad-rows', '--experiment', 'pairs', '--no-controls']
    const third = await command('probe', '--series', 'shop.csv', ...args, '--json')
    expect(third.code, third.stderr).toBe(0)
    const { series } = parseRun(third.stdout, 'stdout')
    expect(series.map(({ id, texts }) => [id, texts.length, texts[0]])).toEqual([
      ['shop.csv:price', 40, '1,50 €'],
    ])
    expect(third.stderr).toContain(
      '1 of 41 lines cannot be read and is left out: shop.csv, line 42, column price',
    )
  })

  test('is shown as it is understood', async () => {
    const { stdout } = await command(
      'series',
      'shop.csv',
      '--column',
      'price',
      '--skip-bad-rows',
      '--rows',
      '10',
    )
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      'file       shop.csv, CSV with semicolons, 41 rows',
      'documents  10 of price',
      'values     money, EUR, read from the documents, decimal comma',
      expect.stringMatching(/^range {6}\d+\.5 to \d+\.5$/),
      'ruler      linear, not evenly spaced: distances are used, not places',
      expect.stringMatching(/^not read {3}1 row: shop\.csv, line 42, column price: got "on request"/),
      'sample     10 of 40 documents, spread over the quantiles; --rows takes more',
    ])
    const json = await command('series', 'shop.csv', '--column', 'released', '--seed', '3', '--json')
    const series = JSON.parse(json.stdout)
    expect(series).toMatchObject({
      id: 'shop.csv:released',
      family: 'date',
      evenlySpaced: true,
      read: { notation: 'day before month', leftOut: { again: 13 } },
    })
    expect(series.texts).toHaveLength(28)
  })

  test('asks with JSON for columns in a form that a program reads', async () => {
    const { code, stdout, stderr } = await command('series', 'shop.csv', '--json')
    expect([code, stdout]).toEqual([2, ''])
    const { error } = JSON.parse(stderr)
    expect(error.code).toBe('usage')
    expect(error.details.columns.map(({ name }: { name: string }) => name)).toEqual([
      'sku',
      'name',
      'price',
      'released',
    ])
  })

  test('has its options refused where no series is a file', async () => {
    for (const args of [
      ['probe', '--series', '1..20', '--column', 'price'],
      ['probe', '--skip-bad-rows'],
      ['series', '1..20', '--value-column', '2'],
      ['series', '--no-header'],
    ]) {
      const { code, stderr } = await command(...args)
      expect(code).toBe(2)
      expect(stderr).toContain(
        `${args.find(arg => /^--(?!series)/.test(arg))}: it says how a file is read, and no series is a file`,
      )
    }
    const { stderr } = await command('probe', '--series', '1..20', '--template', '{name} for {price}')
    expect(stderr).toContain('names columns; 1..20 is not a file and has none')
  })

  test.each([
    [['--decimal', 'dot'], '--decimal: got "dot"; expected one of comma, point.'],
    [['--dates', 'ymd'], '--dates: got "ymd"; expected one of dmy, mdy.'],
    [['--rows', '1e3'], '--rows: got "1e3"; expected a whole number'],
    [['--rows', '999999'], '--rows: got 999999; expected a whole number from 3 to 100,000'],
    [['--period', '-1'], '--period: got "-1"; expected a number above 0'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await command('series', 'shop.csv', '--column', 'released', ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})
