import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { encodeFloats } from '../../src/base/float-codec.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import type { Run } from '../../src/store/run.ts'
import type { RunFile } from '../../src/store/run-file.ts'
import { runText } from '../../src/store/run-text.ts'
import { anyRun, base64Of, sampleFile, sampleRun } from './fixtures/sample-run.ts'

describe('parseRun', () => {
  test('gives back any run that runText wrote', () => {
    fc.assert(
      fc.property(anyRun, run => {
        expect(parseRun(runText(run), 'run.json')).toEqual(withoutNegativeZero(run))
      }),
    )
  })

  test('reads a file that an editor gave a byte order mark and other spaces', () => {
    const text = `\uFEFF${JSON.stringify(sampleFile, null, 4)}\r\n\r\n`
    expect(parseRun(text, 'run.json')).toEqual(sampleRun)
  })

  test('reads a file from before roles stood in it as what it was', () => {
    const { roles: _, ...older } = sampleFile
    const [measure] = sampleFile.measures
    const withAsymmetry = (value: number | null, model = measure.model) =>
      JSON.stringify({ ...older, measures: [{ ...measure, id: 'asymmetry', value, model }] })
    const rolesIn = (text: string) => parseRun(text, 'run.json').roles
    expect(rolesIn(JSON.stringify(older))).toBe('same')
    expect(rolesIn(withAsymmetry(0))).toBe('same')
    expect(rolesIn(withAsymmetry(null))).toBe('same')
    expect(rolesIn(withAsymmetry(0.1, 'levenshtein'))).toBe('same')
    expect(rolesIn(withAsymmetry(0.1))).toBe('query-document')
    expect(rolesIn(withAsymmetry(0.1).replace('{', '{"roles":"same",'))).toBe('same')
    expect(() => rolesIn(withAsymmetry(0.1).replace('{', '{"roles":"queries",'))).toThrow(/roles/)
  })

  test('says of an empty file that it is empty', () => {
    for (const text of ['', ' \n', '\uFEFF']) {
      expect(messageFor(text)).toBe(
        'The run file run.json is empty; expected the JSON that "numeracy probe" writes. Write it again.',
      )
    }
  })

  test('says of a run that was cut off anywhere that it is cut off', () => {
    const text = runText(sampleRun).trimEnd()
    for (let end = 1; end < text.length; end++) {
      expect(messageFor(text.slice(0, end)), `cut off after ${end}`).toMatch(
        /^The run file run\.json is cut off: its JSON ends too early, after [\d,]+ characters?\. Copy or write it again\.$/,
      )
    }
  })

  test('says of other texts that they are not JSON, without repeating them', () => {
    for (const text of [
      '<html>secret</html>',
      'value,secret\n1,2',
      '{"format": secret}',
      '{"a":1}}',
      'secret',
    ]) {
      const message = messageFor(text)
      expect(message).toBe(
        'The run file run.json is not JSON; expected the JSON that "numeracy probe" writes. Give a file named run.json, or its folder.',
      )
    }
  })

  test('says which format it got instead', () => {
    for (const [value, got] of [
      [{ format: 'numeracy-score', version: 1 }, 'of the format "numeracy-score"'],
      [{ name: 'package' }, 'of no known format'],
      [null, 'of no known format'],
      [[1], 'of no known format'],
      ['numeracy-run', 'of no known format'],
    ]) {
      expect(messageFor(JSON.stringify(value))).toBe(
        `The run file run.json is JSON ${got}; expected "numeracy-run". Give a file that "numeracy probe" wrote.`,
      )
    }
  })

  test('asks for an update when the file is of a newer version, before it looks at the rest', () => {
    expect(messageFor('{"format":"numeracy-run","version":2,"unheard":"of"}')).toBe(
      'The run file run.json was written by a newer numeracy (version 2 of the format); this one reads version 1. Update numeracy.',
    )
  })

  test('refuses versions that never were', () => {
    for (const version of ['0', '"1"', '1.5e-3', 'null', '[1]']) {
      expect(messageFor(`{"format":"numeracy-run","version":${version}}`)).toMatch(
        /^The run file run\.json says version .+ of the format; this numeracy reads version 1\. Write it again\.$/,
      )
    }
    expect(messageFor('{"format":"numeracy-run"}')).toContain('says no version of the format')
  })

  test('names the first three places that are wrong, and how many more there are', () => {
    const { seed: _, ...rest } = sampleFile
    const message = messageFor(
      JSON.stringify({
        ...rest,
        models: [{ ...sampleFile.models[0], kind: 'oracle' }],
        series: [{ ...sampleFile.series[0], values: ['one', 2] }],
        verdicts: 'none',
        extra: 1,
      }),
    )
    expect(message).toMatch(
      /^The run file run\.json does not have the shape of a run: seed: .+; models\[0\]\.kind: .+; series\[0\]\.values\[0\]: .+; and 2 more\. Correct it, or write it again\.$/,
    )
    expect(message.length).toBeLessThan(400)
  })

  test('refuses numbers that are not finite', () => {
    const text = runText(sampleRun).replace('"values":[1,2]', '"values":[1,1e999]')
    expect(messageFor(text)).toContain('series[0].values[1]: ')
  })

  test('refuses details that are nested too deeply, instead of running out of stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    const message = messageFor(runText(sampleRun).replace('"details":{', `"details":{"deep":${deep},`))
    expect(message).toBe('The run file run.json is nested too deeply to be a run. Write it again.')
  })

  test('takes details of fifty levels, and writes them again; no more than a run has', () => {
    const nested = (levels: number) =>
      runText(sampleRun).replace(
        '"details":{',
        `"details":{"deep":${'['.repeat(levels)}${']'.repeat(levels)},`,
      )
    expect(runText(parseRun(nested(50), 'run.json'))).toContain('['.repeat(50))
    expect(messageFor(nested(101))).toBe(
      'The run file run.json is nested too deeply to be a run. Write it again.',
    )
  })

  const polluted = '{"polluted":"yes"}'
  test.each([
    ['details of a measure', '"details":{', `"details":{"__proto__":${polluted},`],
    ['details, deep in them', '"details":{', `"details":{"deep":[{"__proto__":${polluted}}],`],
    ['the identity of a model', '"identity":{', '"identity":{"__proto__":"polluted",'],
  ])('drops __proto__ from %s, and no object inherits from it', (_, before, after) => {
    const run = parseRun(runText(sampleRun).replace(before, after), 'run.json')
    const { deep, ...details } = run.measures[0]!.details!
    expect(details).toEqual(sampleRun.measures[0]!.details)
    expect(run.models).toEqual(sampleRun.models)
    for (const object of [{}, run, details, ...(Array.isArray(deep) ? deep : [])]) {
      expect(Reflect.get(object, 'polluted')).toBeUndefined()
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    }
  })

  test.each([
    ['the run', '"seed":1', `"__proto__":${polluted},"seed":1`, 'the file: '],
    ['a series', '"id":"integers"', `"id":"integers","__proto__":${polluted}`, 'series[0]: '],
  ])('refuses __proto__ as a member of %s', (_, before, after, place) => {
    expect(messageFor(runText(sampleRun).replace(before, after))).toContain(
      `${place}Unrecognized key: "__proto__"`,
    )
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  const [series] = sampleFile.series
  const [matrix] = sampleFile.matrices
  const contradictions: Record<string, [change: Partial<RunFile>, problem: string]> = {
    'texts and values of different number': [
      { series: [{ ...series!, values: [1] }] },
      'series[0] has 2 texts but 1 values',
    ],
    'a circle without a period': [
      { series: [{ ...series!, ruler: 'circular' }] },
      'series[0] is circular but has no period',
    ],
    'details that their measure does not have': [
      {
        measures: [
          {
            ...sampleFile.measures[0]!,
            id: 'digit-order',
            value: 0.6,
            details: { places: [{ place: 'last' }] },
          },
        ],
      },
      'measures[0].details.places[0].place is wrong for digit-order: Invalid input: expected number, received string',
    ],
    'a measure without the details that say what it found': [
      { measures: [{ ...sampleFile.measures[0]!, id: 'within-lag', value: 0.6, details: undefined }] },
      'measures[0].details is wrong for within-lag: Invalid input: expected object, received undefined',
    ],
    'a logarithm of a value that has none': [
      { series: [{ ...series!, ruler: 'log', values: [0, 1] }] },
      'series[0] is on a log ruler but has a value that is not above 0',
    ],
    'two series of one id': [
      { series: [series!, series!] },
      'series[1] has the id "integers", which another has already',
    ],
    'two models of one id': [
      { models: [...sampleFile.models, sampleRun.models[0]!] },
      'models[2] has the id "bundled:use-lite", which another has already',
    ],
    'a matrix of an unknown model': [
      { matrices: [{ ...matrix!, model: 'gone' }] },
      'matrices[0] names the model "gone", which is not in models',
    ],
    'a matrix of an unknown series': [
      { matrices: [{ ...matrix!, series: 'gone' }] },
      'matrices[0] names the series "gone", which is not in series',
    ],
    'a measure of an unknown series': [
      { measures: [{ ...sampleFile.measures[0]!, series: 'gone' }] },
      'measures[0] names the series "gone", which is not in series',
    ],
    'a verdict on an unknown model': [
      { verdicts: [{ ...sampleFile.verdicts[0]!, model: 'gone' }] },
      'verdicts[0] names the model "gone", which is not in models',
    ],
    'a case of an unknown model': [
      { cases: [{ ...sampleFile.cases[0]!, model: 'gone' }] },
      'cases[0] names the model "gone", which is not in models',
    ],
    'a matrix of another size than its series': [
      { matrices: [{ ...matrix!, rows: 4, columns: 1 }] },
      'matrices[0] has 4 rows and 1 columns, but its series has 2 texts',
    ],
    'a matrix that lacks a byte': [
      { matrices: [{ ...matrix!, data: base64Of(15) }] },
      'matrices[0] holds 15 bytes, but 2 rows and 2 columns of float32 are 16 bytes',
    ],
    'a matrix of another number type': [
      { matrices: [{ ...matrix!, dtype: 'float64' }] },
      'matrices[0] holds 16 bytes, but 2 rows and 2 columns of float64 are 32 bytes',
    ],
    'a matrix that is not base64': [
      { matrices: [{ ...matrix!, data: base64Of(16).replace(/^./, '*') }] },
      'matrices[0] holds data that is not base64, but 2 rows and 2 columns of float32 are 16 bytes',
    ],
    'a matrix whose base64 has padding in its middle': [
      { matrices: [{ ...matrix!, data: `BwcHBw==${base64Of(10)}` }] },
      'matrices[0] holds data that is not base64, but 2 rows and 2 columns of float32 are 16 bytes',
    ],
  }
  for (const [name, [change, problem]] of Object.entries(contradictions)) {
    test(`refuses ${name}`, () => {
      expect(messageFor(JSON.stringify({ ...sampleFile, ...change }))).toBe(
        `The run file run.json contradicts itself: ${problem}. Correct it, or write it again.`,
      )
    })
  }

  test('takes the length of base64 from its text exactly, whatever the padding', () => {
    for (const [rows, bytes] of [
      [1, 4],
      [2, 8],
      [3, 12],
    ] as const) {
      const zero = { ...matrix!, experiment: 'zero' as const, rows, columns: 1, data: base64Of(bytes) }
      const [{ values }] = parseRun(JSON.stringify({ ...sampleFile, matrices: [zero] }), 'run.json').matrices
      expect(encodeFloats(values, zero.dtype)).toBe(zero.data)
    }
  })

  test('throws nothing but its own error, whatever one character of a run becomes', () => {
    const text = runText(sampleRun)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (place, character) => {
        try {
          parseRun(text.slice(0, place) + character + text.slice(place + 1), 'run.json')
        } catch (error) {
          expect(error).toBeInstanceOf(NumeracyError)
        }
      }),
      { numRuns: 500 },
    )
  })
})

function messageFor(text: string): string {
  try {
    parseRun(text, 'run.json')
  } catch (error) {
    if (error instanceof NumeracyError && error.code === 'input' && error.details.file === 'run.json') {
      return error.message
    }
    throw error
  }
  throw new Error('The text was taken for a run')
}

/** JSON has one zero. */
function withoutNegativeZero(run: Run): Run {
  const { matrices, ...rest } = run
  return {
    ...JSON.parse(JSON.stringify(rest)),
    matrices: matrices.map(matrix => ({ ...matrix, values: matrix.values.map(value => value) })),
  }
}
