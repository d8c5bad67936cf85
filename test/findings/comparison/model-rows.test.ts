import { describe, expect, test } from 'vitest'
import { besideUse, fitSentence, modelRows } from '../../../src/findings/comparison/model-rows.ts'
import { sharedFindings } from '../../../src/findings/comparison/shared-findings.ts'
import type { Run, RunFinding, RunUse } from '../../../src/store/run.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { withUses } from '../../fixtures/used-run.ts'

const run = await probedRun()
const embedder = 'embedder:test:fake'

/** The run of one embedder under another name, perhaps with an index. */
function renamed(name: string, index?: number): Run {
  const id = `embedder:${name}`
  const of = <Each extends { readonly model: string }>(all: readonly Each[]) =>
    all.filter(({ model }) => model === embedder).map(each => ({ ...each, model: id }))
  const [model] = run.models.filter(each => each.id === embedder)
  const scores = { value: 0.5, interval: null }
  return {
    ...run,
    models: [{ ...model, id, spec: name }],
    measures: of(run.measures),
    verdicts: of(run.verdicts),
    matrices: of(run.matrices),
    cases: [],
    findings: [finding('digit-bumps', id, `${name} as embedder: bumps.`)],
    ...(index !== undefined && {
      indexes: [{ model: id, prompt: null, value: index, interval: null, ndcg10: scores, parts: [] }],
    }),
  }
}

function finding(id: string, model: string, en: string): RunFinding {
  return { id, severity: 'notice', text: { en }, evidence: [{ series: '1..12', model, measure: 'bump' }] }
}

describe('fitSentence', () => {
  const row = (label: string, verdicts: Readonly<Record<string, 'yes' | 'no' | 'unclear'>>) => ({
    label,
    uses: Object.entries(verdicts).map(([use, verdict]) => ({ use, verdict }) as RunUse),
  })

  test('names the models that are fit for a use, and says of the others that none is', () => {
    const rows = [row('a', { near: 'yes', exact: 'no' }), row('b', { near: 'yes', exact: 'unclear' })]
    expect(fitSentence(rows)).toBe('Fit to rank by closeness: a and b. No model is fit for the other uses.')
    expect(fitSentence(rows, 'zh')).toBe('适合的：按接近程度排序：a、b。其他用途没有一个模型适合。')
    expect(fitSentence([row('a', { near: 'yes' })])).toBe('Fit to rank by closeness: a.')
  })

  test('says when no model is fit for anything, and nothing where none was asked', () => {
    expect(fitSentence([row('a', { near: 'no' })])).toBe('No model is fit for any of these uses.')
    expect(fitSentence([row('a', {})])).toBeNull()
  })
})

describe('modelRows', () => {
  test('has a row for each model that was scored, references apart', () => {
    expect(modelRows([{ name: 'a', run }]).map(({ label }) => label)).toEqual([
      expect.stringContaining('test:fake as '),
      expect.stringContaining('test:fake as '),
    ])
  })

  test('is ordered by the index where every model has one', () => {
    const runs = [3, 40, -7].map((index, at) => ({ name: `${at}`, run: renamed(`model-${at}`, index) }))
    expect(modelRows(runs).map(({ label }) => label)).toEqual(['model-1', 'model-0', 'model-2'])
  })

  test('is ordered by what models are fit for, then by what they got, where some have no index', () => {
    const used = (name: string, values: readonly number[]) => {
      const { uses = [], ...rest } = withUses(renamed(name), [`embedder:${name}`])
      const changed = uses.map((use, at) => ({
        ...use,
        value: values[at],
        verdict: values[at] > 0.9 ? ('yes' as const) : ('no' as const),
      }))
      return { name, run: { ...rest, uses: changed } }
    }
    const runs = [
      used('middling', [0.8, 0.8, 0.8, 0.8, 0.8]),
      used('low', [0.1, 0.1, 0.1, 0.1, 0.1]),
      used('one', [0.95, 0, 0, 0, 0]),
      { name: 'indexed', run: renamed('indexed', 90) },
    ]
    expect(modelRows(runs).map(({ label }) => label)).toEqual(['one', 'middling', 'low', 'indexed'])
  })

  test('puts what two runs say of one model into one row where they do not say the same sort of thing', () => {
    const article = { name: 'article', run: withUses(renamed('m'), ['embedder:m']) }
    const index = { name: 'index', run: { ...renamed('m', 12), measures: [], verdicts: [] } }
    const [row, ...others] = modelRows([index, article])
    expect(others).toEqual([])
    expect(row).toMatchObject({ label: 'm', run: 'article', parts: ['index', 'article'] })
    expect(row.index!.value).toBe(12)
    expect(row.uses).toHaveLength(5)
  })

  test('keeps two runs of one model apart where they are to be compared', () => {
    const runs = ['monday', 'tuesday'].map(name => ({ name, run: renamed('m') }))
    expect(modelRows(runs).map(({ label }) => label)).toEqual(['m in monday', 'm in tuesday'])
  })
})

describe('besideUse', () => {
  test('is what the questions gave, from the lowest to the highest where runs asked others', () => {
    const one = withUses(run, ['embedder:test:fake'])
    const other = {
      ...one,
      uses: one.uses!.map(use => ({ ...use, baseline: { name: 'bm25', value: 0.6 } })),
    }
    const alone = modelRows([{ name: 'a', run: one }])
    expect(besideUse(alone, 'near')).toEqual({ instead: [0.4, 0.4], chance: [0.5, 0.5] })
    const both = modelRows([
      { name: 'a', run: one },
      { name: 'b', run: other },
    ])
    expect(besideUse(both, 'near').instead).toEqual([0.4, 0.6])
    expect(besideUse([], 'near')).toEqual({ instead: null, chance: null })
  })
})

describe('sharedFindings', () => {
  const runs = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => ({ name, run: renamed(name) }))
  const textOf = (some: typeof runs, among = some) =>
    sharedFindings(some, modelRows(among)).map(({ text }) => text.en)

  test('says in one sentence what all models have in common', () => {
    expect(textOf(runs)).toEqual(['Similarity rises again at every multiple of 10: all 6 models.'])
  })

  test('names a few models, and counts many', () => {
    const silent = (some: typeof runs) => some.map(each => ({ ...each, run: { ...each.run, findings: [] } }))
    expect(textOf([...runs.slice(0, 2), ...silent(runs.slice(2))])[0]).toMatch(/of 10: a and b\.$/)
    expect(textOf([...runs.slice(0, 5), ...silent(runs.slice(5))])[0]).toMatch(/of 10: 5 of 6 models\.$/)
  })

  test('puts the gravest first, and leaves out what the table of models says', () => {
    const [first] = runs
    const more: RunFinding[] = [
      finding('verdicts', 'embedder:a', 'a is better.'),
      { ...finding('decimals', 'embedder:a', 'a: decimals.'), severity: 'warning' },
    ]
    const grave = { ...first, run: { ...first.run, findings: [...first.run.findings, ...more] } }
    const ids = sharedFindings([grave, ...runs.slice(1)], modelRows(runs)).map(({ id }) => id)
    expect(ids).toEqual(['decimals', 'digit-bumps'])
  })

  test('finds the model of a finding without evidence by its name', () => {
    const [first, ...others] = runs
    const bare = { ...finding('nine-eleven', '', '9.11 or 9.9? a as embedder: wrong.'), evidence: [] }
    const found = sharedFindings(
      [{ ...first, run: { ...first.run, findings: [bare] } }, ...others],
      modelRows(runs),
    )
    expect(found.find(({ id }) => id === 'nine-eleven')!.text.en).toMatch(/contexts: a\.$/)
  })
})
