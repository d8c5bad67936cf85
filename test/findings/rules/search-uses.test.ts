import { describe, expect, test } from 'vitest'
import { searchUses } from '../../../src/findings/rules/search-uses.ts'
import { useLine } from '../../../src/findings/use-lines.ts'
import type { RunUse } from '../../../src/store/run.ts'
import { embedder, evidence } from '../fixtures/evidence.ts'

function use(use: RunUse['use'], verdict: RunUse['verdict'], value: number | null = 0.57): RunUse {
  return {
    model: embedder,
    prompt: null,
    use,
    value,
    interval: value === null ? null : [value - 0.02, value + 0.02],
    baseline: { name: 'bm25', value: 0.54 },
    verdict,
    details: {
      measure: `search-${use}`,
      chance: 0.5,
      questions: 108,
      limit: 0.9,
      resamples: 1000,
      references: {},
      domains: {},
      forms: {},
      controlled: { yes: { value: 0.5, questions: 54 }, no: { value: 0.5, questions: 54 } },
      directions: Object.fromEntries(
        ['under', 'over', 'between', 'outside'].map(name => [name, { value: 0.5, questions: 27 }]),
      ),
    },
  }
}

const told = (...uses: RunUse[]) => searchUses.findings({ ...evidence(), uses })
const text = (each: RunUse) => told(each)[0].text

describe('the findings of search', () => {
  test('say the share beside guessing and keyword search, and what to do instead', () => {
    expect(text(use('near', 'no')).en).toMatch(
      /^Ranking by closeness of a number, .+: 57 % of pairs of records have the closer one first \(95 % interval 55 % to 59 %\)\. Keyword search \(BM25\) gets 54 %, guessing 50 %\. .*Sort on a number field/,
    )
    expect(text(use('near', 'no')).zh).toMatch(
      /57 %（95 % 区间 55 % 至 59 %） 的记录对中较近者排在前面。关键词检索（BM25） 54 %，猜测 50 %。.*请按数值字段排序/,
    )
  })

  test('say it in the words of the line that stands first in the report', () => {
    for (const kind of ['near', 'range', 'exact', 'format'] as const)
      for (const language of ['en', 'zh'] as const) {
        const { score, advice } = useLine(use(kind, 'no'), language)
        expect(text(use(kind, 'no'))[language]).toContain(score)
        expect(text(use(kind, 'no'))[language]!.endsWith(advice!)).toBe(true)
      }
  })

  test('say another thing of each kind of question, with an id of its own', () => {
    const kinds = ['near', 'range', 'exact', 'format'] as const
    const all = told(...kinds.map(kind => use(kind, 'no')))
    expect(all.map(({ id, severity }) => `${id} ${severity}`)).toEqual(
      kinds.map(kind => `search-${kind} notice`),
    )
    for (const language of ['en', 'zh'] as const)
      expect(new Set(all.map(each => each.text[language])).size).toBe(4)
  })

  test('advise against nothing that may be relied on, and leave open what is unclear', () => {
    expect(text(use('exact', 'yes', 0.99)).en).toMatch(/That is enough to rely on\.$/)
    expect(text(use('exact', 'unclear', 0.95)).en).toMatch(/is unclear; --size full asks more\.$/)
    expect(told(use('exact', 'yes'))[0].severity).toBe('info')
  })

  test('keep to what a run file of someone else holds', () => {
    const { details, ...bare } = use('range', 'no')
    expect(details).toBeDefined()
    expect(text({ ...bare, baseline: null }).en).toMatch(/59 %\)\. .*Read the limit/)
  })

  test('are none of a use that has no value, of thresholds, and of a run that did not search', () => {
    expect(told(use('near', 'no', null))).toEqual([])
    expect(told(use('threshold', 'no'))).toEqual([])
    expect(searchUses.findings(evidence())).toEqual([])
  })
})
