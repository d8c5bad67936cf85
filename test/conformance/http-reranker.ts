import { describe, expect, test } from 'vitest'
import { items } from '../fixtures/fault-server/answers.ts'
import { faultServer } from '../fixtures/fault-server.ts'
import { httpFaults, type Refused } from './http-faults.ts'
import { type HttpModel, numbersOf } from './http-model.ts'

const scoreFaults: readonly Refused[] = [
  {
    name: 'a score that is missing',
    fault: items(([first, ...rest]) => [typeof first === 'object' ? { index: first.index } : null, ...rest]),
    code: 'invalid-response',
    retryable: false,
    message: /got (?:nothing|null) as the score of document \d; expected a finite number/,
  },
]

/** Registers what every reranker behind a server must do, whatever that server does. */
export function httpRerankerFaults(model: HttpModel): void {
  httpFaults(model, scoreFaults)

  describe(`${model.name} takes`, () => {
    test.skipIf(model.isOrdered).each([
      ['results whose document is null', items(all => all.map(each => ({ ...each, document: null })))],
      ['results whose document is a text', items(all => all.map(each => ({ ...each, document: '1' })))],
      [
        'results with a score by its other name',
        items(all =>
          all.map(({ index, score, relevance_score }) =>
            score === undefined ? { index, score: relevance_score } : { index, relevance_score: score },
          ),
        ),
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
