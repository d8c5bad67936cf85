import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import {
  advise,
  ask,
  check,
  compare,
  defineSeries,
  doctor,
  estimateProbe,
  numberDifferences,
  probe,
  readQuantities,
  readRun,
  reproduce,
  resolveEmbedder,
  sameNumbers,
  score,
  seriesFromFile,
  trend,
} from '../../src/index.ts'

/** A program without types may call a function with anything. */
type Any = (...given: unknown[]) => unknown

const wrong = [null, 5, true, 10n, Symbol('x'), () => 1]

describe('a function of the library that is given what it does not take', () => {
  test.each<[string, Any, readonly unknown[]]>([
    ['readQuantities', readQuantities as Any, [...wrong, undefined, {}, []]],
    ['sameNumbers', sameNumbers as Any, [...wrong, undefined, {}, []]],
    ['sameNumbers', numberDifferences as Any, [...wrong, undefined, {}, []]],
    ['compare', compare as Any, [...wrong, undefined, {}, 'run.json', [null, null], [{ run: 5 }]]],
    ['score', score as Any, [...wrong, undefined, {}, [], { numbers: 5 }]],
    [
      'probe',
      probe as Any,
      [
        ...wrong,
        ...[
          [],
          'x',
          { models: 5 },
          { series: 'integers' },
          { prompts: {} },
          { models: [null] },
          { embed: 5 },
        ],
        ...[{ embed: [null] }, { rerank: {} }, { tokenizer: 5 }, { series: [null] }, { series: [5] }],
        ...[{ prompts: [null] }, { roles: 'both' }, { controls: null }, { suite: 'all' }, { size: 'large' }],
        ...[{ seed: 1.5 }, { seed: Number.NaN }, { seed: '1' }, { experiments: ['pair'] }, { cases: [5] }],
        ...[{ zeroSeries: ['integers'] }, { tags: 'step=1' }],
      ],
    ],
    ['estimateProbe|^probe', estimateProbe as Any, [...wrong, { roles: 'both' }, { embed: 5 }]],
    ['ask', ask as Any, [...wrong, undefined, {}, { anchor: 9, candidates: [1, 2] }, { anchor: '9' }]],
    ['ask', ask as Any, [{ anchor: '9', candidates: ['8', '7'], as: 'weight' }]],
    ['advise', advise as Any, [...wrong, undefined, { subjects: 'prices' }, { forms: [5] }, { seed: 'x' }]],
    ['check', check as Any, [...wrong, undefined, {}, { gates: [5] }]],
    ['reproduce', reproduce as Any, [...wrong, undefined, {}, { analyses: ['all'] }]],
    ['trend', trend as Any, [...wrong, undefined, {}, ['run.json'], [{ name: 'a' }], [{ run: {} }]]],
    ['(?:a )?model', doctor as Any, [...wrong, undefined, {}, { model: 5 }, { model: 'x:y', as: 'both' }]],
    ['a model', resolveEmbedder as Any, [...wrong, undefined, {}]],
    ['The run file', readRun as Any, [...wrong, undefined, {}]],
    ['defineSeries', defineSeries as Any, [...wrong, undefined, {}, { id: 5 }]],
    ['Series s', defineSeries as Any, [{ id: 's' }, { id: 's', texts: ['1', 2, '3'], values: [1, 2, 3] }]],
    ['--series', seriesFromFile as Any, [null, 5, {}, undefined]],
  ])('refuses it by the one class of errors, with its name: %s', async (name, call, all) => {
    for (const given of all) {
      const thrown = await (async () => call(given, 'text'))().then(
        () => null,
        (error: unknown) => error,
      )
      expect(thrown, String(given)).toBeInstanceOf(NumeracyError)
      expect((thrown as NumeracyError).message).toMatch(new RegExp(`^${name}.*(?:expected|Give)`, 's'))
    }
  })
})

describe('settings that are none', () => {
  test.each([
    [null, 'settings: got null; expected an object'],
    [{ cache: 5 }, 'settings: cache: got what is none'],
    [{ cache: {} }, 'settings: cache: got what is none'],
    [{ cache: null }, 'settings: cache: got what is none'],
    [{ signal: {} }, 'settings: signal: got an object; expected an AbortSignal'],
    [{ listen: 'x' }, 'settings: listen: got the text "x"; expected a function'],
    [{ budget: 5 }, 'settings: budget: got the number 5; expected an object'],
    [{ budget: { requests: Number.NaN } }, 'settings: budget: requests: got the number NaN'],
  ])('are refused before anything is asked: %j', async (settings, message) => {
    const asked = (probe as Any)({ series: ['1..5'], experiments: ['pairs'], controls: 'none' }, settings)
    await expect(asked).rejects.toThrow(message)
    await expect(asked).rejects.toBeInstanceOf(NumeracyError)
  })
})
