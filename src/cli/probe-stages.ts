import type { Event } from '../base/events.ts'
import type { Beginning } from '../usecases/session.ts'
import type { Stage } from './progress.ts'

/** What the progress of a probe shows: each model, then the measures, then the report where one is written. */
export function stagesOf(models: Beginning['models'], report: boolean): Stage[] {
  return [
    ...models.map(
      ({ id, model }): Stage => ({
        title: model.kind === 'reranker' && model.standIn ? `${id} (a dual encoder stands in)` : id,
        owns: event => (event.type === 'answers' || event.type === 'waiting') && event.model === id,
      }),
    ),
    { title: 'measures', owns: ({ type }) => type === 'measured' },
    ...(report ? [{ title: 'figures and report', owns: ({ type }: Event) => type === 'drawn' }] : []),
  ]
}
