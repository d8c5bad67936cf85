import { describe, expect, test } from 'vitest'
import { items, vector } from '../fixtures/fault-server/answers.ts'
import { faultServer } from '../fixtures/fault-server.ts'
import { httpFaults, type Refused } from './http-faults.ts'
import { type HttpModel, numbersOf } from './http-model.ts'

function wrong(name: string, change: (vector: readonly number[]) => unknown, message: RegExp): Refused {
  return { name, fault: vector(change), code: 'invalid-response', retryable: false, message }
}

const vectorFaults: readonly Refused[] = [
  wrong(
    'vectors of unequal length',
    all => all.slice(1),
    /got a vector of \d+ numbers for "[^"]+"; expected \d/,
  ),
  wrong('a vector of no numbers', () => [], /got a vector of 0 numbers/),
  wrong(
    'a vector of zeros',
    all => all.map(() => 0),
    /got a vector of zeros for "1", which has no direction/,
  ),
  wrong('a text for a vector', () => '0.1, 0.2', /as the vector of text 1; expected /),
  wrong(
    'base64 that was not asked for',
    () => 'AACAPwAAAEA=',
    /got a text as the vector of text 1; .*base64 was not asked for/,
  ),
  wrong('null for a vector', () => null, /got null as the vector of text 1; expected a list of numbers/),
  wrong('a vector for each token', all => [all, all], /got 2 vectors as the vector of text 1.*pooling/),
]

/** Registers what every embedder behind a server must do, whatever that server does. */
export function httpEmbedderFaults(model: HttpModel): void {
  httpFaults(model, vectorFaults)

  describe(`${model.name} takes`, () => {
    test.skipIf(model.isOrdered).each([
      ['vectors without any index, in input order', items(all => all.map(({ index: _, ...item }) => item))],
      [
        'vectors each in a list of its own',
        items(all => all.map(each => ({ ...each, embedding: [each.embedding] }))),
      ],
    ])('%s', async (_, quirk) => {
      const server = await faultServer(model.protocol)
      const right = await numbersOf(await model.create(server.url, ''))
      server.fault = () => quirk
      expect(await numbersOf(await model.create(server.url, ''))).toEqual(right)
      server.close()
    })
  })
}
