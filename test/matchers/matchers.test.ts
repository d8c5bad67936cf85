import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect as jestExpect } from 'expect'
import { describe, expect, test } from 'vitest'
import { numeracyMatchers as jestMatchers } from '../../src/matchers/jest.ts'
import { numeracyMatchers, recorded } from '../../src/matchers/vitest.ts'
import { defineEmbedder, defineReranker } from '../../src/models/define.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

expect.extend(numeracyMatchers)
jestExpect.extend(jestMatchers)

/** Turns a vector by the first number of a text. */
function reader(revision = '1') {
  const asked: string[] = []
  const vector = (text: string) => {
    asked.push(text)
    const angle = Number(/\d+(?:\.\d+)?/.exec(text)?.[0] ?? 0) / 100
    return [Math.cos(angle), Math.sin(angle)]
  }
  return { asked, model: defineEmbedder(texts => texts.map(vector), { name: 'reader', revision }) }
}

/** A reranker that knows nothing. */
const blind = defineReranker((_, documents) => documents.map(() => 0.5), { name: 'blind', revision: '1' })

const near = { anchor: '$25', closer: '$24', farther: '$250' }

describe.each([
  ['Vitest', expect],
  ['Jest', jestExpect as unknown as typeof expect],
])('with %s', (_, given) => {
  const { model } = reader()

  test('toPlaceCloser passes where the closer one is more similar, and says both similarities', async () => {
    await given(model).toPlaceCloser(near)
    await given(model).not.toPlaceCloser({ anchor: '$25', closer: '$250', farther: '$24' })
    await expect(given(model).not.toPlaceCloser(near)).rejects.toThrow(
      'custom:reader@1 places "$24" closer to "$25" than "$250": similarity 1.000 against −0.628.\nExpected "$24" not to be the closer one.',
    )
    await expect(
      given(model).toPlaceCloser({ anchor: '$25', closer: '$250', farther: '$24' }),
    ).rejects.toThrow(
      'custom:reader@1 places "$24" closer to "$25" than "$250": similarity −0.628 against 1.000.\nExpected "$250" to be the closer one.',
    )
  })

  test('toPlaceCloser calls a tie a tie', async () => {
    await expect(given(blind).toPlaceCloser(near)).rejects.toThrow(
      'custom:blind@1 places "$24" and "$250" at the same distance from "$25": similarity 0.500 against 0.500.\nExpected "$24" to be the closer one.',
    )
  })

  test('toOrderNumbers holds concordance to a share, or to what comparing characters gets', async () => {
    await given(model).toOrderNumbers('1..40')
    await given(model).toOrderNumbers(['1 kg', '2 kg', '9 kg', '40 kg'], { min: 1 })
    await given(model).toOrderNumbers(['one 1', 'two 2', 'nine 9'], { values: [1, 2, 9], min: 1 })
    await given(blind).not.toOrderNumbers('1..10')
    await expect(given(blind).toOrderNumbers('1..10', { min: 0.75 })).rejects.toThrow(
      'custom:blind@1 scores the closer of two higher in 50.0 % of cases, on 10 documents from "1" to "10"; guessing gets 50 %.\nExpected 75.0 % or more.',
    )
    await expect(given(model).not.toOrderNumbers('1..10', { min: 0.75 })).rejects.toThrow(
      'Expected not 75.0 % or more.',
    )
    await expect(given(blind).toOrderNumbers('1..10')).rejects.toThrow(
      /Expected more than the \d\d\.\d % that comparing characters gets\.$/,
    )
  })

  test('toKeepNumbersApart goes by a threshold, or by a rephrasing', async () => {
    const texts = ['invoice 10', 'invoice 60'] as const
    await given(model).toKeepNumbersApart(...texts, { threshold: 0.9 })
    await given(model).toKeepNumbersApart(...texts, { rephrased: 'bill no. 10' })
    await given(blind).not.toKeepNumbersApart(...texts, { rephrased: 'bill no. 10' })
    await expect(given(model).toKeepNumbersApart(...texts, { threshold: 0.5 })).rejects.toThrow(
      'custom:reader@1 finds "invoice 60" too similar to "invoice 10": 0.878 against 0.500 of the threshold.\nExpected less, for the numbers differ.',
    )
    await expect(given(model).not.toKeepNumbersApart(...texts, { threshold: 0.9 })).rejects.toThrow(
      'custom:reader@1 finds "invoice 60" less similar to "invoice 10": 0.878 against 0.900 of the threshold.\nExpected no less, so that they count as one.',
    )
  })

  test.each([
    ['a text for a model', async () => given('bundled:use-lite').not.toPlaceCloser(near), 'expected a model'],
    [
      'no limit',
      async () => given(model).not.toKeepNumbersApart('a 1', 'a 2', {}),
      'got neither threshold nor rephrased',
    ],
    [
      'two limits',
      async () => given(model).not.toKeepNumbersApart('a 1', 'a 2', { threshold: 1, rephrased: 'b' }),
      'got threshold and rephrased',
    ],
    [
      'the same number twice',
      async () => given(model).not.toKeepNumbersApart('1,000 units', '1000 units', { threshold: 0.5 }),
      'which hold the same numbers',
    ],
    [
      'texts that are no values',
      async () => given(model).not.toOrderNumbers(['a', 'b', 'c']),
      'Give what they stand for as { values',
    ],
    ['two texts', async () => given(model).not.toOrderNumbers(['1', '2']), 'a series needs at least 3'],
  ])('refuses %s, with .not too', async (_what, work, message) => {
    await expect(work()).rejects.toThrow(message)
  })
})

describe('a recorded model', () => {
  test('is asked while recording, and never after', async () => {
    const file = join(temporaryFolder(), 'deep', 'numbers.recording.json')
    const { model, asked } = reader()
    await expect(recorded(model, file, { record: true })).toPlaceCloser(near)
    await expect(recorded(model, file, { record: true })).toOrderNumbers('1..12', { min: 1 })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      format: 'numeracy-recording',
      model: { kind: 'embedder', spec: 'custom:reader@1' },
    })
    const before = asked.length
    const replayed = recorded(model, pathToFileURL(file), { record: false })
    await expect(replayed).toPlaceCloser(near)
    await expect(replayed).toOrderNumbers('1..12', { min: 1 })
    expect(asked.length).toBe(before)
  })

  test('asks for each text once in a process, and again in the next', async () => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    const { model, asked } = reader()
    const recording = recorded(model, file, { record: true })
    await expect(recording).toPlaceCloser(near)
    await expect(recording).toPlaceCloser({ ...near, farther: '$300' })
    expect(asked).toHaveLength(4)
    await expect(recorded(model, file, { record: true })).toPlaceCloser(near)
    expect(asked).toHaveLength(7)
  })

  test('of a reranker has the scores of each question', async () => {
    const file = join(temporaryFolder(), 'reranker.recording.json')
    await expect(recorded(blind, file, { record: true })).not.toPlaceCloser(near)
    await expect(recorded(blind, file, { record: false })).not.toPlaceCloser(near)
    await expect(
      expect(recorded(blind, file, { record: false })).not.toPlaceCloser({ ...near, anchor: '$26' }),
    ).rejects.toThrow(
      /has no scores for "what is the closest item to \$26\?" by custom:blind@1\. Run the tests once with NUMERACY_RECORD=1/,
    )
  })

  test('says how to record what is missing', async () => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    const { model } = reader()
    const asking = () => expect(recorded(model, file, { record: false })).not.toPlaceCloser(near)
    await expect(asking()).rejects.toThrow(
      `${file}: there is no recording of custom:reader@1. Run the tests once with NUMERACY_RECORD=1, where the model can be asked, and keep the file with the code.`,
    )
    expect(existsSync(file)).toBe(false)
    await expect(recorded(model, file, { record: true })).toPlaceCloser({ ...near, farther: '$300' })
    await expect(asking()).rejects.toThrow(`it has no vector of "$250" by custom:reader@1.`)
  })

  test('is refused under the name of another model, and leaves out what another version answered', async () => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    await expect(recorded(reader().model, file, { record: true })).toPlaceCloser(near)
    const other = reader('2').model
    await expect(expect(recorded(other, file, { record: false })).toPlaceCloser(near)).rejects.toThrow(
      'got a recording of the embedder custom:reader@1; expected one of the embedder custom:reader@2',
    )
    await expect(recorded(other, file, { record: true })).toPlaceCloser({ ...near, farther: '$300' })
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')).vectors)).toEqual(['$24', '$25', '$300'])
  })

  test('is refused where the file is something else', async () => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    for (const text of ['', '{', '{"format":"numeracy-run"}', '[1]']) {
      writeFileSync(file, text)
      const asking = expect(recorded(reader().model, file, { record: false })).toPlaceCloser(near)
      await expect(asking).rejects.toThrow('is no recording')
    }
  })

  test('keeps texts that have a name in JavaScript, and is read with a byte order mark', async () => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    const block = { queries: ['__proto__'], documents: ['constructor', '9'] }
    const asked = await recorded(reader().model, file, { record: true }).similarities(block)
    writeFileSync(file, `\ufeff${readFileSync(file, 'utf8')}`)
    expect(await recorded(reader().model, file, { record: false }).similarities(block)).toEqual(asked)
  })

  test.each([
    ['cut short', 'AACAPw=='],
    ['no base64', '!!!'],
    ['not finite', Buffer.from(new Float32Array([Number.NaN, 1]).buffer).toString('base64')],
  ])('is refused where a vector is %s', async (_, vector) => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    const block = { queries: ['5'], documents: ['7', '9'] }
    await recorded(reader().model, file, { record: true }).similarities(block)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/("9": ")[^"]+/, `$1${vector}`))
    await expect(recorded(reader().model, file, { record: false }).similarities(block)).rejects.toThrow(
      /its vector of "9" is damaged: got \d+ numbers?; expected 2, all of them finite/,
    )
  })

  test('can be written by several at once', async () => {
    const file = join(temporaryFolder(), 'numbers.recording.json')
    const { model } = reader()
    await Promise.all(
      [2, 3, 4, 5].map(step =>
        expect(recorded(model, file, { record: true })).toOrderNumbers(`1..60:${step}`),
      ),
    )
    for (const step of [2, 3, 4, 5])
      await expect(recorded(model, file, { record: false })).toOrderNumbers(`1..60:${step}`)
  })
})
