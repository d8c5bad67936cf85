import { counted } from '../base/counted.ts'
import { probedModels } from '../findings/examined.ts'
import { modelName } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import { htmlTable } from './html-table.ts'
import { html, type Markup } from './markup.ts'
import { methodText } from './method-text.ts'
import { rolesOf } from './summary.ts'

/** How the run was made: what a reader needs to repeat it. */
export function methodSection(run: Run): Markup {
  const { created, seed, tool, usage, session } = run
  const prompts = [...new Set(run.matrices.map(({ prompt }) => prompt).filter(prompt => prompt !== null))]
  const [matrices, intervals, limits] = methodText('en')
  return html`<p>${matrices}</p>
${rolesOf(run) === null ? '' : html`<p>${rolesOf(run)!}</p>`}
<p>${intervals}</p>
<p>${limits}</p>
${prompts.length === 0 ? '' : html`<p>Questions put to the reranker: ${prompts.map((prompt, index) => html`${index > 0 ? '; ' : ''}<code>${prompt}</code>`)}.</p>`}
${htmlTable({
  columns: ['model', 'spec', 'provider', 'name', 'revision', 'dimensions', 'type', 'task'],
  rows: probedModels(run).map(({ id, spec, identity }) => [
    modelName(run, id),
    spec,
    ...['provider', 'model', 'revision', 'dimensions', 'dtype', 'task'].map(member =>
      String(identity[member] ?? '–'),
    ),
  ]),
})}
<p class="about">numeracy ${tool.version} on Node ${tool.node}, seed ${seed}, ${created}. ${counted(usage.texts, 'text')} and ${counted(usage.pairs, 'pair')}; this time ${counted(session.requests, 'request')}, ${counted(session.cacheHits, 'answer')} from the cache, ${session.seconds.toFixed(1)} s.</p>`
}
