import { expect, test } from 'vitest'
import { runSummary } from '../../src/cli/run-summary.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { withUses } from '../fixtures/used-run.ts'

/** A run in which as many models as there are names answered alike. */
async function runOf(names: readonly string[]) {
  const run = withUses(await probedRun(), ['embedder:test:fake', 'reranker:test:fake'])
  const isFirst = ({ model }: { readonly model: string }) => model === 'embedder:test:fake'
  const copied = <Part extends { readonly model: string }>(parts: readonly Part[]) =>
    names.flatMap(name => parts.filter(isFirst).map(part => ({ ...part, model: name })))
  return {
    ...run,
    models: names.map(id => ({ ...run.models[0], id, label: id, spec: id })),
    matrices: copied(run.matrices),
    measures: copied(run.measures),
    verdicts: copied(run.verdicts),
    cases: copied(run.cases),
    same: [],
    search: [],
    uses: copied(run.uses!),
    findings: names.flatMap(name =>
      run.findings
        .filter(({ id }) => id === 'hard-case-families' || id === 'hard-cases' || id === 'nine-eleven')
        .filter(({ text }) => text.en.includes('as embedder'))
        .map(finding => ({
          ...finding,
          text: { en: finding.text.en.replaceAll('test:fake', name) },
          evidence: [],
        })),
    ),
  }
}

test('two models are shown one after the other', async () => {
  const text = runSummary(await runOf(['first', 'second']))
  expect(text.match(/: may I …$/gm)).toHaveLength(2)
})

test('three models stand in one table, and what they have in common is one sentence', async () => {
  const run = await runOf(['first', 'second', 'third'])
  expect(run.findings.length).toBeGreaterThan(3)
  const text = runSummary(run)
  expect(text).not.toContain('may I …')
  for (const name of ['first', 'second', 'third']) expect(text).toMatch(new RegExp(`^${name} +[✓✗?] `, 'm'))
  const sentences = text.split('\n').filter(line => line.startsWith('• '))
  expect(sentences.length).toBeGreaterThan(0)
  for (const sentence of sentences) expect(sentence).not.toContain('first as embedder')
  expect(text).toContain(': all 3 models.')
  const [, shared] = reportMarkdown(run, []).split('**What matters most over all models**')
  expect(shared).toMatch(/^- .+: all 3 models\\?\.$/m)
})

test('a narrow terminal shows scores without the names of the matchers, so that most take one line', async () => {
  const run = await runOf(['first', 'second', 'third'])
  const text = runSummary(run, 60)
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(60)
  const [{ floor }] = run.measures.filter(({ id }) => id === 'concordance')
  const matcher = floor!.model.replace('reference:', '')
  expect(runSummary(run)).toContain(matcher)
  expect(text).not.toContain(matcher)
  expect(text).toContain(floor!.value.toFixed(3))
})
