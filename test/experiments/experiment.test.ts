import { describe, expect, test } from 'vitest'
import { experimentsFor } from '../../src/experiments/experiment.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const standIn = { ...fakeReranker({}), standIn: true }

describe('the experiments of a model', () => {
  test.each([
    ['an embedder', fakeEmbedder({}), ['pairs', 'same'], ['pairs', 'same']],
    ['a reranker', fakeReranker({}), ['pairs', 'search'], ['pairs', 'search']],
    ['what stands in as reranker', standIn, ['pairs', 'search', 'same'], ['pairs']],
    ['what stands in and is asked nothing else', standIn, ['same'], ['same']],
  ] as const)('are those that were named, of %s', (_, model, named, asked) => {
    expect(experimentsFor(model, { experiments: [...named] })).toEqual(asked)
  })
})
