import { renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { resolveEmbedder } from '../../../src/models/registry.ts'
import { changed, embedderOf, environment, rerankerOf, rows, tiny, withGraph } from './local-folders.ts'

const encoder = tiny('encoder')
const settled = ['config.json', 'tokenizer_config.json', 'modules.json', '1_Pooling']
const without = (files: readonly string[]) => Object.fromEntries(files.map(file => [file, null]))

async function refusal(spec: string): Promise<{ code: string; message: string }> {
  return rows(spec, ['1']).then(
    () => ({ code: 'none', message: 'it runs' }),
    error => error,
  )
}

describe('a folder with little in it', () => {
  test('is told all that it lacks at once, and runs with ?pooling=', async () => {
    const folder = changed('encoder', without(settled))
    expect(await refusal(folder)).toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /has no config\.json, no tokenizer_config\.json\. Without config\.json and tokenizer_config\.json it runs when \?pooling=/,
      ),
    })
    expect(await rows(`${folder}?pooling=mean&normalize=true`, ['42'])).toEqual(await rows(encoder, ['42']))
    const bare = changed('encoder', without([...settled, 'tokenizer.json', 'onnx']))
    expect((await refusal(bare)).message).toMatch(
      /has no config\.json, no tokenizer\.json, no tokenizer_config\.json, no onnx\/model\.onnx or /,
    )
    expect((await refusal(`${bare}?pooling=cls`)).message).toMatch(/has no tokenizer\.json, no onnx/)
  })

  test('holds a cross-encoder where its weights give logits of pairs, or ?label= says so', async () => {
    const folder = changed('cross-encoder', without(['config.json', 'tokenizer_config.json']))
    await expect(rerankerOf(folder)).rejects.toThrow(/it runs when \?label=0 says/)
    const score = async (spec: string) => (await (await rerankerOf(spec)).score('7', ['8'], {})).scores
    expect(await score(`${folder}?label=0`)).toEqual(await score(tiny('cross-encoder')))
    await expect(embedderOf(`${folder}?pooling=mean`)).rejects.toThrow(/this is a cross-encoder/)
  })
})

describe('the ONNX file', () => {
  test('is found at the root and in onnx, by its name or its precision', async () => {
    const folder = changed('encoder', {})
    renameSync(join(folder, 'onnx/model.onnx'), join(folder, 'model.onnx'))
    const [expected] = await rows(encoder, ['42'])
    for (const options of ['', '?file=model.onnx', '?file=./model.onnx', '?dtype=fp32'])
      expect(await rows(folder + options, ['42'])).toEqual([expected])
    for (const options of ['?file=model_quantized.onnx', '?file=onnx%5Cmodel_quantized.onnx'])
      expect((await embedderOf(folder + options)).id.dtype).toBe('model_quantized.onnx')
    renameSync(join(folder, 'model.onnx'), join(folder, 'onnx/encoder_model.onnx'))
    expect(await rows(folder, ['42'])).toEqual([expected])
  })

  test('of other precisions alone are listed with the options that name them', async () => {
    const folder = changed('encoder', {})
    renameSync(join(folder, 'onnx/model.onnx'), join(folder, 'onnx/model_fp16.onnx'))
    renameSync(join(folder, 'onnx/model_quantized.onnx'), join(folder, 'onnx/model_O4.onnx'))
    expect((await refusal(folder)).message).toContain(
      'There is onnx/model_O4.onnx (?file=onnx/model_O4.onnx), onnx/model_fp16.onnx (?dtype=fp16): name one',
    )
    const { id, notices } = await embedderOf(`${folder}?dtype=fp16`)
    expect([id.dtype, notices]).toEqual(['fp16', []])
    expect((await refusal(`${folder}?dtype=q4`)).message).toMatch(
      /has no onnx\/model_q4\.onnx\. There is onnx/,
    )
  })

  test('that is the only one is taken with a notice, but for a decoder', async () => {
    const folder = changed('encoder', { 'onnx/model_quantized.onnx': null })
    renameSync(join(folder, 'onnx/model.onnx'), join(folder, 'onnx/model_q4f16.onnx'))
    const { id, notices } = await embedderOf(folder)
    expect(id.dtype).toBe('q4f16')
    expect(notices).toEqual([expect.stringMatching(/only weights are onnx\/model_q4f16\.onnx \(q4f16\)/)])
    renameSync(join(folder, 'onnx/model_q4f16.onnx'), join(folder, 'onnx/decoder_model.onnx'))
    expect((await refusal(folder)).message).toContain('?file=onnx/decoder_model.onnx')
  })

  test.each(['/etc/x.onnx', '../x.onnx', 'a/../../x.onnx', 'C:/x.onnx', 'model.bin'])(
    'outside of the folder, or of another kind, is refused: %s',
    async file => {
      await expect(embedderOf(`${encoder}?file=${file}`)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('expected an ONNX file of the folder'),
      })
    },
  )
})

describe('the length of a text', () => {
  const names = ['bert', 'roberta', 'distilbert', 'camembert', 'albert', 'xlm-roberta', 'xlnet']
  const limit = { max_seq_length: 8 }

  test.each(names)('is read from sentence_%s_config.json', async name => {
    const folder = changed('encoder', {
      'sentence_bert_config.json': null,
      [`sentence_${name}_config.json`]: limit,
    })
    expect((await refusal(folder)).code).toBe('none')
    await expect(rows(folder, ['1 2 3 4 5 6 7 8'])).rejects.toThrow(/got 10 tokens .* reads at most 8/)
    await expect(
      (await rerankerOf(changed('cross-encoder', { [`sentence_${name}_config.json`]: limit }))).score(
        '1 2 3',
        ['4 5 6'],
        {},
      ),
    ).rejects.toThrow(/got 9 tokens .* reads at most 8/)
  })

  test('is that of the step Transformer, of the first file that is there, else of the tokenizer', async () => {
    const type = 'sentence_transformers.models.Transformer'
    const long = '1 2 3 4 5 6 7 8'
    const folder = changed('encoder', {
      'modules.json': [{ path: '0_Transformer/', type }],
      '0_Transformer/sentence_albert_config.json': { max_seq_length: 9 },
    })
    await expect(rows(folder, [long])).rejects.toThrow(/reads at most 9/)
    const newer = changed('encoder', {
      'sentence_bert_config.json': { transformer_task: 'feature-extraction' },
      'tokenizer_config.json': { model_max_length: 7 },
    })
    await expect(rows(newer, [long])).rejects.toThrow(/reads at most 7/)
    const either = changed('encoder', { 'sentence_xlnet_config.json': limit })
    expect(await rows(either, [long])).toHaveLength(1)
  })

  test('leaves out the places that families like RoBERTa keep for padding', async () => {
    const config = { model_type: 'roberta', max_position_embeddings: 12, pad_token_id: 1, hidden_size: 16 }
    const folder = changed('encoder', { 'sentence_bert_config.json': null, 'config.json': config })
    await expect(rows(folder, ['1 2 3 4 5 6 7 8 9'])).rejects.toThrow(/reads at most 10/)
  })
})

describe('a configuration', () => {
  const text = '{\r\n  "max_seq_length": 8,\r\n  "do_lower_case": false\r\n}\r\n'

  test.each([
    ['with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'with the NaN of Python in it',
      text.replace('false', 'false, "x": [NaN, -Infinity], "y": "NaN \\" Infinity"'),
    ],
  ])('%s is read as Python reads it', async (_, content) => {
    const folder = changed('encoder', { 'sentence_bert_config.json': content })
    await expect(rows(folder, ['1 2 3 4 5 6 7 8'])).rejects.toThrow(/reads at most 8/)
  })

  test.each([
    ['NaN where a number counts', text.replace('8', 'NaN'), /at max_seq_length: .*NaN/],
    ['half of it', text.slice(0, 20), /is not JSON: it is cut off/],
    ['nothing', '', /is not JSON: it is empty/],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\n', /git lfs pull/],
  ])('with %s is refused by name', async (_, content, why) => {
    expect(await refusal(changed('encoder', { 'sentence_bert_config.json': content }))).toMatchObject({
      code: 'input',
      message: expect.stringMatching(/: sentence_bert_config\.json /),
    })
    expect((await refusal(changed('encoder', { 'sentence_bert_config.json': content }))).message).toMatch(why)
  })

  test.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'modules.json'])(
    'that holds null is refused by name: %s',
    async file => {
      expect(await refusal(changed('encoder', { [file]: 'null' }))).toMatchObject({
        code: 'input',
        message: expect.stringContaining(`${file} is not what it should be at its top`),
      })
    },
  )

  test('of a tokenizer that is cut off says so', async () => {
    const folder = changed('encoder', { 'tokenizer.json': '{"model": {"vocab": {"a": 1, "b' })
    expect(await refusal(folder)).toMatchObject({
      code: 'input',
      message: expect.stringMatching(/tokenizer\.json is not JSON: it is cut off/),
    })
  })

  test('without id2label has two labels, or as many as the weights or num_labels say', async () => {
    const config = { architectures: ['BertForSequenceClassification'] }
    const head = (labels: number, shaped = true) =>
      withGraph(
        { outputs: [{ name: 'logits', of: 'logits', labels, shaped }] },
        { 'config.json': config },
        'cross-encoder',
      )
    for (const folder of [head(2), head(2, false)]) {
      await expect(rerankerOf(folder)).rejects.toThrow(/2 labels: 0 \(LABEL_0\), 1 \(LABEL_1\)/)
      const score = async (label: number) =>
        (await (await rerankerOf(`${folder}?label=${label}`)).score('7', ['8'], {})).scores[0]
      expect(await score(1)).not.toBe(await score(0))
    }
    expect((await rerankerOf(head(1))).id.task).toBeNull()
    await expect(rerankerOf(head(3))).rejects.toThrow(/3 labels/)
  })
})

describe('the steps of modules.json', () => {
  const models = 'sentence_transformers.models.'
  const steps = (...names: string[]) =>
    ['Transformer', ...names].map((name, k) => ({ path: k === 0 ? '' : `${k}_${name}`, type: models + name }))

  test.each(['Dense', 'SpladePooling', 'LayerNorm', 'WeightedLayerPooling', 'CNN'])(
    'that are not done here are named, and no option is advised that is then refused: %s',
    async name => {
      const folder = changed('encoder', { 'modules.json': steps('Pooling', name) })
      const { code, message } = await refusal(folder)
      expect(code).toBe('input')
      expect(message).toMatch(new RegExp(`by its modules\\.json the model has the step ${name} too`))
      expect(message).not.toMatch(/has no 1_Pooling|\?pooling=/)
    },
  )

  test('that do nothing when a model only reads are passed over', async () => {
    const folder = changed('encoder', { 'modules.json': steps('Pooling', 'Dropout', 'Normalize') })
    expect(await rows(folder, ['42'])).toEqual(await rows(encoder, ['42']))
  })

  test('say which file tells the pooling, also under longer names', async () => {
    const type = 'sentence_transformers.sentence_transformer.modules.pooling.Pooling'
    const modules = [...steps(), { path: '2_Pooling', type }]
    const folder = changed('encoder', {
      'modules.json': modules,
      '2_Pooling/config.json': { pooling_mode: 'lasttoken' },
    })
    expect((await embedderOf(folder)).id.task).toBe('pooling last')
    const missing = changed('encoder', { 'modules.json': modules })
    expect((await refusal(missing)).message).toMatch(/has no 2_Pooling\/config\.json/)
  })

  test('belong to the identity', async () => {
    const revision = async (config: object) => {
      const files = { 'modules.json': steps('Pooling', 'Dense'), '2_Dense/config.json': config }
      return (await embedderOf(changed('encoder', files))).id.revision
    }
    expect(await revision({ bias: true })).toBe(await revision({ bias: true }))
    expect(await revision({ bias: true })).not.toBe(await revision({ bias: false }))
  })

  test.each(['../other', '/etc', 'C:/x', 'a/../..'])('may not lie outside of the folder: %s', async path => {
    const modules = [...steps(), { path, type: `${models}Pooling` }]
    expect(await refusal(changed('encoder', { 'modules.json': modules }))).toMatchObject({
      code: 'input',
      message: expect.stringMatching(/modules\.json names the folder .*outside of the model's/),
    })
  })

  test('that leave lengths as they are come with a notice where the model is meant for them', async () => {
    const notices = async (similarity_fn_name: string | null, ...names: string[]) => {
      const files = {
        'modules.json': steps('Pooling', ...names),
        '1_Pooling/config.json': { pooling_mode: 'mean' },
        'config_sentence_transformers.json': { similarity_fn_name },
      }
      return (await embedderOf(changed('encoder', files))).notices
    }
    expect(await notices('dot')).toEqual([expect.stringMatching(/the dot product as its own similarity/)])
    expect(await notices('euclidean')).toEqual([expect.stringMatching(/the euclidean distance/)])
    for (const [name, ...further] of [['cosine'], [null], ['dot', 'Normalize']] as const)
      expect(await notices(name, ...further)).toEqual([])
  })
})

describe('the path of a folder', () => {
  test('may be a file: URL, or lie below the home folder', async () => {
    const { id } = await embedderOf(encoder)
    expect((await embedderOf(pathToFileURL(encoder).href)).id).toEqual(id)
    const home = { ...environment, env: { HOME: dirname(encoder) } }
    expect((await resolveEmbedder(`~/${basename(encoder)}`, { environment: home })).embedder.id).toEqual(id)
    await expect(embedderOf('file://server/share')).rejects.toMatchObject({ code: 'usage' })
  })

  test.each(['C:/models/mini', 'C:\\models\\mini', '\\\\server\\share', '~\\mini', 'file:///no/such'])(
    '%s that is not there is said to be no folder',
    async spec => {
      await expect(embedderOf(spec)).rejects.toThrow(`folder:${spec}: there is no such folder`)
    },
  )

  test('that looks like a name on a hub comes with a question', async () => {
    await expect(embedderOf('folder:team/tiny')).rejects.toThrow(/Did you mean .*hf:team\/tiny\?/)
    await expect(embedderOf('/no/such')).rejects.not.toThrow(/Did you mean/)
  })
})
