import { beforeAll, describe, expect, test } from 'vitest'
import { runSummary } from '../../src/cli/run-summary.ts'
import { probeCommand } from '../../src/report/export/probe-command.ts'
import { reportHtml, reportsHtml } from '../../src/report/html.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { rolesOf } from '../../src/report/summary.ts'
import type { Run } from '../../src/store/run.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { exportedText } from './export/exported.ts'

let documents: Run
let queries: Run
beforeAll(async () => {
  documents = await probedRun()
  queries = { ...documents, roles: 'query-document' }
})

/** What is read of a run, as text. */
const written: readonly (readonly [string, (run: Run) => string | Promise<string>])[] = [
  ['the report', run => reportHtml(run, []).then(withoutApp)],
  ['the report of several runs', run => reportsHtml([{ name: 'a', run }]).then(withoutApp)],
  ['report.md', run => reportMarkdown(run, [])],
  ['a card', run => exportedText(run, 'card.md')],
  ['the measures', run => exportedText(run, 'measures.csv')],
  ['the terminal', runSummary],
]

describe('the roles of a run', () => {
  test.each(written)('are told apart in %s', async (_, write) => {
    expect(await write(queries)).toContain('query-document')
    expect(await write(documents)).not.toContain('query-document')
  })

  test('stand in the method even where they are the usual ones', async () => {
    expect(withoutApp(await reportHtml(documents, []))).toContain('--roles same')
    expect(reportMarkdown(documents, [])).toContain('Roles (--roles same)')
  })

  test('are no matter of rerankers', () => {
    const rerankers = { ...queries, models: queries.models.filter(({ kind }) => kind !== 'embedder') }
    expect(rolesOf(rerankers)).toBeNull()
    expect(rolesOf(queries)).toContain('query-document')
    expect(rolesOf(queries, 'zh')).toContain('query-document')
  })

  test('stand in the command that repeats an embedder, and in no other', () => {
    const command = (run: Run, kind: string) =>
      probeCommand(run, run.models.find(model => model.kind === kind)!, run.series, []).command
    expect(command(queries, 'embedder')).toContain('--roles query-document')
    expect(command(documents, 'embedder')).not.toContain('--roles')
    expect(command(queries, 'reranker')).not.toContain('--roles')
  })

  test('stand in measures.csv on the lines of embedders alone', async () => {
    const [head, ...lines] = (await exportedText(queries, 'measures.csv')).trim().split(/\r?\n/)
    expect(head).toMatch(/,roles$/)
    const said = lines.filter(line => line.endsWith(',query-document'))
    expect(said.length).toBe(queries.measures.filter(({ model }) => model.startsWith('embedder')).length)
  })
})

/** The plain part of a page, without the packed runs and the app. */
function withoutApp(page: string): string {
  return page.replaceAll(/<script[\s\S]*?<\/script>/g, '')
}
