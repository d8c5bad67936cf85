import { modelName } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import { htmlTable } from './html-table.ts'
import { html, type Markup } from './markup.ts'
import { probedModels, rolesOf } from './summary.ts'

/** How the run was made: what a reader needs to repeat it. */
export function methodSection(run: Run): Markup {
  const { created, seed, tool, usage, session } = run
  const prompts = [...new Set(run.matrices.map(({ prompt }) => prompt).filter(prompt => prompt !== null))]
  return html`<p>Embedder: S[i][j] is the cosine of the vectors of documents i and j. Reranker: every document in turn is put into the question, all documents are the candidates, and S[i][j] is the relevance it gives document j, raw.</p>
${rolesOf(run) === null ? '' : html`<p>${rolesOf(run)!}</p>`}
<p>Intervals are 95 % intervals that resample documents, not pairs, because pairs share documents: percentiles of a bootstrap, but for self-hit and ties, which resample anchors, caret, spread, explained and decode, which take halves without replacement, and ndcg@10, which leaves out a tenth. The spelling floor is recomputed in every resample. The p-value of rhythm is that of a simulation of smooth models. Findings of one kind, over all series and models of the run, share one error rate: each is reported only where its p-value, adjusted among them (Holm), is at most 0.05; p is that of a normal error as wide as the interval. What only describes the answers, such as the widest pair at one distance, needs none. The diagonal is left out of every measure but self-hit.</p>
<p>What these numbers cannot show: a series is one way to write values in one place of the number line; a good score on it is no promise for other formats, ranges or sentences. What an interval is of: the documents of a series are fixed, so it shows how far the score depends on which documents were chosen. It is not about other kinds of values, nor about other ways to write these.</p>
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
<p class="about">numeracy ${tool.version} on Node ${tool.node}, seed ${seed}, ${created}. ${usage.texts.toLocaleString('en')} texts and ${usage.pairs.toLocaleString('en')} pairs; this time ${session.requests.toLocaleString('en')} requests, ${session.cacheHits.toLocaleString('en')} answers from the cache, ${session.seconds.toFixed(1)} s.</p>`
}
