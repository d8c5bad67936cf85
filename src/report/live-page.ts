import type { NamedRun } from '../findings/comparison/entrants.ts'
import { html } from './markup.ts'
import { pageHtml } from './page.ts'
import { titleOf } from './summary.ts'

/** The page that `numeracy view` serves: the report of all runs, which can also ask the server for more. */
export function livePageHtml(runs: readonly NamedRun[]): Promise<string> {
  const title = runs.length === 1 ? titleOf(runs[0].run) : 'numeracy'
  const plain = html`<p>This page works with scripts. Without them, open report.html, which <code>numeracy report</code> writes.</p>`
  return pageHtml({ title, plain, runs, live: true })
}
