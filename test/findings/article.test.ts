import { describe, expect, test } from 'vitest'
import { articleTable } from '../../src/findings/article.ts'
import { headlines } from './fixtures/article.ts'
import { around, embedder, evidence, measured, model, reranker } from './fixtures/evidence.ts'

describe('the table of the article', () => {
  test('leaves out what was not asked, and says the rest in two languages', () => {
    const rows = articleTable(evidence({ measures: headlines({ integers: 0.7, negatives: 0.7 }) }))
    expect(rows.map(({ id }) => id)).toEqual(['small-numbers'])
    expect(rows[0].shows.en).toContain('integers 0.70 (95 % interval 0.68 to 0.72)')
    expect(rows[0].shows.zh).toMatch(/\p{Script=Han}/u)
    expect(articleTable(evidence())).toEqual([])
  })

  test('names the measures that an answer stands on', () => {
    const [{ evidence: stands }] = articleTable(
      evidence({ measures: headlines({ integers: 0.7, negatives: 0.7 }) }),
    )
    const at = (series: string) => ({ series, model: embedder, measure: 'concordance' })
    expect(stands).toEqual([at('integers'), at('negatives')])
  })

  test('takes the first question of a reranker, and says which', () => {
    const asked = (prompt: string, value: number) =>
      measured('concordance', 'integers', around(value), { model: reranker, prompt })
    const models = [model(reranker, 'r', 'reranker')]
    const rows = articleTable(evidence({ models, measures: [asked('a {d}', 0.5), asked('b {d}', 0.9)] }))
    expect(rows).toMatchObject([
      {
        id: 'reranker-weak',
        answer: 'confirmed',
        model: { en: 'r as reranker (asked “a {d}”)', zh: 'r（重排序模型）（问题为“a {d}”）' },
      },
    ])
  })
})
