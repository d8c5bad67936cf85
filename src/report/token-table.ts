import { modelName } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import { foldedTable } from './html-table.ts'
import type { Markup } from './markup.ts'

/** How tokenizers split each document of a series, models that split alike in one column; empty where none is known. */
export function tokenTable(run: Run, series: string): Markup | '' {
  const { texts } = run.series.find(({ id }) => id === series)!
  const splits = run.measures.flatMap(({ id, series: of, model, details }) =>
    id === 'tokenizer-share' && of === series && Array.isArray(details?.split)
      ? [{ model, split: details.split as unknown as readonly (readonly string[])[] }]
      : [],
  )
  const alike = Map.groupBy(splits, ({ split }) => JSON.stringify(split))
  if (alike.size === 0) return ''
  const columns = [...alike.values()].map(group => ({
    title: [...new Set(group.map(({ model }) => modelName(run, model)))].join(', '),
    split: group[0].split,
  }))
  return foldedTable('How the tokenizer splits each document', {
    columns: ['document', ...columns.map(({ title }) => title)],
    rows: texts.map((text, at) => [text, ...columns.map(({ split }) => split[at].join(' | '))]),
  })
}
