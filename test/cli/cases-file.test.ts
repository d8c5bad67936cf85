import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCases, readCases } from '../../src/cli/cases-file.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

describe('parseCases', () => {
  test('reads a YAML list of cases, several wrong texts as a case each', () => {
    const text = `
- { anchor: '$25', closer: '$24', farther: '$2.50' }
- { id: limit, question: 'flats under $1,000', right: 'Flat, $950', wrong: ['Flat, $1,950', 'Flat, $9,500'] }
`
    expect(parseCases(text, 'ours.yaml')).toEqual([
      { id: 'ours.yaml/1', anchor: '$25', closer: '$24', farther: '$2.50', isQuestion: false },
      {
        id: 'limit.1',
        anchor: 'flats under $1,000',
        closer: 'Flat, $950',
        farther: 'Flat, $1,950',
        isQuestion: true,
      },
      {
        id: 'limit.2',
        anchor: 'flats under $1,000',
        closer: 'Flat, $950',
        farther: 'Flat, $9,500',
        isQuestion: true,
      },
    ])
  })

  test('reads JSON lines, blank ones left out', () => {
    const line = JSON.stringify({ anchor: '9', closer: '9.1', farther: '8' })
    expect(parseCases(`${line}\n\n${line.replace('8', '7')}\n`, 'ours.jsonl')).toHaveLength(2)
  })

  test.each([
    ['ours.yaml', 'anchor: 1', 'expected a list of cases'],
    ['ours.yaml', '[]', 'holds 0 cases'],
    [
      'ours.yaml',
      '- { anchor: a, closer: b }',
      'case 1: got {"anchor":"a","closer":"b"}; expected the texts anchor, closer and farther',
    ],
    ['ours.yaml', '- { anchor: a, closer: b, farther: b }', 'case 1: "b" is right and wrong'],
    ['ours.yaml', '- { anchor: 9, closer: b, farther: c }', 'case 1: got {"anchor":9'],
    [
      'ours.yaml',
      '- { id: x, anchor: a, closer: b, farther: c }\n- { id: x, anchor: a, closer: b, farther: d }',
      'two cases of the id "x"',
    ],
    ['ours.yaml', '- "a', 'line 1: Missing closing "quote. Correct the YAML.'],
    ['ours.yaml', '- &a { anchor: a, closer: b, farther: c }\n---\n- *a', 'line 2: holds a second document'],
    ['ours.yaml', '%YAML 1.1\n---\n- { anchor: 9:10, closer: b, farther: c }', 'says that it is YAML 1.1'],
    ['ours.yaml', '- { anchor: !env a, closer: b, farther: c }', 'Unresolved tag'],
    ['ours.jsonl', '{"anchor":1', 'line 1 is no JSON'],
    ['ours.yaml', '- { anchor: 9, closer: 9.11, farther: 9.9 }', "Put numbers in quotes, such as '9.11'"],
    ['ours.yaml', '- { anchor: a, closer: b, farther: [c, 9.9] }', 'Put numbers in quotes'],
    [
      'ours.yaml',
      '- { anchor: "a\\0", closer: b, farther: c }',
      'case 1: got the character U+0000 in "a\\u0000"',
    ],
    ['ours.jsonl', '{"anchor":"a","closer":"\\ud800","farther":"c"}', 'case 1: got the character U+D800'],
    ['ours.yaml', '- { anchor: a, closer: " ", farther: c }', 'case 1: got a text of blanks'],
    ['ours.yaml', '['.repeat(20_000), 'is nested too deeply'],
    ['ours.jsonl', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, '1 is nested too deeply'],
  ])('refuses in %s: %j', (name, text, message) => {
    expect(() => parseCases(text, name)).toThrow(`The cases ${name}: `)
    expect(() => parseCases(text, name)).toThrow(message)
  })

  test('takes as many as there may be, in one pass', () => {
    const farther = Array.from({ length: 20 }, (_, at) => `c${at}`)
    const lines = Array.from({ length: 10_000 }, () => JSON.stringify({ anchor: 'a', closer: 'b', farther }))
    expect(parseCases(lines.join('\r\n'), 'ours.jsonl')).toHaveLength(200_000)
  })

  test('reads what Windows writes: a byte order mark, and UTF-16', async () => {
    const line = '{"anchor":"a","closer":"b","farther":"c"}\r\n'
    const path = join(temporaryFolder(), 'ours.jsonl')
    for (const bytes of [Buffer.from(`\ufeff${line}`), Buffer.from(`\ufeff${line}`, 'utf16le')]) {
      writeFileSync(path, bytes)
      expect(await readCases(path, 'ours.jsonl')).toHaveLength(1)
    }
    writeFileSync(path, Buffer.from('{"anchor":"caf\xe9"}', 'latin1'))
    await expect(readCases(path, 'ours.jsonl')).rejects.toThrow('is not UTF-8 text')
  })
})
