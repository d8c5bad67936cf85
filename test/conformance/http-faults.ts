import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as answers from '../fixtures/fault-server/answers.ts'
import * as bodies from '../fixtures/fault-server/bodies.ts'
import * as connections from '../fixtures/fault-server/connections.ts'
import { type Fault, type FaultServer, faultServer, textCount } from '../fixtures/fault-server.ts'
import { canary, errorOf, guardedModel, type HttpModel, keptIn, numbersOf } from './http-model.ts'
import { statusFaults } from './http-statuses.ts'
import { sharedFaults } from './shared-faults.ts'
import { overHttp } from './troubled-server.ts'

/** A fault that no model may take for an answer, and the error it must become. */
export interface Refused {
  readonly name: string
  readonly fault: Fault
  readonly code: 'invalid-response' | 'model-unavailable'
  readonly retryable: boolean
  readonly message: RegExp
  readonly details?: Readonly<Record<string, unknown>>
}

function wrong(name: string, fault: Fault, message: RegExp, retryable = false): Refused {
  return { name, fault, code: 'invalid-response', retryable, message }
}

/** Where the items of an answer name their place. */
const indexFaults: readonly Refused[] = [
  wrong(
    'an index that is missing',
    answers.withoutAnIndex,
    /without a whole number as index at place 0; expected/,
  ),
  wrong(
    'an index that comes twice',
    answers.doubledIndex,
    /the index \d, twice; expected each index from 0 to 3 once/,
  ),
  wrong('an index that is out of range', answers.indexOutOfRange, /the index 4, which is out of range/),
]

const answerFaults: readonly Refused[] = [
  wrong(
    'a short answer',
    answers.short,
    /3 (?:vectors|scores) for 4 (?:texts|documents); expected one for each/,
  ),
  wrong(
    'a long answer',
    answers.long,
    /5 (?:vectors|scores) for 4 (?:texts|documents); expected one for each/,
  ),
  wrong('null for a number', answers.number(null), /got null (?:at place 0|as the score)/),
  wrong('a text for a number', answers.number(canary), /got a string (?:at place 0|as the score)/),
  ...['NaN', '-Infinity', 'Infinity', 'nan', '-inf'].map(number =>
    wrong(
      `${number}, which is not JSON`,
      answers.rawNumber(number),
      /got numbers that are not finite, NaN or Infinity(?!.*base URL).* The address is right/,
    ),
  ),
  wrong(
    'lists within lists for a number',
    answers.rawNumber(bodies.deepList),
    /got a list (?:at place 0|as the score)/,
  ),
  wrong(
    'lists within lists for an answer',
    bodies.text(bodies.deepList),
    /got (?:lists within lists as the vector|1 (?:vectors|scores) for 4|\d+ vectors? |a list; expected )/,
  ),
  wrong(
    'lists within lists for an error with status 200',
    bodies.text(`{"error":${bodies.deepList}}`),
    /an error with status 200: "error, with no message"/,
  ),
  wrong('a number too large for any float', answers.rawNumber('1e999'), /got (?:the score )?Infinity/),
  wrong(
    'a web page with status 200',
    bodies.webPage,
    /not JSON .*: "Please sign in, Bearer \[key\]" from http.*web page/,
  ),
  wrong(
    'JSON of another kind',
    bodies.text('{"ok":true}'),
    /an object with the members "ok"; expected a list/,
  ),
  wrong(
    'an error with status 200',
    bodies.text(`{"error":{"message":"no such model, ${canary}"}}`),
    /an error with status 200: "no such model, \[key\]"/,
  ),
  wrong(
    'an error beside numbers, with status 200',
    answers.besides({ error: 'the last text failed' }),
    /an error with status 200: "the last text failed"/,
  ),
  wrong('a bare word', bodies.text('"fine"'), /a string; expected a list/),
  wrong('JSON that is cut off', bodies.cutOff, /JSON that was cut off after \d+ characters/, true),
  wrong('an empty body', bodies.text(''), /JSON that was cut off after 0 characters/, true),
]

/** Registers what every model behind a server must do, whatever that server does. `more`: faults of its own kind. */
export function httpFaults(
  { name, protocol, create, isOrdered = false }: HttpModel,
  more: readonly Refused[],
): void {
  sharedFaults(overHttp(name, protocol, url => create(url, '')))

  let server: FaultServer
  let other: FaultServer
  let right: number[]
  beforeAll(async () => {
    server = await faultServer(protocol)
    other = await faultServer(protocol)
    right = await numbersOf(await create(server.url, ''))
  })
  beforeEach(() => {
    server.requests.length = 0
    server.fault = () => null
  })
  afterAll(() => {
    server.close()
    other.close()
  })

  describe(`${name} refuses`, () => {
    const all = [...(isOrdered ? [] : indexFaults), ...answerFaults, ...more, ...statusFaults]
    test.each(all)('$name, and keeps nothing of it', async fault => {
      server.fault = () => fault.fault
      const model = await create(server.url, '')
      const error = await errorOf(numbersOf(model), name)
      expect(error.message).toMatch(fault.message)
      const { code, retryable, details = {} } = fault
      expect(error).toMatchObject({ code, retryable, details })
      server.requests.length = 0

      const { ready, cache } = guardedModel(model)
      await errorOf(numbersOf(ready), name)
      expect(cache.summary()).toEqual([])
      if (!retryable && details.tooLarge !== true) expect(server.requests.length).toBe(1)
      server.fault = () => null
      expect(await numbersOf(ready)).toEqual(right)
      expect(keptIn(cache)).toBe(4)
    })

    test.each([400, 401, 429, 500])(
      'lists within lists as the body of a status %i, which are shown by their beginning',
      async status => {
        server.fault = () => bodies.text(`{"error":${bodies.deepList}}`, status)
        const error = await errorOf(numbersOf(await create(server.url, '')), name)
        expect(error).toMatchObject({ code: 'model-unavailable', details: { status } })
        expect(error.message.length).toBeLessThan(1500)
      },
    )

    test('an answer of more than 64 MB, without reading it to its end', async () => {
      const huge = bodies.huge(300)
      server.fault = () => huge
      const error = await errorOf(numbersOf(await create(server.url, '')), name)
      expect(error.message).toMatch(/got an answer of more than 64 MB from http/)
      expect(error).toMatchObject({ code: 'invalid-response', retryable: false })
      expect(huge.megabytes).toBeLessThan(300)
    })

    test('an error that is too long to show, without showing the beginning of the key in it', async () => {
      const model = await create(server.url, '')
      for (let length = 250; length < 310; length += 5) {
        server.fault = () => connections.status(400, 'x'.repeat(length))
        await errorOf(numbersOf(model), name)
      }
    })

    test('a redirect, so that neither key nor question goes elsewhere', async () => {
      server.fault = () => connections.redirectTo(() => other.url)
      const error = await errorOf(numbersOf(await create(server.url, '')), name)
      expect(error.message).toContain(`got status 307, which leads to ${other.url}/Bearer%20[key]`)
      expect(error.message).toMatch(/not followed, so that no key goes astray/)
      expect(error).toMatchObject({ code: 'model-unavailable', retryable: false, details: { status: 307 } })
      expect(other.requests).toEqual([])
    })
  })

  describe(`${name} goes on`, () => {
    test.skipIf(isOrdered)('after an answer in another order, which it puts right', async () => {
      server.fault = () => answers.shuffled
      expect(await numbersOf(await create(server.url, ''))).toEqual(right)
    })

    test('while an answer comes ten bytes at a time', async () => {
      server.fault = () => bodies.slow
      expect(await numbersOf(await create(server.url, ''))).toEqual(right)
    })

    test('after a connection that broke off in the middle', async () => {
      server.fault = number => (number === 1 ? connections.resetMidway : null)
      const model = await create(server.url, '')
      const error = await errorOf(numbersOf(model), name)
      expect(error).toMatchObject({ code: 'model-unavailable', retryable: true })
      expect(error.message).toMatch(/got a connection that broke off \(.+\) from http/)
      server.requests.length = 0
      expect(await numbersOf(guardedModel(model).ready)).toEqual(right)
      expect(server.requests.length).toBe(2)
    })

    test('after a server that hung until the time was over', async () => {
      server.fault = number => (number === 1 ? connections.hang : null)
      const model = await create(server.url, '&timeout=0.2')
      const error = await errorOf(numbersOf(model), name)
      expect(error).toMatchObject({ code: 'model-unavailable', retryable: true })
      expect(error.message).toMatch(/got no whole answer within 0\.2 seconds from .*\?timeout=SECONDS/)
      expect(await numbersOf(guardedModel(model).ready)).toEqual(right)
    })

    test('where it stopped: what one batch answered is kept though the next is refused', async () => {
      server.fault = number => (number === 2 ? connections.status(401, 'expired') : null)
      const { ready, cache } = guardedModel(await create(server.url, '&maxBatch=2'))
      await errorOf(numbersOf(ready), name)
      expect(keptIn(cache)).toBe(2)
      expect(await numbersOf(ready)).toEqual(right)
      expect(server.requests.length).toBe(3)
      expect(await numbersOf(ready)).toEqual(right)
      expect(server.requests.length).toBe(3)
    })

    test('with half as much at once where a server calls it too large', async () => {
      server.fault = number =>
        textCount(server.requests[number - 1]) > 2
          ? connections.status(413, 'batch size 4 > maximum allowed batch size 2')
          : null
      expect(await numbersOf(guardedModel(await create(server.url, '')).ready)).toEqual(right)
      expect(server.requests.length).toBe(3)
    })

    test('after waiting as long as the server asks', async () => {
      server.fault = number =>
        number === 1 ? connections.status(429, 'Rate limit reached', { 'retry-after': '75' }) : null
      const waits: number[] = []
      expect(await numbersOf(guardedModel(await create(server.url, ''), waits).ready)).toEqual(right)
      expect(Math.max(...waits)).toBeGreaterThanOrEqual(75_000)
    })
  })

  test(`${name} stops when it is aborted, with the reason of the signal, and does not ask again`, async () => {
    const controller = new AbortController()
    const reason = new Error('stopped by the user')
    server.fault = () => () => controller.abort(reason)
    const model = await create(server.url, '')
    await expect(numbersOf(model, controller.signal)).rejects.toBe(reason)
    expect(server.requests.length).toBe(1)
    const again = new AbortController()
    server.fault = () => () => again.abort(reason)
    await expect(numbersOf(guardedModel(model).ready, again.signal)).rejects.toBe(reason)
    expect(server.requests.length).toBe(2)
  })

  test(`${name} sends its key as a bearer, and only there`, async () => {
    await numbersOf(await create(server.url, ''))
    const [{ headers, path, body }] = server.requests
    expect(headers.authorization).toBe(`Bearer ${canary}`)
    expect(JSON.stringify({ path, body })).not.toContain('CANARY')
  })

  test(`${name} says that nothing listens at an address, and may ask again`, async () => {
    const closed = await faultServer(protocol)
    closed.close()
    const error = await errorOf(numbersOf(await create(closed.url, '')), name)
    expect(error.message).toContain('no connection, because nothing listens at that address')
    expect(error.message).toContain('Check that the server runs there.')
    expect(error).toMatchObject({ code: 'model-unavailable', retryable: true })
  })

  test(`${name} says that a server speaks no TLS, and does not ask again`, async () => {
    const error = await errorOf(numbersOf(await create(server.url.replace('http:', 'https:'), '')), name)
    expect(error.message).toMatch(
      /got no secure connection \(.+\).*whether the server speaks https or http.*NODE_EXTRA_CA_CERTS/,
    )
    expect(error).toMatchObject({ code: 'model-unavailable', retryable: false })
  })
}
