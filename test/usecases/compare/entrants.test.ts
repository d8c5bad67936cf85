import { describe, expect, test } from 'vitest'
import { entrantsOf } from '../../../src/findings/comparison/entrants.ts'
import { type Asked, numbered, runOf } from './fixtures.ts'

const series = numbered('few', 2)
const asked = (spec: string, about: Partial<Asked> = {}): Asked => ({
  spec,
  series,
  data: [1, 0, 0, 1],
  ...about,
})
const labels = (runs: Readonly<Record<string, readonly Asked[]>>) =>
  entrantsOf(Object.entries(runs).map(([name, models]) => ({ name, run: runOf(models) }))).map(
    ({ label }) => label,
  )

describe('entrantsOf', () => {
  test('calls a model by its spec where that is enough, and leaves references out', () => {
    expect(labels({ a: [asked('x'), asked('oracle', { kind: 'reference' }), asked('y')] })).toEqual([
      'x',
      'y',
    ])
  })

  test('says as what a spec was asked where it was asked as both', () => {
    const models = [asked('x'), asked('x', { kind: 'reranker', prompt: '{d}?' }), asked('y')]
    expect(labels({ a: models })).toEqual(['x as embedder', 'x as reranker', 'y'])
  })

  test('takes each question to one reranker for an entrant', () => {
    const models = ['{d}?', 'near {d}'].map(prompt => asked('x', { kind: 'reranker', prompt }))
    expect(labels({ a: models })).toEqual(['x “{d}?”', 'x “near {d}”'])
  })

  test('says in which run only of those that are in several', () => {
    expect(labels({ a: [asked('x'), asked('y')], b: [asked('x')] })).toEqual(['x in a', 'y', 'x in b'])
  })

  test('counts the copies of a run that is given twice', () => {
    const run = runOf([asked('x')])
    const twice = entrantsOf([
      { name: 'a', run },
      { name: 'a', run },
    ])
    expect(twice.map(({ label }) => label)).toEqual(['x', 'x (2)'])
  })

  test('gives each its own label, though a spec reads like the label of another', () => {
    const found = labels({ a: [asked('x'), asked('x in b')], b: [asked('x')] })
    expect(new Set(found).size).toBe(3)
  })

  test('keeps apart the folders of equal names', () => {
    expect(labels({ a: [asked('./1/model')], b: [asked('./2/model')] })).toEqual(['./1/model', './2/model'])
  })
})
