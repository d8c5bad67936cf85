import { describe, expect, test } from 'vitest'
import { chainText, connectionTrouble } from '../../../../src/models/adapters/http/connection-trouble.ts'

/** As fetch throws it. */
function failure(code: string, message = code): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

describe('connectionTrouble', () => {
  test.each([
    ['ECONNREFUSED', true, /nothing listens/],
    ['ECONNRESET', true, /broke off/],
    ['EPIPE', true, /broke off/],
    ['UND_ERR_SOCKET', true, /broke off/],
    ['UND_ERR_HEADERS_TIMEOUT', true, /in time/],
    ['UND_ERR_CONNECT_TIMEOUT', true, /in time/],
    ['ETIMEDOUT', true, /in time/],
    ['EAI_AGAIN', true, /cannot be reached now/],
    ['EHOSTUNREACH', true, /cannot be reached now/],
    ['ENOTFOUND', false, /no such host/],
    ['EPROTO', false, /no secure connection/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, /no secure connection/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, /no secure connection/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, /no secure connection/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, /no secure connection/],
    ['CERT_HAS_EXPIRED', false, /no secure connection/],
    ['HPE_INVALID_CONSTANT', false, /not HTTP/],
    ['SOMETHING_ELSE', false, /^no answer$/],
  ])('of %s may pass: %s', (code, retryable, problem) => {
    expect(connectionTrouble(failure(code))).toMatchObject({
      retryable,
      problem: expect.stringMatching(problem),
    })
  })

  test('sees the errors of each address of a host', () => {
    const each = ['::1', '127.0.0.1'].map(host =>
      Object.assign(new Error(`connect ECONNREFUSED ${host}:1`), { code: 'ECONNREFUSED' }),
    )
    const error = new TypeError('fetch failed', { cause: new AggregateError(each) })
    expect(connectionTrouble(error).problem).toMatch(/nothing listens/)
    expect(chainText(error)).toBe(
      'fetch failed: connect ECONNREFUSED ::1:1: connect ECONNREFUSED 127.0.0.1:1',
    )
  })

  test('calls what was no error of a connection by no name', () => {
    expect(connectionTrouble('a text').problem).toBe('no answer')
    expect(chainText('a text')).toBe('')
  })
})

describe('chainText', () => {
  test('leaves out what OpenSSL puts around its reasons, and lines', () => {
    const noise = '404D6AED:error:0A00010B:SSL routines:read_header:wrong version number:../deps/x.c:77:\n'
    expect(chainText(failure('ERR_SSL_WRONG_VERSION_NUMBER', noise))).toBe(
      'fetch failed: ERR_SSL_WRONG_VERSION_NUMBER wrong version number',
    )
  })
})
