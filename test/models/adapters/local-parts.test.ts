import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadRuntime, type Runtime } from '../../../src/models/adapters/local/library.ts'
import { framesOf } from '../../../src/models/adapters/local/post-processor.ts'
import { tokenBatches } from '../../../src/models/adapters/local/token-batches.ts'
import { folderTokens } from '../../../src/models/adapters/local/tokenizer-files.ts'
import { tokenReader } from '../../../src/models/adapters/local/tokens.ts'
import { listModels } from '../../../src/models/registry.ts'
import { realOrTiny } from './local-folders.ts'

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
      code: 'model',
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
