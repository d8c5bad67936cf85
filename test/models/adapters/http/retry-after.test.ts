import { describe, expect, test } from 'vitest'
import { retryAfterSeconds } from '../../../../src/models/adapters/http/retry-after.ts'

const now = Date.parse('2026-01-01T00:00:00Z')
const inSeconds = (headers: Record<string, string>, body = '') =>
  retryAfterSeconds(new Headers(headers), body, now)

describe('a wait in headers', () => {
  test.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '12' }, 12],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1.5],
    [{ 'retry-after': '2m' }, 120],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after-ms': '1500' }, 1.5],
    [{ 'retry-after-ms': '20' }, 0.02],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1.5],
    [{ 'retry-after-ms': 'x', 'retry-after': '2' }, 2],
    [{ 'x-ms-retry-after-ms': '250' }, 0.25],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60],
    [{ date: 'Thu, 01 Jan 2026 00:00:30 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 30],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
    [{ 'x-ratelimit-reset': '30' }, 30],
    [{ 'x-rate-limit-reset': '30' }, 30],
    [{ 'ratelimit-reset': '30' }, 30],
    [{ 'x-ratelimit-reset': String(now / 1000 + 40) }, 40],
    [{ 'x-ratelimit-reset': String(now + 2500) }, 2.5],
    [{ 'x-ratelimit-reset-requests': '120ms' }, 0.12],
    [{ 'x-ratelimit-reset-requests': '1h2m3s' }, 3723],
    [{ 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '6m0.5s' }, 360.5],
    [{ 'x-ratelimit-reset-tokens': '9s', 'x-ratelimit-remaining-tokens': '1' }, undefined],
    [{ 'x-ratelimit-reset-tokens': '9s', 'x-ratelimit-remaining-tokens': '0' }, 9],
    [{ 'x-ratelimit-reset-tokens': '9s', 'retry-after': '1' }, 1],
  ])('%j is %s seconds', (headers, seconds) => {
    expect(inSeconds(headers)).toBe(seconds)
  })
})

describe('a wait in a body', () => {
  test.each<[string, number]>([
    ['Please retry in 20s', 20],
    ['Please retry in 19.873s.', 19.873],
    ['Rate limit reached. Please try again in 1m30s. Visit the page', 90],
    ['Please try again in 7m12s', 432],
    ['try again in 120ms', 0.12],
    ['Limit of 3 requests a minute; try again in 20 seconds', 20],
    ['retry after 12 seconds', 12],
    ['Please retry after 22 seconds. Go to the page of limits', 22],
    ['please wait for 2 minutes and 5 seconds before the next request', 125],
    ['wait 30 sec', 30],
    ['Retry-After: 12', 12],
    ['The quota resets in 13h2m', 46_920],
    ['Try again in about 1 hour', 3600],
    ['available again in 2 days', 172_800],
    ['{"retry_after":12.5}', 12.5],
    ['{"retry-after":"30"}', 30],
    ['{"retryAfter":"1m"}', 60],
    ['{"retryAfterMs":1500}', 1.5],
    ['{"error":{"retry_after_ms":"250"}}', 0.25],
    ['{"error":{"details":[{"@type":"RetryInfo","retryDelay":"17s"}]}}', 17],
    ['{"error":{"details":[{"retryDelay":{"seconds":"9","nanos":500000000}}]}}', 9.5],
    ['[{"error":{"message":"slow","details":[{},{"retryDelay":"0.5s"}]}}]', 0.5],
    ['{"error":"Model is loading","estimated_time":20.0}', 20],
    ['{"message":"retry in 5s","retry_after":7}', 7],
  ])('%s is %d seconds', (body, seconds) => {
    expect(inSeconds({}, body)).toBeCloseTo(seconds, 6)
  })

  test.each([
    '',
    'try again later',
    'timed out after 30 seconds',
    '{"retry":true}',
    '{"retry_after":null}',
    'retry in a while',
  ])('is not read from %j', body => {
    expect(inSeconds({}, body)).toBeUndefined()
  })

  test('counts where it is longer than that of the headers, and so do they', () => {
    expect(inSeconds({ 'retry-after': '1' }, 'retry in 20s')).toBe(20)
    expect(inSeconds({ 'retry-after': '30' }, 'retry in 20s')).toBe(30)
    expect(inSeconds({ 'x-ratelimit-reset': '90' }, 'retry in 20s')).toBe(20)
  })

  test('is looked for in lists within lists without end, and in words without end', () => {
    const deep = `${'['.repeat(30_000)}{"retry_after":3}${']'.repeat(30_000)}`
    expect(inSeconds({}, deep)).toBe(3)
    expect(inSeconds({}, 'retry in '.repeat(7000))).toBeUndefined()
    expect(inSeconds({}, `retry in ${'1s '.repeat(20_000)}`)).toBe(20_000)
  })
})
