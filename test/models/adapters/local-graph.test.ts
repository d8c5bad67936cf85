import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { onnxGraph } from '../../../src/models/adapters/local/onnx-graph.ts'
import { halves } from '../../../src/models/adapters/local/output.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cosine, embedderOf, graphConfig, rerankerOf, rows, withGraph, write } from './local-folders.ts'
import { type TinyOutput, tinyGraph } from './tiny-graph.ts'

const places = [{ name: 'position_ids', looked: true }]
const files = { tokens: 'model.onnx_data', places: 'model.onnx_data_1' }

describe('external data', () => {
  test.each(['model.onnx.data', 'model.onnx_data', 'weights.bin', 'sub/any name', 'onnx__MatMul_1'])(
    'called %s belong to the identity, by content, and to the model',
    async tokens => {
      const first = withGraph({ external: { tokens } })
      const other = withGraph({ external: { tokens }, scale: 2, inputs: [] })
      const same = withGraph({ external: { tokens } })
      const revision = async (folder: string) => (await embedderOf(folder)).id.revision
      expect(await revision(same)).toBe(await revision(first))
      expect(await revision(other)).not.toBe(await revision(first))
      expect(readFileSync(join(other, 'onnx/model.onnx'))).toEqual(
        readFileSync(join(first, 'onnx/model.onnx')),
      )
      const [[inside], [outside]] = [await rows(withGraph({}), ['42']), await rows(first, ['42'])]
      expect(outside).toEqual(inside)
    },
  )

  test('change the revision when they are trained on in place', async () => {
    const folder = withGraph({ external: files, inputs: places })
    const before = (await embedderOf(folder)).id.revision
    const path = join(folder, 'onnx', files.places)
    const bytes = readFileSync(path)
    bytes[7] ^= 1
    writeFileSync(path, bytes)
    expect((await embedderOf(folder)).id.revision).not.toBe(before)
  })

  test('that are missing or cut off are named before anything runs', async () => {
    const folder = withGraph({ external: files, inputs: places })
    truncateSync(join(folder, 'onnx', files.tokens), 100)
    await expect(embedderOf(folder)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/its onnx\/model\.onnx_data has 100 bytes; .* expects 4096/),
    })
    rmSync(join(folder, 'onnx', files.tokens))
    await expect(embedderOf(folder)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/keeps weights in onnx\/model\.onnx_data, which is not there/),
    })
  })

  test.each(['../../secret', '/etc/hostname', 'a/../../../b', 'C:/x'])(
    'outside of the folder are refused: %s',
    async tokens => {
      const { graph } = tinyGraph({ external: { tokens } })
      await expect(embedderOf(withGraph({}, { 'onnx/model.onnx': graph }))).rejects.toMatchObject({
        code: 'input',
        message: expect.stringContaining("outside of the model's folder"),
      })
    },
  )
})

describe('an ONNX file', () => {
  const whole = tinyGraph({ inputs: places, external: files }).graph

  test('tells its outputs and its external data', () => {
    const path = join(temporaryFolder(), 'model.onnx')
    write(path, whole)
    expect(onnxGraph(path)).toEqual({
      outputs: [{ name: 'last_hidden_state', shape: [null, null, 4] }],
      external: new Map([
        [files.tokens, 4096],
        [files.places, 1024],
      ]),
    })
  })

  test.each([
    ['a text', 'no weights', /begins no field/],
    ['an empty file', '', /holds no graph/],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:12\n', /git lfs pull/],
    ['half of a file', whole.subarray(0, whole.length / 2), /cut off/],
  ])('that is %s is no model, and the error says why', async (_, content, why) => {
    const folder = withGraph({}, { 'onnx/model.onnx': content })
    await expect(embedderOf(folder)).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(why),
    })
    await expect(embedderOf(folder)).rejects.toThrow(/its onnx\/model\.onnx could not be loaded/)
  })

  test('that is damaged is read, or refused with a sentence, and never hangs', () => {
    const path = join(temporaryFolder(), 'model.onnx')
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, length) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        write(path, bytes.subarray(0, length))
        try {
          expect(onnxGraph(path).outputs).toBeInstanceOf(Array)
        } catch (error) {
          expect((error as Error).message).toMatch(/it |byte \d+ /)
        }
      }),
    )
  })

  test('that the runtime refuses is an error of the model', async () => {
    const [name, other] = ['Gather', 'Gathxx'].map(each => Buffer.from(each))
    const graph = Buffer.from(tinyGraph().graph)
    other.copy(graph, graph.indexOf(name))
    await expect(rows(withGraph({}, { 'onnx/model.onnx': graph }), ['1'])).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/its onnx\/model\.onnx could not be loaded: .*Gathxx/),
    })
  })
})

describe('the inputs of weights', () => {
  const long = '0123456789'

  test('that count places are 0, 1, 2 … in batches as alone', async () => {
    const folder = withGraph({ inputs: places })
    const [short] = await rows(folder, ['7'])
    const [together, last] = await rows(folder, ['7', long])
    expect(cosine(together, short)).toBeGreaterThan(0.9999999)
    expect(last).not.toEqual((await rows(withGraph({}), [long]))[0])
  })

  test('count from behind the padding in families like RoBERTa', async () => {
    const model = (model_type: string) =>
      withGraph(
        { inputs: places },
        { 'config.json': { ...graphConfig, architectures: undefined, model_type, pad_token_id: 1 } },
      )
    const [bert] = await rows(model('bert'), ['7'])
    const [roberta] = await rows(model('roberta'), ['7'])
    const [moved] = await rows(model('xlm-roberta'), ['7'])
    expect(roberta).not.toEqual(bert)
    expect(moved).toEqual(roberta)
  })

  test('may be of 32 bits, and may be the empty memory of a decoder', async () => {
    const [expected] = await rows(withGraph({}), ['7'])
    const memory = ['key', 'value'].map(what => ({
      name: `past_key_values.0.${what}`,
      type: 'float32' as const,
      sizes: ['batch', 2, 'past', 8],
    }))
    const cache = { name: 'use_cache_branch', type: 'bool' as const, sizes: [1] }
    expect(await rows(withGraph({ type: 'int32' }), ['7'])).toEqual([expected])
    expect(await rows(withGraph({ inputs: [...memory, cache] }), ['7'])).toEqual([expected])
  })

  test('that are not known are named, without advice on texts', async () => {
    const folder = withGraph({ inputs: [{ name: 'task_id', sizes: [] }, ...places] })
    const refused = await rows(folder, ['7']).catch(error => error)
    expect(refused).toMatchObject({ code: 'input', details: { inputs: ['task_id'] } })
    expect(refused.message).toMatch(
      /needs the input task_id \(int64\), and what to give it is not known here/,
    )
    expect(refused.message).not.toMatch(/shorter/i)
  })

  test('of one size only take texts one by one, and refuse longer ones', async () => {
    const folder = withGraph({ sizes: [1, 8] }, { '1_Pooling/config.json': { pooling_mode: 'cls' } })
    const open = withGraph({}, { '1_Pooling/config.json': { pooling_mode: 'cls' } })
    expect(await rows(folder, ['7', '42'])).toEqual(await rows(open, ['7', '42']))
    await expect(rows(folder, [long])).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/read exactly 8 tokens; got 12/),
    })
  })

  test('that the tables do not hold are an error that says so', async () => {
    const folder = withGraph(
      { inputs: places },
      { 'sentence_bert_config.json': null, 'tokenizer_config.json': {} },
    )
    await expect(rows(folder, ['x'.repeat(80)])).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(
        /failed on 1 texts of up to 82 tokens: .*not in the tables of these weights/s,
      ),
    })
  })
})

describe('the outputs of weights', () => {
  const tokens = { name: 'last_hidden_state', of: 'tokens' } as const

  test.each([
    ['of tokens by any name', [{ name: '1607', of: 'tokens' }]],
    ['of tokens that says no size', [{ name: 'x', of: 'tokens', shaped: false }]],
    ['of texts by any name', [{ name: 'embeddings', of: 'texts' }]],
    [
      'of texts beside a head',
      [
        { name: 'vec', of: 'texts' },
        { name: 'logits', of: 'logits', labels: 2 },
      ],
    ],
    [
      'of tokens beside what a pooler made',
      [
        { ...tokens, name: 'x' },
        { name: 'pooler_output', of: 'texts' },
      ],
    ],
  ] as const)('is read where it is the only one: %s', async (_, outputs) => {
    const [vector] = await rows(withGraph({ outputs }), ['42'])
    expect(cosine(vector, (await rows(withGraph({}), ['42']))[0])).toBeGreaterThan(0.9999999)
  })

  test('in half and double precision are the same but for rounding', async () => {
    const [expected] = await rows(withGraph({}), ['42'])
    for (const [type, least] of [
      ['float16', 0.999999],
      ['float64', 0.99999999],
    ] as const) {
      const [vector] = await rows(withGraph({ outputs: [{ ...tokens, type }] }), ['42'])
      expect(cosine(vector, expected)).toBeGreaterThan(least)
    }
    await expect(rows(withGraph({ outputs: [{ ...tokens, type: 'int32' }] }), ['42'])).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(/got the output last_hidden_state as int32; expected float32/),
    })
  })

  test('two of which could be meant are listed with their sizes, and ?output= names one', async () => {
    const folder = withGraph({
      outputs: [
        { name: 'a', of: 'tokens' },
        { name: 'b', of: 'tokens' },
        { name: 'c', of: 'texts' },
        { name: 'd', of: 'texts' },
      ],
    })
    await expect(rows(folder, ['42'])).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/give a \(1 × 4 × 4, float32\), b .*c \(1 × 4, float32\).*\?output=/),
    })
    const [expected] = await rows(withGraph({}), ['42'])
    for (const name of ['b', 'c'])
      expect(cosine((await rows(`${folder}?output=${name}`, ['42']))[0], expected)).toBeGreaterThan(0.9999999)
    expect((await embedderOf(`${folder}?output=b`)).id.task).toBe('pooling mean; output b')
    await expect(rows(`${folder}?output=e`, ['42'])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/got output="e"; expected an output of onnx\/model\.onnx: a, b, c, d/),
    })
    await expect(rows(`${folder}?output=c&pooling=cls`, ['42'])).rejects.toThrow(
      /pooled already.*Leave pooling out/,
    )
  })

  test('a head of words is no vector', async () => {
    await expect(
      rows(withGraph({ outputs: [{ name: 'logits', of: 'tokens' }] }), ['42']),
    ).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/the weights give logits .*export the model for feature extraction/),
    })
  })

  test('of a cross-encoder are read by any name, where there is just one', async () => {
    const spec = (name: string, others: readonly TinyOutput[] = []) =>
      withGraph({ outputs: [{ name, of: 'logits' }, ...others] }, {}, 'cross-encoder')
    const score = async (folder: string) =>
      (await (await rerankerOf(folder)).score('7', ['8', '19'], {})).scores
    const [other, beside] = [spec('scores'), spec('scores', [{ name: 'x', of: 'tokens' }])]
    expect(await score(other)).toHaveLength(2)
    expect(await score(`${beside}?output=scores`)).toEqual(await score(other))
    await expect(score(`${beside}?output=x&label=0`)).rejects.toMatchObject({ code: 'invalid-response' })
  })
})

test('halves are the numbers that their bits say', () => {
  const bits = Uint16Array.from([0x3c00, 0xc000, 0x7bff, 0x0001, 0x8000, 0x3555, 0x7c00, 0xfc00, 0x7e00])
  const values = [1, -2, 65504, 2 ** -24, -0, 0.333251953125, Infinity, -Infinity, NaN]
  expect([...halves(bits)]).toEqual(values)
})
