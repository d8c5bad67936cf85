import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import type { NamedModel } from '../../src/experiments/ask.ts'
import type { NearestQuestion } from '../../src/experiments/nearest-answer.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { ask } from '../../src/usecases/ask.ts'
import { asking, named, namedEmbedder, namedReranker } from '../experiments/fixtures/asking.ts'
import { letters } from '../models/fakes.ts'

/** A reranker that gives each candidate the score that is written here. */
function scoring(scores: Readonly<Record<string, number>>) {
  return namedReranker({ answer: (_, documents) => documents.map(document => scores[document]) })
}

async function answerOf(question: Partial<NearestQuestion>, model: NamedModel) {
  const asked = { anchor: '9', candidates: ['9.9', '9.11'], as: null, ...question }
  const result = await ask({ ...asked, models: [model] }, asking())
  return { ...result, ...result.models[0] }
}

describe('ask', () => {
  test('asks a reranker the question of the article, an embedder with the bare texts', async () => {
    const [reranker, embedder] = [namedReranker(), namedEmbedder()]
    const question = { anchor: '9', candidates: ['9.9', '9.11'], as: null }
    await ask({ ...question, models: [reranker, embedder] }, asking())
    expect(reranker.model.requests).toEqual([
      { query: 'what is the closest item to 9?', documents: ['9.9', '9.11'] },
    ])
    expect(embedder.model.requests.flat().toSorted()).toEqual(['9', '9.11', '9.9'])
  })

  test('asks nothing again that it has asked before', async () => {
    const options = asking({ cache: memoryCache() })
    const question = { anchor: '9', candidates: ['9.9', '9.11'], as: null }
    const first = await ask({ ...question, models: [namedReranker()] }, options)
    const model = namedReranker()
    expect(await ask({ ...question, models: [model] }, options)).toEqual(first)
    expect(model.model.requests).toEqual([])
  })

  test('says what is true, and whether the model sees it', async () => {
    const right = await answerOf({}, scoring({ '9.9': 0.25, '9.11': 0.75 }))
    expect(right).toMatchObject({
      as: 'number',
      truth: '9.11',
      nearest: '9.11',
      verdict: 'right',
      margin: 0.5,
    })
    const wrong = await answerOf({}, scoring({ '9.9': 0.75, '9.11': 0.25 }))
    expect(wrong).toMatchObject({ truth: '9.11', nearest: '9.9', verdict: 'wrong', margin: -0.5 })
    const tie = await answerOf({}, scoring({ '9.9': 0.5, '9.11': 0.5 + 1e-7 }))
    expect(tie).toMatchObject({ truth: '9.11', verdict: 'tie' })
  })

  test('measures the margin against the best of the others', async () => {
    const candidates = ['8', '9.5', '20']
    const answer = await answerOf({ candidates }, scoring({ '8': 0.5, '9.5': 0.25, '20': 0.125 }))
    expect(answer).toMatchObject({ truth: '9.5', nearest: '8', verdict: 'wrong', margin: -0.25 })
  })

  test('gives the other truth for the same digits read as versions', async () => {
    const question = { anchor: '10.0', candidates: ['9.9', '9.11'] }
    const scores = scoring({ '9.9': 1, '9.11': 0 })
    expect(await answerOf({ ...question, as: 'number' }, scores)).toMatchObject({
      truth: '9.9',
      verdict: 'right',
    })
    expect(await answerOf({ ...question, as: 'version' }, scores)).toMatchObject({
      truth: '9.11',
      verdict: 'wrong',
    })
  })

  test.each([
    ['money', '$2.00', ['$1.99', '$2.99'], '$1.99'],
    ['date', '2024-01-01', ['2024-12-31', '2023-12-31'], '2023-12-31'],
    ['time', '23:59', ['23:00', '00:00'], '00:00'],
    ['time', '00:00', ['12:00', '23:59:59', '00:01'], '23:59:59'],
    ['number', '4294967297', ['4294967299', '4294967296'], '4294967296'],
  ])('reads %s by itself: nearest to %s of %j is %s', async (as, anchor, candidates, truth) => {
    expect(await answerOf({ anchor, candidates }, namedReranker())).toMatchObject({ as, truth })
  })

  test.each([
    ['two candidates are equally near', { anchor: '5', candidates: ['4', '6'] }, 'number'],
    ['rounding alone would tell them apart', { anchor: '0.3', candidates: ['0.2', '0.4'] }, 'number'],
    ['the texts are of two kinds', { anchor: '5', candidates: ['$4', '7'] }, null],
    ['a text has no reading', { anchor: 'five', candidates: ['4', '7'] }, null],
    ['versions are not said to be versions', { anchor: 'v1.0', candidates: ['v1.1', 'v1.2'] }, null],
  ])('does not know what is true where %s', async (_, question, as) => {
    const answer = await answerOf(question, namedReranker())
    expect(answer).toMatchObject({ as, truth: null, verdict: 'unknown', margin: null })
    expect(question.candidates).toContain(answer.nearest)
    const isRead = answer.candidates.every(({ value }) => value !== null)
    expect(isRead).toBe(as !== null)
  })

  test.each([
    ['currencies', '$100', ['¥100', '$101'], null, 'money', '"$100" is in USD and "¥100" is in JPY or CNY'],
    [
      'currencies, though said to be money',
      '$5',
      ['5 €', '$6'],
      'money',
      'money',
      '"$5" is in USD and "5 €" is in EUR',
    ],
    [
      'a date and a time',
      '2024-01-01',
      ['12:00', '2024-01-03'],
      null,
      null,
      '"2024-01-01" is a date and "12:00" is a time',
    ],
    [
      'a version and numbers',
      'v9.11',
      ['9.9', '9.10'],
      null,
      null,
      '"v9.11" reads as no number, money, date, time or quantity',
    ],
    ['units', '5 km', ['5 m', '6 kg'], null, 'quantity', '"5 km" is a length in m and "6 kg" is a mass in g'],
    [
      'two notations',
      '1.5',
      ['1,6', '2.5'],
      null,
      'number',
      '"1.5" has the decimal point and "1,6" has the decimal comma',
    ],
    [
      'thousands or decimals',
      '1,000',
      ['999', '2,000'],
      null,
      'number',
      '"1,000" reads as 1000 (decimal point) and as 1 (decimal comma)',
    ],
    [
      'days or months',
      '01/02/2024',
      ['02/01/2024', '05/02/2024'],
      null,
      'date',
      '"01/02/2024" reads as 2024-02-01 (day before month) and as 2024-01-02 (month before day)',
    ],
  ] as const)('compares no %s, and says why', async (_, anchor, candidates, as, family, reason) => {
    for (const model of [
      scoring({ [candidates[0]]: 1, [candidates[1]]: 0 }),
      scoring({ [candidates[0]]: 0, [candidates[1]]: 1 }),
    ])
      expect(await answerOf({ anchor, candidates, as }, model)).toMatchObject({
        as: family,
        reason,
        truth: null,
        verdict: 'unknown',
        margin: null,
      })
  })

  test('knows what is nearest where every notation says the same', async () => {
    const question = { anchor: '1,500', candidates: ['1,400', '2,000'] }
    const answer = await answerOf(question, scoring({ '1,400': 1, '2,000': 0 }))
    expect(answer).toMatchObject({ as: 'number', truth: '1,400', verdict: 'right', reason: null })
    expect(answer.candidates[0].value).toBeNull()
  })

  test('gives the candidates in their order, with value, similarity and tokens', async () => {
    const model = { ...scoring({ '9.9': 0.75, '9.11': 0.25 }).model, tokenizer: letters }
    expect((await answerOf({}, named(model))).candidates).toEqual([
      { text: '9.9', value: 9.9, similarity: 0.75, tokens: ['9', '.', '9'] },
      { text: '9.11', value: 9.11, similarity: 0.25, tokens: ['9', '.', '1', '1'] },
    ])
    expect((await answerOf({}, namedReranker())).candidates[0].tokens).toBeNull()
  })

  test('answers for each model under its name', async () => {
    const models = [
      { ...namedEmbedder(), id: 'one' },
      { ...namedReranker(), id: 'two' },
    ]
    const { models: answers } = await ask({ anchor: '1', candidates: ['2', '3'], models }, asking())
    expect(answers.map(({ model }) => model)).toEqual(['one', 'two'])
  })

  test.each<[string, Partial<NearestQuestion>, string, string]>([
    ['an empty anchor', { anchor: ' ' }, 'input', 'ask: the anchor is empty; expected a text such as 9.11.'],
    [
      'a control character',
      { candidates: ['1', '2\x1b'] },
      'input',
      'ask: candidate 2 holds the control character U+001B',
    ],
    ['an empty candidate', { candidates: ['1', ''] }, 'input', 'ask: candidate 2 is empty;'],
    ['one candidate', { candidates: ['1'] }, 'usage', 'ask: got 1 candidate; expected two or more'],
    ['no candidates', { candidates: [] }, 'usage', 'ask: got no candidates; expected two or more'],
    ['a candidate twice', { candidates: ['1', '2', '1'] }, 'input', 'ask: got the candidate "1" twice;'],
    [
      'a candidate that is too long',
      { candidates: ['1', 'x'.repeat(10_001)] },
      'input',
      'ask: candidate 2 has 10,001 characters; at most 10,000 are taken.',
    ],
    [
      'a text that does not read as it should',
      { as: 'version', candidates: ['9.9', 'nine'] },
      'input',
      'ask --as version: got "9", which does not read as a version; expected one such as 9.11.',
    ],
    ['a date that does not exist', { as: 'date', anchor: '2024-02-30' }, 'input', 'got "2024-02-30", which'],
  ])('refuses %s before it asks', async (_, question, code, problem) => {
    const model = namedReranker()
    const error = await answerOf(question, model).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NumeracyError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(problem) })
    expect(model.model.requests).toEqual([])
  })
})
