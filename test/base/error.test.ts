import { describe, expect, test } from 'vitest'
import { messageOf, NumeracyError } from '../../src/base/error.ts'

describe('NumeracyError', () => {
  test('carries code, message and what else is known, and defaults for what is not', () => {
    const cause = new Error('below')
    const error = new NumeracyError('model-unavailable', 'm: busy.', {
      details: { model: 'm' },
      cause,
      retryable: true,
    })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'NumeracyError',
      code: 'model-unavailable',
      message: 'm: busy.',
      retryable: true,
    })
    expect([error.details, error.cause]).toEqual([{ model: 'm' }, cause])
    const bare = new NumeracyError('input', 'no.')
    expect([bare.details, bare.retryable, 'cause' in bare]).toEqual([{}, false, false])
  })
})

test.each([
  [new Error('it broke'), 'it broke'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [['a', 'list'], 'a,list'],
])('messageOf makes a text of anything thrown: %s', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message)
})
