import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderFiles, folderNote, poolingOf } from '../../scripts/models-compared/folder.ts'
import { comparedModels } from '../../scripts/models-compared/models.ts'
import { type ComparedRuns, comparedPage } from '../../scripts/models-compared/page.ts'
import { prediction } from '../../scripts/models-compared/prediction.ts'
import { readSpecs, specsText } from '../../scripts/models-compared/specs.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { sampleRun } from '../store/fixtures/sample-run.ts'

const e5 = comparedModels.find(({ name }) => name === 'e5-small-v2')!
const bge = comparedModels.find(({ name }) => name === 'bge-small-zh-v1.5')!
const tokenizer = {
  model: { type: 'WordPiece', vocab: { '[PAD]': 3, a: 0, b: 1 } },
  normalizer: { type: 'BertNormalizer', lowercase: true },
}

function filesOf(model: typeof e5, given = tokenizer) {
  if (model.source.from !== 'maven') throw new Error('no jar')
  const files = folderFiles(model, model.source, given)
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, JSON.parse(text)]))
}

describe('the table of models', () => {
  test('names each once, with licence, card and a fixed version', () => {
    expect(new Set(comparedModels.map(({ name }) => name)).size).toBe(comparedModels.length)
    expect(comparedModels.length).toBeGreaterThanOrEqual(6)
    for (const { name, licence, card, source } of comparedModels) {
      expect(licence, name).toMatch(/^(?:MIT|Apache-2\.0)$/)
      expect(card, name).toMatch(/^[\w-]+\/[\w.-]+$/)
      const packages =
        source.from === 'maven'
          ? [source.artifact]
          : source.from === 'parts'
            ? source.packages
            : [source.library]
      for (const each of packages) expect(each).toMatch(/(?::|==)\d+\.\d+\.\d+/)
    }
  })
})

describe('the folder of a model', () => {
  test('says what its tokenizer and the table say, and nothing else', () => {
    const files = filesOf(e5)
    expect(files['config.json']).toMatchObject({
      hidden_size: 384,
      vocab_size: 3,
      pad_token_id: 3,
      architectures: ['BertModel'],
    })
    expect(files['config.json']).not.toHaveProperty('num_hidden_layers')
    expect(files['tokenizer_config.json']).toMatchObject({ do_lower_case: true, model_max_length: 512 })
    expect(files['1_Pooling/config.json']).toMatchObject({
      pooling_mode_mean_tokens: true,
      pooling_mode_cls_token: false,
    })
    expect(files['config_sentence_transformers.json']).toEqual({
      prompts: { query: 'query: ', passage: 'passage: ' },
    })
    expect(filesOf(bge)['1_Pooling/config.json']).toMatchObject({
      word_embedding_dimension: 512,
      pooling_mode_cls_token: true,
    })
    expect(filesOf(bge)['config_sentence_transformers.json']).toEqual({ prompts: {} })
  })

  test('is not made of another kind of model', () => {
    const other = { ...tokenizer, model: { type: 'Unigram', vocab: {} } } as unknown as typeof tokenizer
    expect(() => filesOf(e5, other)).toThrow('e5-small-v2: expected a WordPiece tokenizer')
  })

  test('has a note with source, version and licence', () => {
    for (const model of comparedModels) {
      const note = folderNote(model, '2026-01-02')
      expect(note).toContain(`Licence: ${model.licence}.`)
      expect(note).toContain('fetched 2026-01-02')
      expect(note).toMatch(/\d+\.\d+\.\d+/)
    }
  })

  test.each([
    ['\u0001\u0000\u0003CLS', 'cls'],
    ['x\u0001\u0000\u0004MEANy', 'mean'],
    ['\u0001\u0000\u0003CLS\u0001\u0000\u0004MEAN', null],
    ['\u0001\u0000\u0008MEANTIME', null],
    ['', null],
  ])('a class with %j pools by %s', (text, pooling) => {
    expect(poolingOf(Buffer.from(text, 'latin1'))).toBe(pooling)
  })
})

test('specs come back as they were written, whatever stands behind the name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-specs-'))
  try {
    expect(readSpecs(folder)).toEqual(new Map())
    const specs = new Map([
      ['a', '/models/a'],
      ['b', 'command:"python3" "x.py" "v"?revision=lib==1.0'],
    ])
    writeFileSync(join(folder, 'specs.txt'), specsText(specs))
    expect(readSpecs(folder)).toEqual(specs)
  } finally {
    removeFolder(folder)
  }
})

describe('prediction', () => {
  // SciPy 1.x: spearmanr, and permutation_test over all pairings.
  test('is Spearman’s correlation with the p of all orders', () => {
    const { rho, p, models } = prediction([0.1, 0.4, 0.35, 0.8, 0.7, 0.2], [3, 1, 2, 6, 5, 4])
    expect(models).toBe(6)
    expect(rho).toBeCloseTo(0.48571428571428577, 12)
    expect(p).toBeCloseTo(256 / 720, 12)
  })

  test('of models in one order is 1, which two of all orders reach', () => {
    expect(prediction([1, 2, 3, 4, 5], [2, 3, 5, 7, 11])).toEqual({
      models: 5,
      rho: 1,
      interval: null,
      p: 2 / 120,
    })
    expect(prediction([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]).rho).toBe(-1)
  })

  test('has an interval round it from five models on, wide where they are few', () => {
    const x = [1, 2, 3, 4, 5, 6]
    const { rho, interval } = prediction(x, [2, 1, 4, 3, 6, 5])
    expect(interval![0]).toBeLessThan(rho!)
    expect(interval![1]).toBeGreaterThan(rho!)
    expect(interval![1] - interval![0]).toBeGreaterThan(0.5)
    expect(prediction([1, 2, 3, 4], [2, 1, 4, 3]).interval).toBeNull()
  })

  test('goes by the order alone, and turns its sign with it', () => {
    const [x, y] = [
      [3, 1, 4, 1.5, 9, 2.6],
      [2, 7, 1, 8, 2.8, 1.8],
    ]
    const there = prediction(x, y)
    expect(prediction(x.map(Math.exp), y)).toEqual(there)
    expect(
      prediction(
        x,
        y.map(value => -value),
      ).rho,
    ).toBeCloseTo(-there.rho!, 12)
  })

  test('is not known where all models are alike, or are two', () => {
    expect(prediction([1, 1, 1], [1, 2, 3])).toEqual({ models: 3, rho: null, interval: null, p: null })
    expect(prediction([1, 2], [1, 2]).rho).toBeNull()
  })

  test('of many models has a p from random orders, never 0', () => {
    const x = Array.from({ length: 12 }, (_, at) => at)
    const { p } = prediction(x, x)
    expect(p).toBeGreaterThan(0)
    expect(p).toBeLessThan(0.001)
  })
})

describe('the page', () => {
  const kinds = ['index-whole', 'index-whole-sentence', 'index-dates', 'index-dates-sentence']
  const useNames = ['near', 'range', 'exact', 'format', 'threshold'] as const

  /** A model whose index and uses are all `level`, and better than characters on dates alone. */
  function compared(name: string, level: number, answered = true): ComparedRuns {
    const [model] = sampleRun.models
    const verdicts = kinds.map(series => ({
      series,
      model: model.id,
      prompt: null,
      verdict: series.startsWith('index-dates') ? ('partly' as const) : ('spelling' as const),
    }))
    const parts = kinds.map(series => ({ series, concordance: level, floor: 0.5, value: 0, ndcg10: 0.5 }))
    const ndcg10 = { value: 0.5, interval: null }
    const index = {
      model: model.id,
      prompt: null,
      value: 100 * level,
      interval: [1, 99] as const,
      ndcg10,
      parts,
    }
    const uses = useNames.map(use => ({
      model: model.id,
      prompt: null,
      use,
      value: level,
      interval: [level - 0.01, level + 0.01] as const,
      baseline: { name: 'bm25', value: 0.61 },
      verdict: 'no' as const,
    }))
    return {
      name,
      about: comparedModels.find(each => each.name === name) ?? null,
      article: { ...sampleRun, uses: answered ? uses : [] },
      index: { ...sampleRun, verdicts, indexes: [index] },
      use: null,
    }
  }

  const page = comparedPage([
    compared('use-lite', 0.2),
    compared('e5-small-v2', 0.4),
    compared('e5-small-v2-q8', 0.35),
    compared('bge-small-en-v1.5', 0.3),
  ])

  test('has the best index first, each model with its uses beside what to take instead', () => {
    const names = [...page.matchAll(/^\| ([\w.*-]+) \| [\d.]+ \(1\.0 to 99\.0\)/gm)].map(([, name]) => name)
    expect(names).toEqual(['e5-small-v2', 'e5-small-v2-q8', 'bge-small-en-v1.5', 'use-lite'])
    expect(page).toContain('0.40 (0.39 to 0.41) **no**')
    expect(page).toContain('| *instead* |  | 0.61 bm25 |')
  })

  test('names the kinds that a model is better on, and where it is from', () => {
    expect(page).toContain('| e5-small-v2 | dates | – |')
    expect(page).toMatch(
      /\| e5-small-v2 \| .+ \| MIT \| Maven dev\.langchain4j:.+:1\.0\.0-beta3 \| 2026-01-02 \|/,
    )
  })

  test('counts a model in two precisions once where it asks what predicts use', () => {
    expect(page).toContain(
      'Over these 3 models (e5-small-v2, bge-small-en-v1.5, use-lite) nothing here is shown to predict use',
    )
    expect(page).toContain('| index | 1.00, p 0.333 (adjusted 1.000)')
  })

  test('counts a model that was cut from another once with it, and says so', () => {
    const cut = comparedPage([
      compared('use-lite', 0.2),
      compared('e5-small-v2', 0.4),
      compared('multilingual-e5-small-q4', 0.3),
      compared('portuguese-multilingual-e5-small-q4', 0.31),
    ])
    expect(cut).toContain('Over these 3 models')
  })

  test('takes the uses of a run at full size where there is one, and says of which models it is', () => {
    const usual = compared('use-lite', 0.2)
    const other = compared('e5-small-v2', 0.4)
    const full = { ...other, use: { ...other.article, uses: compared('e5-small-v2', 0.44).article.uses } }
    const mixed = comparedPage([usual, full])
    expect(mixed).toContain('| e5-small-v2 | 40.0 (1.0 to 99.0) | 0.44 (0.43 to 0.45) **no**')
    expect(mixed).toMatch(
      /asked at full size \(\d+ questions\) of e5-small-v2, and at usual size \(\d+ questions\) of use-lite\./,
    )
    expect(comparedPage([usual, other])).toMatch(/asked at usual size \(\d+ questions\) of all models\./)
  })

  test('says where a model is from that no package carries', () => {
    const page = comparedPage([compared('number-cross-encoder', 0.5), compared('mine', 0.4)])
    expect(page).toMatch(/\| number-cross-encoder \| reranker, .+ positive control.+ not in a package \|/)
    expect(page).toMatch(/\| mine \| .+ \| not known \| given with --also \|/)
  })

  test('says that it is not known where too few have answered', () => {
    const few = comparedPage([compared('use-lite', 0.2), compared('e5-small-v2', 0.4, false)])
    expect(few).toContain('Not known: only 1 of the models')
    expect(few).toContain('| e5-small-v2 | 40.0 (1.0 to 99.0) | – | – | – | – | – |')
  })
})
