import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { seedsFrom, seedsOption } from '../../src/cli/seeds.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

async function command(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['--cache', sharedCache(), ...args], context)
  return { code, ...context.written() }
}

const index = ['probe', '--suite', 'index', '--embed', 'bundled:use-lite']
const pairs = [
  'probe',
  '--series',
  '1..12',
  '--embed',
  'bundled:use-lite',
  '--experiment',
  'pairs',
  '--no-controls',
]

describe('several seeds', () => {
  test('are how many from the first on, or a list', () => {
    expect(seedsFrom(seedsOption('3'), 5)).toEqual([5, 6, 7])
    expect(seedsFrom(seedsOption('1,4,-2'), 5)).toEqual([1, 4, -2])
  })

  test.each([
    { file: 'seed: 4\nseeds: 2\n', flags: [], seeds: ['Seed 4:', 'Seed 5:'] },
    { file: 'seeds: [3, 9]\n', flags: [], seeds: ['Seed 3:', 'Seed 9:'] },
    { file: 'seeds: 2\n', flags: ['--seeds', '7,8'], seeds: ['Seed 7:', 'Seed 8:'] },
    { file: 'seeds: 2\n', flags: ['--seed', '5'], seeds: [] },
  ])('come from a config file that says $file, beside the flags $flags', async ({ file, flags, seeds }) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'numeracy.config.yaml'), file)
    const { code, stdout, stderr } = await command(cwd, ...pairs, '--dry-run', ...flags)
    expect(code, stderr).toBe(0)
    expect(stdout.match(/^Seed \d:$/gm) ?? []).toEqual(seeds)
  })

  test.each(['1', '101', '[1]', '[1, 1]', 'many'])(
    'are not %s in a config file, and nothing is asked',
    async value => {
      const cwd = temporaryFolder()
      writeFileSync(join(cwd, 'numeracy.config.yaml'), `seed: 1\nseeds: ${value}\n`)
      const { code, stderr } = await command(cwd, ...pairs)
      expect(code).toBe(2)
      expect(stderr).toMatch(
        /numeracy\.config\.yaml: line \d: seeds: got .+; expected (?:how many|2 or more|100 or less|each seed once)/,
      )
      expect(readdirSync(cwd)).toEqual(['numeracy.config.yaml'])
    },
  )

  test.each([
    ['1', 'got 1'],
    ['101', 'got 101'],
    ['1,1', 'has one of them twice'],
    ['1,,2', 'got "1,,2"'],
    ['two', 'got "two"'],
  ])('are not %j', (value, problem) => {
    expect(() => seedsOption(value)).toThrow(problem)
  })
})

describe('probe --seeds', () => {
  test('draws the index again for each seed, and shows how far it spreads beside the interval', {
    timeout: 240_000,
  }, async () => {
    const cwd = temporaryFolder()
    const { code, stdout, stderr } = await command(cwd, ...index, '--seeds', '1,2', '--json')
    expect(code, stderr).toBe(0)
    const { seeds, scores } = JSON.parse(stdout)
    expect(seeds).toEqual([1, 2])
    const [first] = scores
    expect(first).toMatchObject({ score: 'index', series: null })
    const alone = await command(cwd, ...index, '--seed', '1', '--json')
    const [{ value, interval }] = JSON.parse(alone.stdout).indexes
    expect(first.values[0]).toBe(value)
    expect(first.interval).toEqual(interval)
    expect(first.mean).toBeCloseTo((first.values[0] + first.values[1]) / 2, 12)
    expect(first.lowest).toBeLessThan(first.highest)
  })

  test('writes a whole run for each seed, the same as alone, and their table beside them', {
    timeout: 240_000,
  }, async () => {
    const cwd = temporaryFolder()
    const { code, stdout, stderr } = await command(
      cwd,
      ...pairs,
      '--seeds',
      '2',
      '--seed',
      '4',
      '--out',
      'out',
    )
    expect(code, stderr).toBe(0)
    expect(readdirSync(join(cwd, 'out')).toSorted()).toEqual(['seed-4', 'seed-5', 'seeds.json', 'seeds.md'])
    const runs = [4, 5].map(seed =>
      JSON.parse(readFileSync(join(cwd, 'out', `seed-${seed}`, 'run.json'), 'utf8')),
    )
    expect(runs.map(({ seed }) => seed)).toEqual([4, 5])
    const alone = JSON.parse((await command(cwd, ...pairs, '--seed', '5', '--json')).stdout)
    expect({ ...runs[1], created: '', session: {} }).toEqual({ ...alone, created: '', session: {} })
    // The documents are fixed, so that the score is the same, and is said to be.
    expect(stdout).toMatch(/concordance on 1\.\.12 +0\.\d{3} +the same +0\.\d{3} to 0\.\d{3}/)
    expect(readFileSync(join(cwd, 'out', 'seeds.md'), 'utf8')).toContain('| the same |')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`Open ${join('out', 'seed-5', 'report.html')}`)
  })

  test('estimates each seed, and asks nothing', async () => {
    const { code, stdout } = await command(temporaryFolder(), ...pairs, '--seeds', '2', '--dry-run')
    expect(code).toBe(0)
    expect(stdout.match(/^Seed \d:$/gm)).toEqual(['Seed 1:', 'Seed 2:'])
  })

  test('refuses a list beside --seed', async () => {
    const { code, stderr } = await command(temporaryFolder(), ...pairs, '--seeds', '1,2', '--seed', '3')
    expect(code).toBe(2)
    expect(stderr).toContain('got a list and --seed as well')
  })
})
