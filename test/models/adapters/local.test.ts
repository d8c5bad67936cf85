import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { resolveEmbedder } from '../../../src/models/registry.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { changed, cosine, embedderOf, environment, rerankerOf, rows, tiny } from './local-folders.ts'

const encoder = tiny('encoder')
const crossEncoder = tiny('cross-encoder')
const onlyTransformer = [{ path: '', type: 'sentence_transformers.models.Transformer' }]

embedderConformance('a folder, batch=1', {
  create: async () => withBatches(await embedderOf(`${encoder}?batch=1`)),
  anySize: true,
})
rerankerConformance('a folder, batch=1', {
  create: async () => withBatches(await rerankerOf(`${crossEncoder}?batch=1`)),
  anySize: true,
})

describe('an encoder in a folder', () => {
  test('says what must be equal for two answers to be comparable', async () => {
    expect((await embedderOf(encoder)).id).toEqual({
      kind: 'embedder',
      provider: 'folder',
      model: 'encoder',
      revision: expect.stringMatching(/^[0-9a-f]{32}$/),
      task: 'pooling mean',
      dimensions: 16,
      dtype: 'fp32',
      normalisation: 'unit',
      baseURL: null,
    })
  })

  test('is the same model by a relative path, by folder: and under a home folder', async () => {
    const { id } = await embedderOf(encoder)
    const path = relative(environment.cwd, encoder)
    expect((await embedderOf(`./${path}`)).id).toEqual(id)
    expect((await embedderOf(`folder:${path}`)).id).toEqual(id)
    const home = { ...environment, env: { HOME: join(encoder, '..') } }
    const { embedder, spec } = await resolveEmbedder('~/encoder', { environment: home })
    expect(spec).toBe('~/encoder')
    expect(embedder.id).toEqual(id)
  })

  test('gives vectors in a batch that differ from those alone by rounding only', async () => {
    const texts = ['7', '2024-07-24', 'a much longer text than the others', '$1.99']
    const together = await rows(encoder, texts)
    for (const [i, text] of texts.entries()) {
      const [alone] = await rows(encoder, [text])
      expect(cosine(alone, together[i])).toBeGreaterThan(0.9999999)
    }
  })

  test('pools as it is told: the mean, the first token or the last', async () => {
    const vectors = await Promise.all(
      ['mean', 'cls', 'last'].map(
        async pooling => (await rows(`${encoder}?pooling=${pooling}`, ['42', '4']))[0],
      ),
    )
    expect(cosine(vectors[0], vectors[1])).toBeLessThan(0.99)
    expect(cosine(vectors[0], vectors[2])).toBeLessThan(0.99)
    expect(cosine(vectors[1], vectors[2])).toBeLessThan(0.99)
    expect(vectors[0]).toEqual((await rows(encoder, ['42', '4']))[0])
  })

  test('leaves vectors as long as they are with normalize=false, and says so', async () => {
    const [unit] = await rows(encoder, ['42'])
    const [raw] = await rows(`${encoder}?normalize=false`, ['42'])
    expect(Math.hypot(...unit)).toBeCloseTo(1, 6)
    expect(Math.hypot(...raw)).toBeGreaterThan(1.1)
    expect(cosine(raw, unit)).toBeCloseTo(1, 6)
    expect((await embedderOf(`${encoder}?normalize=false`)).id.normalisation).toBe('none')
  })

  test('reads the pooling of older and newer configuration files', async () => {
    const task = async (config: object) =>
      (await embedderOf(changed('encoder', { '1_Pooling/config.json': config }))).id.task
    expect(await task({ pooling_mode: 'cls' })).toBe('pooling cls')
    expect(await task({ pooling_mode: ['lasttoken'] })).toBe('pooling last')
    expect(await task({ pooling_mode_lasttoken: true, pooling_mode_mean_tokens: false })).toBe('pooling last')
    expect(await task({ pooling_mode_cls_token: true })).toBe('pooling cls')
    expect(await task({ word_embedding_dimension: 16 })).toBe('pooling mean')
  })

  test.each([
    [{ pooling_mode_max_tokens: true }, 'max'],
    [{ pooling_mode_mean_tokens: true, pooling_mode_cls_token: true }, 'mean and cls'],
    [{ pooling_mode: 'weightedmean' }, 'weightedmean'],
  ])('refuses the pooling of %j by name', async (config, name) => {
    const folder = changed('encoder', { '1_Pooling/config.json': config })
    await expect(embedderOf(folder)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining(`asks for the pooling ${name}; expected mean, cls or lasttoken`),
    })
    expect((await embedderOf(`${folder}?pooling=mean`)).id.task).toBe('pooling mean')
  })

  test('does not guess a pooling that no file names, and takes the one it is given', async () => {
    const folder = changed('encoder', { 'modules.json': null, '1_Pooling': null })
    await expect(rows(folder, ['1'])).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/no 1_Pooling\/config\.json.*\?pooling=mean.*\?queryPrefix=/s),
    })
    expect(await rows(`${folder}?pooling=mean&normalize=true`, ['1'])).toEqual(await rows(encoder, ['1']))
    expect((await embedderOf(folder)).id.normalisation).toBe('none')
  })

  test('refuses steps after the pooling that the weights do not hold', async () => {
    const modules = [...onlyTransformer, { path: '2_Dense', type: 'sentence_transformers.models.Dense' }]
    const folder = changed('encoder', { 'modules.json': modules })
    await expect(embedderOf(`${folder}?pooling=mean`)).rejects.toThrow(
      /has the step Dense too, which is not done here/,
    )
    await expect(rows(folder, ['1'])).rejects.toMatchObject({ code: 'input' })
  })

  test('puts the prompts of its files before texts, by role', async () => {
    const file = 'config_sentence_transformers.json'
    const folder = changed('encoder', { [file]: { prompts: { query: 'find: ', passage: 'text: ' } } })
    expect((await embedderOf(folder)).id.task).toBe(
      'pooling mean; document prefix "text: "; query prefix "find: "',
    )
    expect(await rows(folder, ['42'])).toEqual(await rows(encoder, ['text: 42']))
    expect(await rows(folder, ['42'], 'query')).toEqual(await rows(encoder, ['find: 42']))
  })

  test('takes the default prompt where there is none for the role', async () => {
    const file = 'config_sentence_transformers.json'
    const prompts = { prompts: { all: 'say: ', query: null }, default_prompt_name: 'all' }
    const folder = changed('encoder', { [file]: prompts })
    expect((await embedderOf(folder)).id.task).toBe('pooling mean; document prefix "say: "')
  })

  test('puts the prefixes that it is told before texts, in place of its prompts', async () => {
    const file = 'config_sentence_transformers.json'
    const folder = changed('encoder', { [file]: { prompts: { query: 'find: ', passage: 'text: ' } } })
    const spec = `${folder}?prefix=d%3A%20&queryPrefix=`
    expect((await embedderOf(spec)).id.task).toBe('pooling mean; document prefix "d: "')
    expect(await rows(spec, ['42'])).toEqual(await rows(encoder, ['d: 42']))
    expect(await rows(spec, ['42'], 'query')).toEqual(await rows(encoder, ['42']))
  })

  test('refuses prompts that the pooling would have to leave out', async () => {
    const folder = changed('encoder', {
      '1_Pooling/config.json': { pooling_mode: 'mean', include_prompt: false },
      'config_sentence_transformers.json': { prompts: { document: 'text: ' } },
    })
    await expect(embedderOf(folder)).rejects.toThrow(/include_prompt: false/)
    expect((await embedderOf(`${folder}?prefix=`)).id.task).toBe('pooling mean')
  })

  test('never cuts a text: one that is too long is refused with its length', async () => {
    await expect(rows(encoder, ['1', 'x'.repeat(47)])).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/got 49 tokens for "x+" at place 2 of 2; the model reads at most 48/),
    })
    expect(await rows(encoder, ['x'.repeat(46)])).toHaveLength(1)
  })

  test('takes fp32 where it is there, else int8, and the one that is named', async () => {
    const dtype = async (spec: string) => (await embedderOf(spec)).id.dtype
    expect(await dtype(encoder)).toBe('fp32')
    expect(await dtype(`${encoder}?dtype=q8`)).toBe('q8')
    expect(await dtype(`${encoder}?file=onnx/model_quantized.onnx`)).toBe('model_quantized.onnx')
    const quantized = changed('encoder', { 'onnx/model.onnx': null })
    expect(await dtype(quantized)).toBe('q8')
    await expect(dtype(`${quantized}?dtype=fp32`)).rejects.toThrow(/has no onnx\/model\.onnx\./)
    expect(await rows(`${encoder}?dtype=q8`, ['42'])).not.toEqual(await rows(encoder, ['42']))
    expect(await rows(`${encoder}?dtype=q8`, ['42'])).toEqual(
      await rows(`${encoder}?file=onnx/model_quantized.onnx`, ['42']),
    )
  })

  test('has another revision when a byte of its weights or files changes, and no other when only times do', async () => {
    const folder = changed('encoder', {})
    const revision = async () => (await embedderOf(folder)).id.revision
    const first = await revision()
    expect((await embedderOf(encoder)).id.revision).toBe(first)
    utimesSync(join(folder, 'onnx/model.onnx'), 1, 1)
    expect(await revision()).toBe(first)
    writeFileSync(join(folder, 'README.md'), 'of no matter')
    expect(await revision()).toBe(first)
    const bytes = readFileSync(join(folder, 'onnx/model.onnx'))
    bytes[bytes.length - 1] ^= 1
    writeFileSync(join(folder, 'onnx/model.onnx'), bytes)
    expect(await revision()).not.toBe(first)
    bytes[bytes.length - 1] ^= 1
    writeFileSync(join(folder, 'onnx/model.onnx'), bytes)
    expect(await revision()).toBe(first)
    writeFileSync(join(folder, 'onnx/model.onnx_data'), 'weights too')
    const second = await revision()
    expect(second).not.toBe(first)
    writeFileSync(join(folder, 'sentence_bert_config.json'), '{"max_seq_length": 47}')
    expect(await revision()).not.toBe(second)
  })

  test('has an identity that tells batch=1 from batches', async () => {
    expect((await embedderOf(`${encoder}?batch=1`)).id.task).toBe('pooling mean; batch 1')
    expect((await embedderOf(`${encoder}?threads=1`)).id).toEqual((await embedderOf(encoder)).id)
  })

  test('counts the tokens that it reads, marks included', async () => {
    const embedder = await embedderOf(encoder)
    expect((await embedder.embed(['42', '7'], { role: 'document' })).usage).toEqual({ tokens: 7 })
    expect(await embedder.tokenizer!.tokens('9.11')).toEqual(['9', '.', '1', '##1'])
  })

  test('reads texts in lower case where its files ask for that', async () => {
    const folder = changed('encoder', {
      'sentence_bert_config.json': { do_lower_case: true },
      'tokenizer.json': JSON.stringify({
        ...JSON.parse(await tokenizerJson()),
        normalizer: { type: 'BertNormalizer', lowercase: false, clean_text: true },
      }),
    })
    expect(await (await embedderOf(folder)).tokenizer!.tokens('AB')).toEqual(['a', '##b'])
  })
})

describe('a cross-encoder in a folder', () => {
  test('says what must be equal for two answers to be comparable', async () => {
    const reranker = await rerankerOf(crossEncoder)
    expect(reranker).toMatchObject({ scoreSpace: 'logit', listwise: false, standIn: false })
    expect(reranker.id).toMatchObject({
      kind: 'reranker',
      model: 'cross-encoder',
      task: null,
      dimensions: null,
      normalisation: null,
    })
  })

  test('reads query and document in their places', async () => {
    const reranker = await rerankerOf(crossEncoder)
    const forth = await reranker.score('7', ['12'], {})
    const back = await reranker.score('12', ['7'], {})
    expect(Math.abs(forth.scores[0] - back.scores[0])).toBeGreaterThan(0.01)
  })

  test('gives raw logits, which no sigmoid has squeezed', async () => {
    const { scores } = await (await rerankerOf(crossEncoder)).score('7', ['7', '12', '2024-07-24'], {})
    expect(Math.max(...scores.map(Math.abs))).toBeGreaterThan(1)
  })

  test('refuses more than one label until one is named, by name or number', async () => {
    const classifier = tiny('classifier')
    await expect(rerankerOf(classifier)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/3 labels: 0 \(far\), 1 \(near\), 2 \(same\).*\?label=/),
    })
    await expect(rerankerOf(`${classifier}?label=other`)).rejects.toThrow(/got label="other"/)
    await expect(rerankerOf(`${classifier}?label=3`)).rejects.toThrow(/got label="3"/)
    const score = async (label: string) =>
      (await (await rerankerOf(`${classifier}?label=${label}`)).score('7', ['8'], {})).scores[0]
    expect(await score('near')).toBe(await score('1'))
    expect(await score('near')).not.toBe(await score('same'))
    const [near, one] = await Promise.all(
      ['near', '1'].map(label => rerankerOf(`${classifier}?label=${label}`)),
    )
    expect(near.id).toEqual(one.id)
    expect(near.id.task).toBe('label 1 "near"')
  })

  test('refuses weights that give another number of logits than the configuration names', async () => {
    const folder = changed('classifier', {
      'config.json': {
        architectures: ['BertForSequenceClassification'],
        id2label: { 0: 'LABEL_0' },
      },
    })
    await expect((await rerankerOf(folder)).score('7', ['8'], {})).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(/got 3 logits for each pair; .* expected 1/),
    })
  })

  test('never cuts a pair', async () => {
    const reranker = await rerankerOf(crossEncoder)
    await expect(reranker.score('7', ['1', 'x'.repeat(70)], {})).rejects.toThrow(
      /got 74 tokens for .* at place 2 of 2; the model reads at most 64/,
    )
  })
})

describe('a folder', () => {
  test('says that a cross-encoder has no vectors, and that an encoder scores no pairs', async () => {
    await expect(embedderOf(crossEncoder)).rejects.toThrow(/this is a cross-encoder .*--rerank/)
    await expect(rerankerOf(encoder)).rejects.toThrow(/this is an encoder .*--embed/)
  })

  test.each([
    ['?dtype=fp8', /got dtype="fp8"; expected fp32 or fp16 or q8 or int8/],
    ['?pooling=max', /got pooling="max"; expected mean or cls or last/],
    ['?normalize=yes', /got normalize="yes"; expected true or false/],
    ['?batch=0', /got batch="0"; expected a whole number from 1 to 4096/],
    ['?batch=1.5', /got batch="1.5"/],
    ['?threads=-1', /got threads="-1"/],
    ['?file=../model.onnx', /got file="..\/model.onnx"; expected an ONNX file of the folder/],
    ['?file=onnx/model.onnx&dtype=q8', /got both dtype and file/],
    ['?label=1', /got the option "label" for an embedder; only rerankers take it/],
    ['?revision=main', /has the option "revision"/],
  ])('refuses the option %s', async (options, message) => {
    await expect(embedderOf(encoder + options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    })
  })

  test('refuses the options of embedders for a reranker', async () => {
    await expect(rerankerOf(`${crossEncoder}?pooling=mean`)).rejects.toThrow(/only embedders take it/)
  })

  test.each([
    ['config.json', /has no config\.json/],
    ['tokenizer.json', /has no tokenizer\.json/],
    ['onnx', /has no onnx\/model\.onnx or onnx\/model_quantized\.onnx\. .*optimum-cli/],
  ])('says that it lacks %s', async (file, message) => {
    await expect(embedderOf(changed('encoder', { [file]: null }))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(message),
    })
  })

  test('says that there is none, or that it is a file', async () => {
    await expect(embedderOf('./no/such')).rejects.toThrow('folder:./no/such: there is no such folder')
    await expect(embedderOf('./package.json')).rejects.toThrow(/this is a file, not a folder/)
  })

  test.each([
    ['config.json', '{"architectures": "Bert"}', /config\.json is not what it should be at architectures/],
    ['config.json', '{', /config\.json is not JSON/],
    ['modules.json', '{}', /modules\.json is not what it should be at its top/],
  ])('says what is wrong with %s of %j', async (file, content, message) => {
    await expect(embedderOf(changed('encoder', { [file]: content }))).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(message),
    })
  })

  test('says that weights or a tokenizer cannot be loaded', async () => {
    await expect(rows(changed('encoder', { 'onnx/model.onnx': 'no weights' }), ['1'])).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/its onnx\/model\.onnx could not be loaded/),
    })
    await expect(rows(changed('encoder', { 'tokenizer.json': '{}' }), ['1'])).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/its tokenizer could not be loaded/),
    })
  })

  test('says that the model failed on texts that it cannot read, and prints nothing', async () => {
    const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
    const folder = changed('encoder', {
      'config.json': { architectures: ['BertModel'], model_type: 'bert', hidden_size: 16 },
      'sentence_bert_config.json': null,
      'tokenizer_config.json': { tokenizer_class: 'BertTokenizer' },
    })
    await expect(rows(folder, ['x'.repeat(80)])).rejects.toMatchObject({
      code: 'model-unavailable',
      message: expect.stringMatching(/the model failed on 1 texts of up to 82 tokens/),
    })
    for (const spy of printed) expect(spy).not.toHaveBeenCalled()
  })

  test('refuses vectors of another length than the configuration says', async () => {
    const config = { architectures: ['BertModel'], model_type: 'bert', hidden_size: 8 }
    await expect(rows(changed('encoder', { 'config.json': config }), ['1'])).rejects.toMatchObject({
      code: 'invalid-response',
    })
  })

  test('hears the signal between two batches', async () => {
    const embedder = await embedderOf(`${encoder}?batch=1`)
    const controller = new AbortController()
    const reason = new Error('stopped')
    const texts = Array.from({ length: 2000 }, (_, i) => String(i))
    const call = embedder.embed(texts, { role: 'document', signal: controller.signal })
    setTimeout(() => controller.abort(reason), 20)
    await expect(call).rejects.toBe(reason)
  })
})

async function tokenizerJson(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(join(encoder, 'tokenizer.json'), 'utf8')
}
