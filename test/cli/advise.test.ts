import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { removeFolder, temporaryFolder } from '../fixtures/temporary-folder.ts'

async function advise(cwd: string, ...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['advise', ...args], context)
  return { code, ...context.written() }
}

const bundled = ['bundled:use-lite', '--subject', 'times']

describe('numeracy advise', () => {
  // One folder for all, so that what was answered in one test is in the cache of the next.
  let cwd: string
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'numeracy-advise-'))
  })
  afterAll(() => removeFolder(cwd))

  test('says what it would ask of a model, and asks nothing', async () => {
    const { code, stdout } = await advise(cwd, ...bundled, '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^embedder:bundled:use-lite +[\d,]+ texts +0 +\d+ +[\d,]+ +free, runs here$/m)
    expect(stdout).toContain('Nothing was asked.')
    const { models } = JSON.parse((await advise(cwd, ...bundled, '--dry-run', '--json')).stdout)
    expect(models).toMatchObject([{ unit: 'texts', cached: 0 }])
  })

  test('is about the bundled model where none is named', async () => {
    const { code, stdout } = await advise(cwd, '--subject', 'times', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toBe((await advise(cwd, ...bundled, '--dry-run')).stdout)
  })

  test('starts nothing above a limit', async () => {
    const spec = 'openai-compatible:x?baseURL=http://127.0.0.1:9/v1'
    const { code, stderr, stdout } = await advise(cwd, spec, '--max-requests', '3')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/--max-requests: this advice needs \d+ requests; at most 3 are allowed/)
  })

  test('says how to write, with each form beside the plain one, and writes a report with the plots', async () => {
    const { code, stdout } = await advise(cwd, ...bundled, '--out', 'report')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^bundled:use-lite as embedder\. Concordance:/)
    expect(stdout).toMatch(/^→ Write times (?:plain, )?as “.+”/m)
    expect(stdout).toMatch(/^ {2}\d+:\d\d [AP]M +0\.\d{3} {2}0\.\d\d to 0\.\d\d +0\.\d{3} +[+−]0\.\d{3}/m)
    expect(stdout).toMatch(
      /^Asked “before \d\d:\d\d” and “after \d\d:\d\d”, it scores a value inside the range above one outside in \d+ %/m,
    )
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Open report/report.html')
    const page = readFileSync(join(cwd, 'report', 'report.html'), 'utf8')
    expect(page).toContain('<h1>How should values be written for bundled:use-lite?</h1>')
    expect(page).toMatch(/<svg[^>]+role="img"/)
    expect(page).not.toContain('<script')
    expect(readdirSync(join(cwd, 'report', 'figures')).sort()).toEqual([
      'advice-embedder-times.png',
      'advice-embedder-times.svg',
    ])
  })

  test('prints JSON for a pipeline, and asks again for nothing', async () => {
    const { stdout, stderr } = await advise(cwd, ...bundled, '--json')
    expect(stderr).toMatch(/([\d,]+) of \1 texts, \1 from the cache/)
    const advice = JSON.parse(stdout)
    expect(advice).toMatchObject({
      format: 'numeracy-advice',
      version: 1,
      spec: 'bundled:use-lite',
      seed: 1,
      models: [{ kind: 'embedder', standIn: false, subjects: [{ subject: 'times' }] }],
    })
    const [{ forms, chosen, text }] = advice.models[0].subjects
    expect(forms[0]).toMatchObject({ id: 'plain', gain: null })
    expect(forms[1].gain).toMatchObject({
      adjusted: expect.any(Number),
      corrected: [expect.any(Number), expect.any(Number)],
    })
    expect(text.en).toMatch(/^Write times/)
    expect(text.zh).toMatch(/^时间/)
    if (chosen.significant) expect(chosen.gain.corrected[0]).toBeGreaterThan(0)
    const written = JSON.parse(readFileSync(join(cwd, 'report', 'advice.json'), 'utf8'))
    expect(written).toEqual(advice)
  })

  test('says how to write values of one’s own, and writes them by templates and forms of the catalogue', async () => {
    writeFileSync(
      join(cwd, 'ours.csv'),
      Array.from({ length: 40 }, (_, at) => `$${at * 75 + 20}.50`).join('\n'),
    )
    const own = ['bundled:use-lite', '--series', 'ours.csv', '--form', 'Price: {d}', '--form', '$2,038.50']
    const { code, stdout } = await advise(cwd, ...own)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^→ Write the values of ours\.csv (?:as written, )?as “.+”/m)
    expect(stdout).toMatch(/^ {2}ours\.csv, \$20\.50 to \$2945\.50 .*verdict$/m)
    expect(stdout).toMatch(/^. Price: \$\d+\.50 +0\.\d{3}/m)
    expect(stdout).toMatch(/^. \$\d,\d{3}\.50 +0\.\d{3}/m)
    expect(stdout).toMatch(/^Asked “less than \$\d+\.50” and “more than/m)
    const [subject] = JSON.parse((await advise(cwd, ...own, '--json')).stdout).models[0].subjects
    expect(subject).toMatchObject({
      subject: 'ours.csv',
      ranges: { heldOut: null },
      chosen: { heldOut: null },
    })
    expect(subject.forms.map(({ id }: { id: string }) => id)).toEqual([
      'as written',
      'Price: {d}',
      'currency sign and separators',
      'range question',
    ])
    expect(subject.values.choice.length + subject.values.usual.length).toBe(40)
    expect(subject.values.choice.some((value: number) => subject.values.usual.includes(value))).toBe(false)
    await advise(cwd, ...own, '--out', 'own-report')
    expect(readdirSync(join(cwd, 'own-report', 'figures'))).toContain('advice-embedder-ours.csv.svg')
  })

  test('does not take what it found of one file for another with the same texts', async () => {
    for (const [name, value] of [
      ['up.csv', (at: number) => at],
      ['down.csv', (at: number) => 41 - at],
    ] as const) {
      const rows = Array.from({ length: 40 }, (_, at) => `item ${at + 1},${value(((at * 7) % 40) + 1)}`)
      writeFileSync(join(cwd, name), `text,value\n${rows.join('\n')}`)
    }
    const of = async (name: string) => {
      const { stdout } = await advise(cwd, 'bundled:use-lite', '--series', name, '--form', '{d}!', '--json')
      return JSON.parse(stdout).models[0].subjects[0]
    }
    expect((await of('up.csv')).forms[0].usual.value).not.toBe((await of('down.csv')).forms[0].usual.value)
  })

  test.each([
    [
      ['bundled:use-lite', '--form', '{d} g'],
      /--form: got a form for numbers, prices, dates, times.+expected --series, or one --subject/,
    ],
    [['bundled:use-lite', '--series', '1..9'], /1\.\.9: got 9 different values; advice needs at least 24/],
    [['bundled:use-lite', '--series', '1..50', '--form', 'grams'], /got "grams", which has no \{d\}/],
    [
      ['bundled:use-lite', '--series', 'none.csv'],
      /--series: \S+none\.csv cannot be read \(there is no such file or folder\)/,
    ],
    [['bundled:use-lite', '--series', '1..50', '--series', '1..50'], /two series named 1\.\.50/],
    [['bundled:use-light'], /There is no embedder "bundled:use-light"/],
    [['bundled:use-lite', '--subject', 'price'], /--subject: got "price"; expected one of numbers, prices/],
    [['bundled:use-lite', '--as', 'judge'], /--as: got "judge"; expected one of embedder, reranker/],
    [['bundled:use-lite', '--max-tokens', '-5'], /--max-tokens: got -5; expected 0 or more/],
  ])('refuses %j with what was expected', async (args, message) => {
    const { code, stdout, stderr } = await advise(cwd, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test('finds before it asks that a report cannot be written', async () => {
    const fresh = temporaryFolder()
    const { code, stderr } = await advise(fresh, ...bundled, '--out', join(process.execPath, 'report'))
    expect(code).toBe(2)
    expect(stderr).toMatch(/cannot be written/)
    expect(existsSync(join(fresh, '.numeracy'))).toBe(false)
  })
})
