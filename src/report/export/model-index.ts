import { documentsLine } from '../../plots/run-parts.ts'
import type { Run, RunModel } from '../../store/run.ts'
import type { ScoreRow } from '../summary.ts'
import { blockYaml, type Yaml } from './block-yaml.ts'

/**
 * The scores of a model as the `model-index` of a Hugging Face README: a result for each series and prompt. The ends
 * of the interval are metrics of their own, because a result is told apart by all that it says but its value, and is
 * replaced by a later one only where the rest is equal.
 * @param name of the model
 */
export function modelIndex(run: Run, { kind }: RunModel, name: string, rows: readonly ScoreRow[]): string {
  const prompts = new Set(rows.map(({ headline }) => headline.prompt))
  const roles = kind === 'embedder' && run.roles !== 'same' ? `, --roles ${run.roles}` : ''
  const scored = rows.filter(({ headline }) => headline.value !== null)
  const results = scored.map(({ headline: { series, prompt, value, interval, floor } }): Yaml => {
    const { texts } = run.series.find(({ id }) => id === series)!
    return {
      task: {
        type: kind === 'embedder' ? 'sentence-similarity' : 'text-ranking',
        name: 'Putting numbers in order',
      },
      dataset: {
        type: 'numeracy',
        name: `numeracy ${series}: ${documentsLine(texts)}`,
        config: `${series}${prompts.size > 1 && prompt !== null ? `, asked ${JSON.stringify(prompt)}` : ''}${roles}`,
      },
      metrics: [
        ...metric('concordance', 'Concordance', value),
        ...metric('concordance_low', 'Concordance, lower end of its 95 % interval', interval?.[0]),
        ...metric('concordance_high', 'Concordance, upper end of its 95 % interval', interval?.[1]),
        ...metric('spelling_floor', 'Concordance of the best comparison of characters', floor?.value),
      ],
    }
  })
  return blockYaml({ 'model-index': [{ name, results }] })
}

function metric(type: string, name: string, value: number | null | undefined): Yaml[] {
  return value == null ? [] : [{ type, value: Number(value.toFixed(4)), name }]
}
