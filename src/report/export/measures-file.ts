import { zeroMeasures } from '../../measures/catalogue.ts'
import { type Run, type RunMeasure, runIndex } from '../../store/run.ts'
import { csvText, guardNote } from '../../store/table/csv-text.ts'
import type { Exported, ToWrite } from './format.ts'
import { type Selector, selected } from './selection.ts'

const columns = [
  'series',
  'model',
  'prompt',
  'id',
  'value',
  'low',
  'high',
  'chance',
  'floor_model',
  'floor_value',
  'floor_margin',
  'floor_low',
  'floor_high',
  'verdict',
  'reason',
  'roles',
] as const

export async function measuresExport({ run, name, selector }: ToWrite): Promise<Exported> {
  const texts = run.measures.flatMap(({ series, model, prompt }) => [series, model, prompt ?? ''])
  return { files: new Map([[name, measuresFile(run, selector)]]), of: {}, note: guardNote(texts) }
}

/**
 * The measures of a run as CSV, references among them: a line each, in the order of the run. The verdict stands on
 * the line of the concordance that it rests on.
 * @throws NumeracyError `unknown` when none is meant
 */
function measuresFile(run: Run, selector: Selector): string {
  const embedders = new Set(run.models.filter(({ kind }) => kind === 'embedder').map(({ id }) => id))
  const placed = run.measures.map(measure => ({ ...measure, experiment: experimentOf(measure) }))
  const rows = selected(run, placed, selector).map(measure => {
    const { series, model, prompt, id, value, interval, chance, floor, reason } = measure
    const line: Record<(typeof columns)[number], string | number | null> = {
      series,
      model,
      prompt,
      id,
      value,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
      chance,
      floor_model: floor?.model ?? null,
      floor_value: floor?.value ?? null,
      floor_margin: floor?.margin ?? null,
      floor_low: floor?.interval?.[0] ?? null,
      floor_high: floor?.interval?.[1] ?? null,
      verdict: measure.id === 'concordance' ? (runIndex(run).verdict(measure) ?? null) : null,
      reason: reason ?? null,
      roles: embedders.has(model) ? run.roles : null,
    }
    return columns.map(column => line[column])
  })
  return csvText({ columns, rows })
}

function experimentOf({ id }: RunMeasure): 'pairs' | 'zero' {
  return zeroMeasures.some(zero => zero.id === id) ? 'zero' : 'pairs'
}
