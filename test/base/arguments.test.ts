import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import {
  compare,
  numberDifferences,
  probe,
  readQuantities,
  sameNumbers,
  score,
  seriesFromFile,
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
    ['probe', probe as Any, [...wrong, [], 'x', { models: 5 }, { series: 'integers' }, { prompts: {} }]],
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
