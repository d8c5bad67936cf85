import { probedModels } from '../../findings/examined.ts'
import { metricsText } from '../run-metrics.ts'
import type { Exported, ToWrite } from './format.ts'
import { selected } from './selection.ts'

/**
 * The scores of the models of a run, or of one of them.
 * @throws NumeracyError `unknown` when no model is meant, `input` when none of the run was asked anything
 */
export async function summaryExport({ run, name, selector }: ToWrite): Promise<Exported> {
  const places = probedModels(run).map(({ id: model }) => ({
    model,
    series: '',
    prompt: null,
    experiment: 'pairs' as const,
  }))
  const meant = new Set(selected(run, places, selector).map(({ model }) => model))
  const models = probedModels(run).filter(({ id }) => meant.has(id))
  return {
    files: new Map([[name, metricsText(run, models)]]),
    of: selector.model === null ? {} : { model: models[0].id },
    note: null,
  }
}
