import type { Run } from '../store/run.ts'

/** The models that were probed, references apart. */
export function probedModels(run: Pick<Run, 'models'>): Run['models'] {
  return run.models.filter(({ kind }) => kind !== 'reference')
}

/** The models that are shown in full: what stands in for a reranker is not what anybody came for, unless it came alone. */
export function examinedModels(run: Pick<Run, 'models'>): Run['models'] {
  const probed = probedModels(run)
  const examined = probed.filter(({ standIn }) => !standIn)
  return examined.length > 0 ? examined : probed
}
