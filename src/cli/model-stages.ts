import type { NamedModel } from '../experiments/ask.ts'
import type { Stage } from './progress.ts'

/** A stage for what each of some models answers, under the name that their run shows. */
export async function modelStages(
  models: readonly NamedModel[],
): Promise<(Stage & Required<Pick<Stage, 'model'>>)[]> {
  const { askedNames } = await import('../findings/model-names.ts')
  return [...askedNames(models)].map(([id, name]) => ({
    title: name,
    model: { id, name },
    owns: event => (event.type === 'answers' || event.type === 'waiting') && event.model === id,
  }))
}
