import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

function put(name: string, content: string | Uint8Array): void {
  writeFileSync(join(cwd, name), content)
}

/** What a command line that must fail says, both to a person and to a program. */
async function refusal(...args: string[]): Promise<{ message: string; code: string }> {
  const [person, program] = [recordingContext({ cwd }), recordingContext({ cwd })]
  expect(await runCommand(args, person)).toBe(2)
  expect(await runCommand([...args, '--json'], program)).toBe(2)
  expect(person.written().stdout + program.written().stdout).toBe('')
  const { error } = JSON.parse(program.written().stderr)
  expect(person.written().stderr).toBe(`error: ${error.message}\n`)
  expect(error.details).toBeTypeOf('object')
  return error
}

describe('a wrong word gets the nearest right one', () => {
  test.each([
    [['prob'], /^Unknown command 'prob'\. Did you mean probe\?$/],
    [['probe', '--serie', 'integers'], /^Unknown option '--serie'\. Did you mean --series\?$/],
    [
      ['probe', '--series', 'integer'],
      /^There is no series "integer"\. Did you mean integers\? A range is written/,
    ],
    [['series', 'timesday'], /Did you mean times-day/],
    [
      ['probe', '--embed', 'bundled:use-lit'],
      /^There is no embedder "bundled:use-lit"\. Did you mean bundled:use-lite\?/,
    ],
    [
      ['probe', '--rerank', 'bundlet:use-lite'],
      /^There is no reranker "bundlet:use-lite"\. Did you mean bundled:use-lite\?/,
    ],
    [
      ['ask', '9', '9.9', '9.11', '--as', 'numbers'],
      /^--as: got "numbers"; expected one of number, version, date, time, money\.$/,
    ],
    [['probe', '--roles', 'both'], /^--roles: got "both"; expected one of same, query-document\.$/],
    [['help', 'prob'], /^Unknown command 'prob'\. Did you mean probe\?$/],
    [['help', 'nothing'], /^Unknown command 'nothing'\. `numeracy --help` lists commands and options\.$/],
  ])('%j', async (args, message) => expect((await refusal(...args)).message).toMatch(message))
})

describe('a word too many or too few is named', () => {
  test.each([
    [
      ['ask'],
      /^Missing required argument 'anchor'\. `numeracy ask --help` lists its arguments and options\.$/,
    ],
    [['ask', '9', '9.9'], /^ask: got 1 candidate; expected two or more/],
    [
      ['series', 'dates', 'times'],
      /^Too many arguments for 'series'\. Expected 1 argument but got 2: dates, times\. `numeracy series/,
    ],
    [['probe', '--seed', 'one'], /^--seed: got "one"; expected a whole number, such as --seed 1\.$/],
    [['probe', '--seed', '99999999999999999999'], /^--seed: got .* expected a whole number/],
  ])('%j', async (args, message) => expect((await refusal(...args)).message).toMatch(message))
})

test('--article stands alone', async () => {
  expect(
    (await refusal('probe', '--article', '--series', 'dates', '--embed', 'bundled:use-lite')).message,
  ).toBe(
    '--article: got --embed and --series as well; expected it alone, for it names models, series and prompts. Leave one of them out.',
  )
})

describe('a text that lacks its document is refused before anything is asked', () => {
  test.each(['--prompt', '--template'])('%s', async option => {
    const { message, code } = await refusal('probe', option, 'what is close?')
    expect(message).toMatch(
      new RegExp(`^${option}: got "what is close\\?", which has no \\{d\\}; expected a text with \\{d\\}`),
    )
    expect(code).toBe('usage')
  })
})

describe('ask', () => {
  test.each([
    [['', '8', '9'], /^ask: the anchor is empty; expected a text/],
    [['9', '', '8'], /candidate.* is empty/],
    [['9', '8', '8'], /^ask: got the candidate "8" twice; expected distinct texts\. Remove one\.$/],
    [
      ['9', '8', '7', '--as', 'date'],
      /^ask --as date: got "9", which does not read as a date; expected one such as 2024-01-01\./,
    ],
    [
      ['2024-02-30', '2024-02-28', '2024-02-29', '--as', 'date'],
      /"2024-02-30", which does not read as a date/,
    ],
  ])('refuses %j', async (args, message) => expect((await refusal('ask', ...args)).message).toMatch(message))

  test('refuses a text of 10 MB with its length and the limit, and does not print it', async () => {
    const { message } = await refusal('ask', '9', 'x'.repeat(10_000_000), '8')
    expect(message).toMatch(/10,000,000 characters.*10,000/)
    expect(message.length).toBeLessThan(500)
  })
})

describe('a series file', () => {
  test.each([
    [
      'has a line that reads as nothing',
      '1\n2\nthree hundred\n4\n',
      /^bad\.csv, line 3: got "three hundred", which reads as no number/,
    ],
    ['mixes kinds', '1\n$2\n3\n', /^bad\.csv, line 2: /],
    [
      'has a value that is no number',
      '"a",1\n"b",two\n"c",3\n',
      /^bad\.csv, line 2: got the value "two"; expected a finite number/,
    ],
    ['has only two different texts', '1\n2\n2\n', /^bad\.csv: got 2 different texts on 3 lines/],
    ['has two lines', '1\n2\n', /^bad\.csv: got 2 lines with text; a series needs at least 3\. Add lines\.$/],
    ['is empty', '', /^bad\.csv: got 0 lines with text; a series needs at least 3/],
    ['has columns that differ', 'a,2\n3\nb,5\n', /^bad\.csv, line 2|^bad\.csv, line 1/],
    ['leaves a quote open', '"1\n2\n3\n', /^bad\.csv, line 1: /],
    [
      'is not UTF-8',
      new Uint8Array([0x31, 0x0a, 0xff, 0xfe, 0x0a, 0x33]),
      /is not UTF-8 text\. Save it as UTF-8/,
    ],
  ])('that %s is refused', async (_, content, message) => {
    put('bad.csv', content)
    expect((await refusal('probe', '--series', 'bad.csv')).message).toMatch(message)
  })

  test('that is not there, or is a folder, is named by its path', async () => {
    mkdirSync(join(cwd, 'folder'))
    expect((await refusal('probe', '--series', 'missing.csv')).message).toMatch(
      /^--series: .*missing\.csv cannot be read \(there is no such file/,
    )
    expect((await refusal('probe', '--series', './folder')).message).toMatch(
      /^--series: .*folder is a folder, not a file/,
    )
  })
})

describe('a run file', () => {
  const tooLarge = 500_000_000

  test.each([
    ['is not JSON', 'hello', /is not JSON; expected the JSON that "numeracy probe" writes/],
    [
      'is cut off',
      '{"format":"numeracy-run","version":1,"created":"2026-',
      /is cut off: its JSON ends too early/,
    ],
    [
      'is of a later version',
      '{"format":"numeracy-run","version":7}',
      /was written by a newer numeracy \(version 7 of the format\); this one reads version 1\. Update numeracy\.$/,
    ],
    [
      'is of another format',
      '{"format":"other","version":1}',
      /is JSON of the format "other"; expected "numeracy-run"/,
    ],
    [
      'lacks its parts',
      '{"format":"numeracy-run","version":1}',
      /does not have the shape of a run: .*; and \d+ more\. Correct it, or write it again\.$/,
    ],
    ['is empty', '', /is empty/],
  ])('that %s is refused, and no report is written', async (_, content, message) => {
    put('run.json', content)
    expect((await refusal('report', 'run.json', '--out', 'out')).message).toMatch(message)
  })

  test('of 500 MB is refused unread', async () => {
    const file = openSync(join(cwd, 'run.json'), 'w')
    ftruncateSync(file, tooLarge)
    closeSync(file)
    expect((await refusal('report', 'run.json')).message).toMatch(/has 477 MiB; at most 256 MiB are read/)
  })

  test('that is not there, or is a folder, is named by its path', async () => {
    expect((await refusal('report', 'nope.json')).message).toMatch(
      /nope\.json cannot be read \(there is no such file/,
    )
    expect((await refusal('report', '.')).message).toMatch(/run\.json cannot be read \(there is no such file/)
  })
})

test('an output folder that cannot be written is found before a model is asked', async () => {
  put('taken', 'a file')
  const { message, code } = await refusal('probe', '--series', '1..10', '--out', 'taken')
  expect(message).toMatch(/^The folder .*taken cannot be written \(.*\)\. Choose another place\.$/)
  expect(code).toBe('storage')
  expect(existsSync(join(cwd, '.numeracy'))).toBe(false)
})

describe('cache clear', () => {
  test('names what is near when nothing of the kind is kept', async () => {
    expect((await refusal('cache', 'clear', 'bundled:use-lite')).message).toMatch(
      /^cache clear: nothing is kept of "bundled:use-lite"\./,
    )
  })
})
