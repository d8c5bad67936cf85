import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { blockYaml, type Yaml } from '../../../src/report/export/block-yaml.ts'
import { askPython, canImport } from '../../docs/python.ts'

const texts = [
  'plain',
  'no',
  '1.10',
  '',
  '- "x": #\\',
  'two\nlines\r\n',
  '\u0000\u007f\u0085\u00a0\u2028\ufeff\ufffe',
  '一 😀',
]

test('is a block for lists and records, one line for each text', () => {
  expect(blockYaml({ a: [{ b: 'x', c: 1.5 }, ['y']], d: [], e: { f: '' } })).toBe(
    'a:\n  - b: "x"\n    c: 1.5\n  - - "y"\nd: []\ne:\n  f: ""\n',
  )
})

test('is read as it was, whatever its texts hold', () => {
  const value: fc.Arbitrary<Yaml> = fc.letrec<{ any: Yaml }>(tie => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.integer({ min: -10_000, max: 10_000 }).map(number => number / 10_000),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'type', 'model-index'), tie('any'), {
        minKeys: 1,
        noNullPrototype: true,
      }),
    ),
  })).any
  fc.assert(
    fc.property(fc.record({ root: value }), root => {
      expect(parse(blockYaml(root))).toEqual(root)
    }),
  )
})

const hasYaml = canImport('yaml')
test(`is read by ${hasYaml ? 'PyYAML, which knows YAML 1.1,' : 'yaml as YAML 1.1, for lack of PyYAML,'} as it was`, () => {
  const text = blockYaml({ texts, numbers: [0.7371, 0.0001, -1] })
  expect(text).toMatch(/^[\x20-\x7e\n\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u)
  const program = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.argv[1])))'
  const read = hasYaml ? askPython(program, text) : parse(text, { version: '1.1' })
  expect(read).toEqual({ texts, numbers: [0.7371, 0.0001, -1] })
})
