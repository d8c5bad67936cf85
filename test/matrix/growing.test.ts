import { describe, expect, test } from 'vitest'
import { embedBlocks, type Roles, scoreBlocks } from '../../src/matrix/block.ts'
import { growingCosines, growingScores } from '../../src/matrix/growing.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const texts = ['1', '2', '3', '4', '5', '6', '7']
const queries = texts.map(text => `${text}?`)
const missing = (values: Float64Array) => values.filter(Number.isNaN).length

async function vectorPart(asked: readonly string[], role: 'document' | 'query', indices: readonly number[]) {
  const { vectors } = await fakeEmbedder({ maxBatch: 100 }).embed(
    indices.map(index => asked[index]),
    { role },
  )
  return { indices, vectors }
}

describe('a block that grows', () => {
  test.each<[Roles, readonly string[]]>([
    ['same', texts],
    ['query-document', texts],
    ['same', queries],
  ])('under an embedder, roles %s, becomes what embedBlocks gives, to the bit', async (roles, asked) => {
    const block = { queries: asked, documents: texts }
    const growing = growingCosines(block, roles)
    expect(missing(growing.values())).toBe(49)
    const all = [...new Set([...asked, ...texts])]
    const half = await vectorPart(all, 'document', [4, 0, 2])
    expect(growing.vectors(all, 'document', half)).toBe(true)
    expect(missing(growing.values())).toBe(asked === texts && roles === 'same' ? 40 : 49)
    expect(growing.vectors(all, 'document', half)).toBe(false)
    growing.vectors(all, 'document', await vectorPart(all, 'document', [...all.keys()]))
    growing.vectors(all, 'query', await vectorPart(all, 'query', [...all.keys()]))
    const [whole] = await embedBlocks(fakeEmbedder({ maxBatch: 100 }), [block], roles)
    expect(growing.values()).toEqual(whole)
  })

  test('takes no vectors of other texts, and none of another length', async () => {
    const growing = growingCosines({ queries: texts, documents: texts }, 'same')
    const other = ['8', '9']
    expect(growing.vectors(other, 'document', await vectorPart(other, 'document', [0, 1]))).toBe(false)
    growing.vectors(texts, 'document', await vectorPart(texts, 'document', [0]))
    const long = { count: 1, dimensions: 9, data: new Float32Array(9).fill(1) }
    expect(growing.vectors(texts, 'document', { indices: [1], vectors: long })).toBe(false)
    expect(missing(growing.values())).toBe(48)
  })

  test('under a reranker becomes what scoreBlocks gives', async () => {
    const block = { queries, documents: texts }
    const reranker = fakeReranker({ maxBatch: 100 })
    const growing = growingScores(block, false)
    for (const query of queries) {
      const { scores } = await reranker.score(query, texts, {})
      expect(growing.scores(query, texts, { indices: [...texts.keys()], scores })).toBe(true)
    }
    expect(growing.values()).toEqual((await scoreBlocks(reranker, [block]))[0])
    const [scores, indices] = [Float64Array.of(1), [0]]
    expect(growing.scores('another question', texts, { indices, scores })).toBe(false)
    expect(growing.scores(queries[0], ['another document'], { indices, scores })).toBe(false)
  })

  test('takes from a listwise reranker the scores of its own list only', () => {
    const growing = growingScores({ queries, documents: texts }, true)
    const reversed = texts.toReversed()
    const part = { indices: [...texts.keys()], scores: Float64Array.from(texts, Number) }
    expect(growing.scores(queries[0], reversed, part)).toBe(false)
    expect(growing.scores(queries[0], [...texts], part)).toBe(true)
    expect(missing(growing.values())).toBe(42)
  })
})
