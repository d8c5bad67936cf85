import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/cli/config-file.ts'

/** Begins a variable, and in these sources no part of a template. */
const dollar = '$'

const parse = (text: string, env = {}) => parseConfig(text, 'numeracy.config.yaml', env)

describe('parseConfig', () => {
  test('reads all that a file may say', () => {
    const config = parse(`
models:
  minilm: ./models/minilm?dtype=fp32
  jina: { rerank: 'jina:jina-reranker-v2-base-multilingual' }
series: [integers, 1..500:7]
suite: article
experiments: [pairs, zero, cases, search, same]
seed: 1
out: numeracy-report
gates:
  - { measure: concordance, series: integers, min: 0.6 }
  - { measure: index, min: 20 }
  - { use: range, verdict: yes }
  - { measure: concordance, series: all, baseline: numeracy.baseline.json, min-delta: 0.02 }
  - { drift: numeracy.baseline.json, max: 0.0001 }
  - { cases: our-cases.yaml, min: 0.9, model: minilm }
`)
    expect(config.models).toEqual({
      minilm: './models/minilm?dtype=fp32',
      jina: { rerank: 'jina:jina-reranker-v2-base-multilingual' },
    })
    expect(config.gates).toHaveLength(6)
    expect(config.gates![2]).toEqual({ use: 'range', verdict: 'yes' })
  })

  test.each(['', '# a comment\n', '---\n'])('reads %j as a file that says nothing', text => {
    expect(parse(text)).toEqual({})
  })

  test('puts variables of the environment in the place of their names, wherever a text stands', () => {
    const text = `models:\n  own: "openai-compatible:${dollar}{MODEL}?baseURL=${dollar}{URL}"\nout: report-${dollar}{MODEL}`
    expect(parse(text, { MODEL: 'm', URL: 'http://127.0.0.1:1/v1' })).toEqual({
      models: { own: 'openai-compatible:m?baseURL=http://127.0.0.1:1/v1' },
      out: 'report-m',
    })
  })

  test('does not read a variable for YAML, whatever it holds', () => {
    const other = `{ seed: 7 } # ${dollar}{OTHER}`
    expect(parse(`out: ${dollar}{OUT}`, { OUT: other })).toEqual({ out: other })
  })

  test.each([
    ['modles: {}', 'line 1: unknown key "modles". Did you mean "models"?'],
    ['seed: 1\nsede: 2', 'line 2: unknown key "sede". Did you mean "seed"?'],
    ['models: { a: { rerank: x, embd: y } }', 'models.a: unknown key "embd". Did you mean "embed"?'],
    ['series: integers', 'series: got "integers"; expected a list'],
    [
      'experiments: [pair]',
      'got "pair"; expected pairs or zero or cases or search or same. Did you mean pairs?',
    ],
    ['gates: [{ measure: concordance, mim: 1 }]', 'gates 1: unknown key "mim". Did you mean "min"?'],
    ['gates: [{ foo: 1 }]', 'expected a gate with one of the keys measure, use, drift, cases.'],
    ['gates:\n  - { measure: index, min: high }', 'line 2: gates 1.min: got "high"; expected a number.'],
    ['seed: 1.5', 'seed: got 1.5; expected a whole number.'],
    ['models: { a: 3 }', 'models.a: got 3; expected a spec, {embed: spec} or {rerank: spec}.'],
    ['out: ""', 'out: got ""; expected a text that is not empty.'],
    [`out: ${dollar}{NOPE}`, 'NOPE} is not in the environment. Set it, or write the value in its place.'],
    ['- 1', 'the file: got [1]; expected keys with their values'],
    ['seed: 1\nseed: 2', 'line 2: Map keys must be unique.'],
    ['models:\n  a: "x', 'line 2: Missing closing "quote.'],
    ['models: &a { b: *a }', 'expected a spec'],
    ['models: { a: *nope }', 'has the alias *nope, but no anchor &nope before it.'],
    ['models: { __proto__: bundled:use-lite }', 'line 1: got the key "__proto__"; expected another name.'],
    ['models: { "": bundled:use-lite }', 'models: got the label ""; expected 1 to 60 characters.'],
    ['['.repeat(20_000), 'is nested too deeply'],
    ['gates: [{ measure: index, min: .nan }]', 'gates 1.min: got NaN; expected a number.'],
    ['seed: 1e400', 'seed: got Infinity; expected a number.'],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`).join('\n')}`,
      'has aliases that unfold to too much',
    ],
  ])('refuses %j: it names the file, the place, and what could be there', (text, message) => {
    expect(() => parse(text)).toThrow(/^numeracy\.config\.yaml:/)
    expect(() => parse(text)).toThrow(message)
  })
})

describe('YAML that could be read in two ways', () => {
  test('takes over the keys of another gate, also of several, and gates that stand for another', () => {
    const { gates } = parse(`
gates:
  - &least { measure: concordance, min: 0.1 }
  - *least
  - { <<: *least, series: dates }
  - <<: [*least, { min: 0.9, series: times }]
    min: 0.2
`)
    expect(gates).toEqual([
      { measure: 'concordance', min: 0.1 },
      { measure: 'concordance', min: 0.1 },
      { measure: 'concordance', min: 0.1, series: 'dates' },
      { measure: 'concordance', min: 0.2, series: 'times' },
    ])
  })

  test('keeps names as they are written: on, no, y, numbers, dates and times are no other thing', () => {
    const names = [
      'on',
      'no',
      'y',
      'true',
      '9.10',
      '010',
      '0x1F',
      '1e3',
      '2024-01-01',
      '1-30',
      '~x',
      'null-1',
    ]
    const { models } = parse(`models:\n${names.map(name => `  ${name}: a\n`).join('')}`)
    expect(Object.keys(models!).sort()).toEqual([...names].sort())
  })

  test.each([
    ['models: { 1: a, "1": b }', 'line 1: has the key "1" twice'],
    ['models: { true: a, "true": b }', 'has the key "true" twice'],
    ['gates: [{ measure: concordance, min: 0.9, min: 0.1 }]', 'Map keys must be unique'],
    ['gates: [{ measure: concordance, min: 0.9, "min": 0.1 }]', 'Map keys must be unique'],
    ['models: { ? [a, b] : c }', 'has a key that is empty, a list or an alias'],
    ['models: { ? { a: b } : c }', 'has a key that is empty, a list or an alias'],
    ['models: { ~: a }', 'has a key that is empty'],
    ['models: { null: a }', 'has a key that is empty'],
    ['models: { &a x: b, *a : c }', 'has a key that is empty, a list or an alias'],
    ['models: { __proto__: a }', 'got the key "__proto__"'],
    ['gates: [{ <<: { __proto__: { min: 0 } }, measure: concordance }]', 'got the key "__proto__"'],
    ['%YAML 1.1\n---\nmodels: { no: a }', 'line 1: says that it is YAML 1.1'],
    ['%YAML 1.1\n---\ngates: [{ measure: concordance, min: 0:30 }]', 'Remove the line %YAML'],
    ['models: { a: b }\n---\ngates: []', 'line 2: holds a second document'],
    ['gates: [{ measure: concordance, min: !!float abc }]', 'Unresolved tag: tag:yaml.org,2002:float'],
    ['models: { a: !env SECRET }', 'Unresolved tag: !env'],
    ['models: { a: !!js/function "b" }', 'Unresolved tag'],
    ['gates: [{ measure: concordance, min: .nan }]', 'gates 1.min: got NaN; expected a number'],
    ['gates: [{ measure: concordance, min: -.inf }]', 'gates 1.min: got -Infinity; expected a number'],
    ['gates: [{ measure: concordance, min: 1e999 }]', 'gates 1.min: got Infinity; expected a number'],
    ['gates: [{ measure: concordance, min: 0:30 }]', 'gates 1.min: got "0:30"; expected a number'],
    ['gates: [{ measure: concordance, min: 2024-01-01 }]', 'got "2024-01-01"; expected a number'],
    ['gates: [{ measure: concordance, min: 1_000 }]', 'got "1_000"; expected a number'],
    ['gates: [{ measure: concordance, min: yes }]', 'got "yes"; expected a number'],
    ['gates:\n\t- { measure: concordance, min: 1 }', 'Tabs'],
  ])('refuses %j', (text, message) => {
    expect(() => parse(text)).toThrow(/^numeracy\.config\.yaml:/)
    expect(() => parse(text)).toThrow(message)
  })
})
