import { useNames, useOrder } from '../../findings/use-lines.ts'
import { documentsLine } from '../../plots/run-parts.ts'
import type { Run, RunIndexScore, RunModel, RunUse } from '../../store/run.ts'
import type { ScoreRow } from '../summary.ts'
import { blockYaml, type Yaml } from './block-yaml.ts'

/**
 * The scores of a model as the `model-index` of a Hugging Face README: a result for each series and prompt. The ends
 * of the interval are metrics of their own, because a result is told apart by all that it says but its value, and is
 * replaced by a later one only where the rest is equal.
 * @param name of the model
 */
export function modelIndex(run: Run, model: RunModel, name: string, rows: readonly ScoreRow[]): string {
  const { kind } = model
  const task = {
    type: kind === 'embedder' ? 'sentence-similarity' : 'text-ranking',
    name: 'Putting numbers in order',
  }
  const prompts = new Set(rows.map(({ headline }) => headline.prompt))
  const roles = kind === 'embedder' && run.roles !== 'same' ? `, --roles ${run.roles}` : ''
  const scored = rows.filter(({ headline }) => headline.value !== null)
  const results = scored.map(({ headline: { series, prompt, value, interval, floor } }): Yaml => {
    const { texts } = run.series.find(({ id }) => id === series)!
    return {
      task,
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
  const [indexed, used] = [indexesOf(run, model), usesOf(run, model)]
  const others = [
    ...indexed.map(({ prompt, value, interval, ndcg10 }): Yaml => {
      const config = `index${indexed.length > 1 ? `, asked ${JSON.stringify(prompt)}` : ''}${roles}`
      return {
        task,
        dataset: {
          type: 'numeracy',
          name: 'numeracy index: six kinds of values, bare and in a sentence',
          config,
        },
        metrics: [
          ...metric('index', 'Index: 0 is what comparing characters gets, 100 is perfect', value),
          ...metric('index_low', 'Index, lower end of its 95 % interval', interval?.[0]),
          ...metric('index_high', 'Index, upper end of its 95 % interval', interval?.[1]),
          ...metric('ndcg_at_10', 'nDCG@10', ndcg10.value),
        ],
      }
    }),
    ...used.map(({ use, value, interval, baseline }): Yaml => {
      const named = useNames[use].en
      return {
        task: { ...task, name: 'Numbers in use' },
        dataset: { type: 'numeracy', name: `numeracy use: ${named}`, config: `use ${use}` },
        metrics: [
          ...metric('score', `Score: ${named}`, value),
          ...metric('score_low', 'Score, lower end of its 95 % interval', interval?.[0]),
          ...metric('score_high', 'Score, upper end of its 95 % interval', interval?.[1]),
          ...metric('baseline', baseline === null ? '' : `Score of ${baseline.name}`, baseline?.value),
        ],
      }
    }),
  ]
  return blockYaml({ 'model-index': [{ name, results: [...others, ...results] }] })
}

/** The index of a model, for each question that it was asked. */
export function indexesOf({ indexes = [] }: Run, { id }: RunModel): readonly RunIndexScore[] {
  return indexes.filter(({ model }) => model === id)
}

/** The five uses of a model that have a value, in the order in which a reader meets them. */
export function usesOf({ uses = [] }: Run, { id }: RunModel): readonly RunUse[] {
  const own = uses.filter(({ model, value }) => model === id && value !== null)
  return useOrder.flatMap(use => own.filter(each => each.use === use))
}

function metric(type: string, name: string, value: number | null | undefined): Yaml[] {
  return value == null ? [] : [{ type, value: Number(value.toFixed(4)), name }]
}
