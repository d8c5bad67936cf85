import { describe, expect, test } from 'vitest'
import { parseCases } from '../../src/cli/cases-file.ts'

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
    ['ours.yaml', '- "a', 'is no YAML'],
    ['ours.jsonl', '{"anchor":1', 'line 1 is no JSON'],
  ])('refuses in %s: %j', (name, text, message) => {
    expect(() => parseCases(text, name)).toThrow(`The cases ${name}: `)
    expect(() => parseCases(text, name)).toThrow(message)
  })
})
