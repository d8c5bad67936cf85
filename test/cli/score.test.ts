import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import reference from '../experiments/given.json' with { type: 'json' }
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const { values, distances } = reference

function folder(): string {
  const cwd = temporaryFolder()
  const texts = values.map(String)
  writeFileSync(join(cwd, 'd.json'), JSON.stringify({ values, texts, distances }))
  writeFileSync(join(cwd, 'd.csv'), distances.map(row => row.join()).join('\n'))
  writeFileSync(join(cwd, 'v.txt'), values.join('\n'))
  return cwd
}

async function score(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['score', ...args], context)
  return { code, ...context.written() }
}

describe('numeracy score', () => {
  test('prints every measure with its interval and the floor, and the verdict', async () => {
    const { code, stdout, stderr } = await score(folder(), 'd.json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^10 documents, symmetric\.\n/)
    expect(stdout).toMatch(/^concordance +0\.\d{3} {2}0\.\d\d to \d\.\d\d +0\.500 +0\.\d{3} \S+$/m)
    expect(stdout).toMatch(/\nVerdict: .+\n$/)
  })

  test('prints JSON that says what it is, the same of numbers alone', async () => {
    const cwd = folder()
    const whole = JSON.parse((await score(cwd, 'd.json', '--json')).stdout)
    expect(whole).toMatchObject({ format: 'numeracy-score', version: 1, n: 10, symmetric: true })
    const args = ['d.csv', '--kind', 'distances', '--values', 'v.txt', '--json']
    const alone = JSON.parse((await score(cwd, ...args)).stdout)
    const rsa = (of: typeof whole) => of.measures.find(({ id }: { id: string }) => id === 'rsa')
    expect(rsa(alone).value).toBeCloseTo(rsa(whole).value, 12)
    expect(rsa(alone).floor).toBeNull()
    expect(rsa(whole).floor).not.toBeNull()
  })

  test('writes the same report as of a model', async () => {
    const cwd = folder()
    const { code, stdout } = await score(cwd, 'd.json', '--out', 'report')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Open report/report.html')
    expect(readFileSync(join(cwd, 'report', 'report.html'), 'utf8')).toContain('numeracy-runs')
    const run = parseRun(readFileSync(join(cwd, 'report', 'run.json'), 'utf8'), 'run.json')
    expect(run.models).toMatchObject([{ id: 'given', kind: 'embedder' }])
    expect(run.verdicts).toHaveLength(1)
  })

  test('refuses with the row and the column, and exit code 2', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'bad.csv'), '1,2\n3,x')
    const { code, stdout, stderr } = await score(cwd, 'bad.csv', '--kind', 'vectors', '--values', 'v.txt')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/bad\.csv has "x" in row 2, column 2/)
  })

  test('refuses a period that is none', async () => {
    const { stderr } = await score(folder(), 'd.json', '--ruler', 'circular', '--period', 'day')
    expect(stderr).toMatch(/--period: got "day"; expected a number above 0/)
  })
})
