import { describe, expect, test } from 'vitest'
import { runTitles } from '../../../src/findings/comparison/run-titles.ts'

describe('runTitles', () => {
  test.each([
    [
      ['monday.json', 'tuesday.json'],
      ['monday', 'tuesday'],
    ],
    [
      ['/tmp/runs/a/article.json', '/tmp/runs/b/article.json'],
      ['a', 'b'],
    ],
    [
      ['runs/a/x/run.json', 'runs/b/x/run.json'],
      ['a', 'b'],
    ],
    [
      ['a/article.json', 'b/index.json'],
      ['article', 'index'],
    ],
    [
      ['a/x.json', 'b/x.json', 'b/y.json'],
      ['a/x', 'b/x', 'y'],
    ],
    [
      ['C:\\runs\\a\\run.json', 'C:\\runs\\b\\run.json'],
      ['a', 'b'],
    ],
    [
      ['x.json', 'nightly/x.json'],
      ['x', 'nightly/x'],
    ],
    [['/somewhere/else/last.JSON'], ['last']],
    [
      ['minilm-v1.5', 'minilm-v2.0'],
      ['minilm-v1.5', 'minilm-v2.0'],
    ],
  ])('of %j are %j', (names, titles) => {
    expect(runTitles(names)).toEqual(titles)
  })

  test('stay as they are where two would be one', () => {
    const twice = ['a.json', 'a.json']
    expect(runTitles(twice)).toEqual(twice)
    expect(runTitles(['.json', 'b.json'])).toEqual(['.json', 'b.json'])
    expect(runTitles([])).toEqual([])
  })
})
