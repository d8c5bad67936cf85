import { documentsOf } from '../../findings/comparison/documents.ts'
import { ends, written } from '../../findings/number.ts'
import { seriesCatalogue } from '../../series/catalogue.ts'
import type { Run, RunModel } from '../../store/run.ts'
import type { ScoreRow } from '../summary.ts'
import { blockYaml, type Yaml } from './block-yaml.ts'
import { indexesOf, usesOf } from './model-index.ts'

/** Where the Hub looks for the results of a model, relative to its repository. */
export const evalResultsFile = '.eval_results/numeracy.yaml'

/** What results are filed under; the Hub shows them on a board once a data set of this name is there. */
const dataset = 'numeracy/numeracy'

/**
 * The scores of a model as the Hub takes them from `.eval_results/*.yaml`: the index, the five uses, and concordance on
 * series that everybody has. Of a reranker that was asked several questions, those of the first.
 */
export function evalResults(run: Run, model: RunModel, rows: readonly ScoreRow[]): string {
  const { created, seed, roles, tool } = run
  const how = [
    `numeracy ${tool.version}`,
    `seed ${seed}`,
    ...(model.kind === 'embedder' && roles !== 'same' ? [`roles ${roles}`] : []),
  ]
  const entry = (task: string, value: number, notes: readonly string[]): Yaml => ({
    dataset: { id: dataset, task_id: task },
    value: Number(value.toFixed(4)),
    date: created.slice(0, 10),
    notes: [...notes, ...how].join(', '),
  })
  const sure = (interval: readonly [number, number] | null, digits: number) =>
    interval === null ? [] : [`95 % interval ${ends(interval, value => written(value, digits), 'en')}`]
  const asked = (prompt: string | null) => (prompt === null ? [] : [`asked ${JSON.stringify(prompt)}`])
  const [first] = rows
  // A file may have given its own documents the name of a series that everybody has.
  const isCommon = (id: string) => {
    const common = seriesCatalogue.find(each => each.id === id)
    const own = run.series.find(each => each.id === id)
    return common !== undefined && own !== undefined && documentsOf(common) === documentsOf(own)
  }
  const known = rows.filter(
    ({ headline: { series, prompt } }) => prompt === first?.headline.prompt && isCommon(series),
  )
  return blockYaml([
    ...indexesOf(run, model)
      .slice(0, 1)
      .map(({ value, interval, prompt }) =>
        entry('index', value, [...sure(interval, 1), 'of 100', ...asked(prompt)]),
      ),
    ...usesOf(run, model).map(({ use, value, interval, verdict }) =>
      entry(`use-${use}`, value!, [...sure(interval, 2), `verdict ${verdict}`]),
    ),
    ...known.flatMap(({ headline: { series, value, interval, prompt } }) =>
      value === null ? [] : entry(`concordance-${series}`, value, [...sure(interval, 2), ...asked(prompt)]),
    ),
  ])
}
