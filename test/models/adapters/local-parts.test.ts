import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadRuntime, type Runtime } from '../../../src/models/adapters/local/library.ts'
import { unit } from '../../../src/models/adapters/local/pooling.ts'
import { framesOf } from '../../../src/models/adapters/local/post-processor.ts'
import { tokenBatches } from '../../../src/models/adapters/local/token-batches.ts'
import { folderTokens } from '../../../src/models/adapters/local/tokenizer-files.ts'
import { tokenReader } from '../../../src/models/adapters/local/tokens.ts'
import { listModels } from '../../../src/models/registry.ts'
import { changed, realOrTiny, tiny } from './local-folders.ts'

describe('loadRuntime', () => {
  const failing = (error: Error) => () => Promise.reject<Runtime>(error)

  test('names the npm line when the optional peer is not installed', async () => {
    const error = Object.assign(
      new Error("Cannot find package '@huggingface/transformers' imported from x"),
      {
        code: 'ERR_MODULE_NOT_FOUND',
      },
    )
    await expect(loadRuntime('folder:./x', failing(error))).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(
        /^folder:\.\/x: local models need the package @huggingface\/transformers, which is not installed\. Run npm install @huggingface\/transformers/,
      ),
    })
  })

  test('says why the package does not run, be it installed', async () => {
    const error = Object.assign(new Error("Cannot find package 'onnxruntime-node'"), {
      code: 'ERR_MODULE_NOT_FOUND',
    })
    await expect(loadRuntime('folder:./x', failing(error))).rejects.toThrow(
      /could not be loaded: Cannot find package 'onnxruntime-node'/,
    )
  })
})

test('numeracy models shows how a folder and a model of a hub are written', () => {
  const specs = listModels().filter(({ pattern }) => pattern)
  expect(specs.map(({ spec }) => spec)).toEqual(expect.arrayContaining(['folder:./PATH', 'hf:ORG/NAME']))
})

describe('unit', () => {
  const numbers = (value: fc.Arbitrary<number>) =>
    fc.array(value, { minLength: 1, maxLength: 50 }).map(values => Float64Array.from(values))

  test('divides by the length, also where squares would be lost at either end of what doubles can hold', () => {
    fc.assert(
      fc.property(numbers(fc.double({ noNaN: true, noDefaultInfinity: true })), vector => {
        const length = Math.hypot(...vector)
        fc.pre(length > 0 && Number.isFinite(length))
        const made = unit(vector)
        for (const [k, value] of vector.entries()) expect(made[k]).toBeCloseTo(value / length, 12)
      }),
      { numRuns: 1000 },
    )
  })

  test('leaves what has no length to the check of the answer', () => {
    for (const values of [
      [0, 0],
      [Number.NaN, 1],
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
    ])
      expect([...unit(Float64Array.from(values))]).toEqual(values)
  })
})

describe('tokenBatches', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 })
  const limits = fc.record({
    texts: fc.integer({ min: 1, max: 9 }),
    tokens: fc.integer({ min: 1, max: 120 }),
  })

  test('has every place once, in batches within both limits, but for a text that is over them by itself', () => {
    fc.assert(
      fc.property(lengths, limits, (lengths, limits) => {
        const batches = tokenBatches(lengths, limits)
        expect(batches.flat().sort((a, b) => a - b)).toEqual([...lengths.keys()])
        for (const batch of batches) {
          const padded = batch.length * Math.max(...batch.map(place => lengths[place]))
          expect(batch.length).toBeLessThanOrEqual(limits.texts)
          expect(batch.length === 1 || padded <= limits.tokens).toBe(true)
        }
      }),
    )
  })

  test('sorts by length, and keeps the order of equal lengths', () => {
    expect(tokenBatches([5, 2, 5, 2, 9], { texts: 10, tokens: 100 })).toEqual([[1, 3, 0, 2, 4]])
    expect(tokenBatches([5, 2, 5, 2, 9], { texts: 10, tokens: 12 })).toEqual([[1, 3], [0, 2], [4]])
  })
})

describe('the tokens of a folder', () => {
  const texts = ['1', '9.11', '2024-07-24', 'what is the closest item to 7?', ' ', 'x', '[SEP]', '日本']
  for (const model of [realOrTiny('all-MiniLM-L6-v2', 'encoder'), realOrTiny('none', 'cross-encoder')]) {
    test(`frames texts and pairs as the tokenizer itself does: ${model.called}`, async () => {
      const { AutoTokenizer } = await import('@huggingface/transformers')
      const tokenizer = await AutoTokenizer.from_pretrained(model.folder, { local_files_only: true })
      const reader = await folderTokens({ spec: 'x' }, model.folder, { types: 2, lowerCase: false })
      for (const first of texts) {
        const { input_ids, token_type_ids } = tokenizer(first, { return_tensor: false })
        expect(reader.single(first)).toEqual({ ids: input_ids, types: token_type_ids })
        for (const second of texts) {
          const pair = tokenizer(first, { text_pair: second, return_tensor: false })
          expect(reader.pair(first, second)).toEqual({ ids: pair.input_ids, types: pair.token_type_ids })
        }
      }
    })
  }

  /** Of `7`, and of `7` with `12`, from the Python package tokenizers (0.20) on the same tokenizer.json. */
  const [cls, sep] = [2, 3]
  const marks = { cls: ['[CLS]', cls], sep: ['[SEP]', sep] }
  const one = { ids: [cls, 37, sep], types: [0, 0, 0] }
  const bare = [
    { ids: [37], types: [0] },
    { ids: [37, 31, 100], types: [0, 1, 1] },
  ] as const
  const bert = [one, { ids: [cls, 37, sep, 31, 100, sep], types: [0, 0, 0, 1, 1, 1] }] as const
  const roberta = [one, { ids: [cls, 37, sep, sep, 31, 100, sep], types: [0, 0, 0, 0, 0, 0, 0] }] as const
  const mark = (id: string) => ({ SpecialToken: { id, type_id: 0 } })
  const text = (id: string) => ({ Sequence: { id, type_id: 0 } })
  const template = {
    type: 'TemplateProcessing',
    single: [mark('[CLS]'), text('A'), mark('[SEP]')],
    pair: [mark('[CLS]'), text('A'), mark('[SEP]'), mark('[SEP]'), text('B'), mark('[SEP]')],
    special_tokens: { '[CLS]': { ids: [cls] }, '[SEP]': { ids: [sep] } },
  }
  const bytes = { type: 'ByteLevel' }
  const ours = async (post_processor: unknown, settings: object = {}, types: number | null = 2) => {
    const json = JSON.parse(readFileSync(join(tiny('encoder'), 'tokenizer.json'), 'utf8'))
    const folder = changed('encoder', {
      'tokenizer.json': { ...json, post_processor },
      'tokenizer_config.json': settings,
    })
    const reader = await folderTokens({ spec: 'x' }, folder, { types, lowerCase: false })
    return [reader.single('7'), reader.pair('7', '12')]
  }

  test.each([
    ['nothing', null, bare],
    ['BertProcessing', { type: 'BertProcessing', ...marks }, bert],
    ['RobertaProcessing', { type: 'RobertaProcessing', ...marks }, roberta],
    ['the template of XLM-RoBERTa', template, roberta],
    ['ByteLevel', bytes, bare],
    ['a sequence', { type: 'Sequence', processors: [bytes, template] }, roberta],
  ])("have the marks and types that Python's tokenizers give: %s", async (_, processor, expected) => {
    expect(await ours(processor)).toEqual(expected)
  })

  test('are all of the first text where the tokenizer or the model tells no texts apart', async () => {
    const processor = { type: 'BertProcessing', ...marks }
    const plain = [bert[0], { ...bert[1], types: [0, 0, 0, 0, 0, 0] }]
    expect(await ours(processor, {}, 1)).toEqual(plain)
    for (const tokenizer_class of ['RobertaTokenizer', 'MPNetTokenizerFast', 'DistilBertTokenizer'])
      expect(await ours(processor, { tokenizer_class })).toEqual(plain)
    expect(await ours(processor, { model_input_names: ['input_ids', 'attention_mask'] })).toEqual(plain)
    const asked = { tokenizer_class: 'RobertaTokenizer', model_input_names: ['input_ids', 'token_type_ids'] }
    for (const settings of [
      { tokenizer_class: 'BertTokenizer' },
      { tokenizer_class: 'DebertaV2Tokenizer' },
      asked,
    ])
      expect(await ours(processor, settings, null)).toEqual(bert)
  })

  test('are refused where their marks are not known', async () => {
    await expect(ours({ type: 'Other' })).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/its tokenizer could not be loaded: .*Other/),
    })
    await expect(ours({ ...template, special_tokens: {} })).rejects.toThrow(/no ids for \[CLS\]/)
  })

  test('are split once for each text, however many pairs it stands in', () => {
    const split: string[] = []
    const splitter = {
      encode(text: string) {
        split.push(text)
        return { ids: [text.length], tokens: [text], attention_mask: [1] }
      },
      tokenize: (text: string) => [text],
    }
    const reader = tokenReader(splitter, { frames: framesOf(null), padding: 0 })
    for (const document of ['7', '8', '9']) reader.pair('query', document)
    expect(split).toEqual(['query', '7', '8', '9'])
  })
})
