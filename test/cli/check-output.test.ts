import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import {
  type Checked,
  checkAnnotations,
  checkJson,
  checkJunit,
  checkMarkdown,
  checkText,
} from '../../src/cli/check-output.ts'

const about = { model: 'a<b|c', interval: null, bound: 0.5 }
const checked: Checked = {
  result: {
    passed: false,
    gates: [
      {
        ...about,
        gate: 'integers/concordance at least 0.5',
        outcome: 'pass',
        value: 0.75,
        message: 'got 0.750.',
      },
      {
        ...about,
        gate: 'index at least 20',
        outcome: 'fail',
        value: -30.4,
        message: 'got −30.4,\nexpected: 20 % & "more".',
      },
      { ...about, gate: 'near not worse', outcome: 'unclear', value: -0.01, message: 'not clear.' },
    ],
  },
  failed: [{ model: 'embedder:dead', error: new NumeracyError('model-unavailable', 'no answer') }],
}

describe('what came of a check', () => {
  test('is a table with a sentence for all that did not pass', () => {
    expect(checkText(checked, null)).toBe(`   gate                               model  value
✓  integers/concordance at least 0.5  a<b|c   0.75
✗  index at least 20                  a<b|c  −30.4
?  near not worse                     a<b|c  −0.01

✗ index at least 20, a<b|c: got −30.4,
  expected: 20 % & "more".
? near not worse, a<b|c: not clear.
✗ embedder:dead did not answer: no answer
1 of 3 gates passed, 1 failed, 1 undecided, 1 model did not answer.
`)
  })

  test('is JUnit: failures are gates, errors are models, and texts are escaped', () => {
    const xml = checkJunit(checked)
    expect(xml).toContain('<testsuite name="numeracy" tests="4" failures="1" errors="1">')
    expect(xml).toContain('<failure message="got −30.4,\nexpected: 20 % &#38; &#34;more&#34;."/>')
    expect(xml).toContain('classname="a&#60;b|c"')
    expect(xml).toContain('<error message="no answer"/>')
  })

  test.each([
    ['a line end of any kind', 'a\rb\u2028c\r\nd\u0085e', 'a b c d e'],
    ['what XML forbids', 'a\u001b[31m', 'a\u241b\\[31m'],
  ])('no model breaks its row of Markdown by %s', (_, model, expected) => {
    const gates = checked.result.gates.map(gate => ({ ...gate, model }))
    const markdown = checkMarkdown({ result: { passed: false, gates }, failed: [] })
    const rows = markdown.split(/[\r\n\u0085\u2028\u2029]/).filter(line => /^\| [✓✗?] \|/.test(line))
    expect(rows).toHaveLength(gates.length)
    expect(rows.every(row => row.includes(` ${expected} `))).toBe(true)
  })

  test('is a Markdown table in which nothing breaks a cell', () => {
    const lines = checkMarkdown(checked).trimEnd().split('\n')
    expect(lines).toHaveLength(8)
    expect(lines[5]).toBe('| ✗ | index at least 20 | a\\<b\\|c | got −30.4, expected: 20 % & "more". |')
  })

  test('is annotations that GitHub reads, each on one line', () => {
    expect(checkAnnotations(checked).trimEnd().split('\n')).toEqual([
      '::error title=a<b|c%3A index at least 20::got −30.4,%0Aexpected: 20 %25 & "more".',
      '::notice title=a<b|c%3A near not worse::not clear.',
      '::error title=embedder%3Adead did not answer::no answer',
    ])
  })

  test('is JSON with what failed', () => {
    expect(JSON.parse(checkJson(checked))).toMatchObject({
      format: 'numeracy-check',
      version: 1,
      passed: false,
      errors: [{ model: 'embedder:dead', message: 'no answer' }],
    })
  })
})
