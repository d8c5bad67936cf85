import { signal } from '@preact/signals'
import type { Translations } from '../../src/findings/finding.ts'
import { post } from './live.ts'

export interface AskedModel {
  readonly kind: 'embedder' | 'reranker'
  readonly spec: string
}

/** A model that the server asks only when the user has seen what that does and confirmed it. */
export interface UnconfirmedModel extends AskedModel {
  readonly state: 'unconfirmed'
  /** The spec with what hides in it made visible. */
  readonly shown: string
  /** What asking it does, as the server describes it. */
  readonly does: Translations
}

/** A model that the server does not ask. */
export interface RefusedModel extends AskedModel {
  readonly state: 'refused'
  readonly why: Translations
}

/** How it stands with a model, as the server says. */
export type Standing = (AskedModel & { readonly state: 'allowed' }) | UnconfirmedModel | RefusedModel

/** What the dialog shows; null while it is closed. */
export const question = signal<{
  readonly models: readonly UnconfirmedModel[]
  /** @param does what the user saw of each model; null when they declined */
  readonly answer: (does: readonly string[] | null) => void
} | null>(null)

/** How it stands with models. @throws what the server says is wrong with them */
export async function standings(models: readonly AskedModel[]): Promise<readonly Standing[]> {
  return (await post<{ readonly models: readonly Standing[] }>('standing', specsOf(models))).models
}

/** Asks the user about the models that need it; resolves with false when they decline. */
export async function confirmed(models: readonly Standing[]): Promise<boolean> {
  const open = models.filter(model => model.state === 'unconfirmed')
  if (open.length === 0) return true
  const does = await new Promise<readonly string[] | null>(resolve => {
    const asked = {
      models: open,
      answer(does: readonly string[] | null) {
        if (question.value === asked) question.value = null
        resolve(does)
      },
    }
    // One dialog at a time: what was not answered yet is declined.
    question.value?.answer(null)
    question.value = asked
  })
  if (does === null) return false
  await Promise.all(open.map(({ kind, spec }, at) => post('confirm', { kind, spec, does: does[at] })))
  return true
}

/** Models as a request names them. */
export function specsOf(models: readonly AskedModel[]) {
  const specs = (wanted: AskedModel['kind']) =>
    models.flatMap(({ kind, spec }) => (kind === wanted ? [spec] : []))
  return { embed: specs('embedder'), rerank: specs('reranker') }
}
