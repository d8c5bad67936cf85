import { binomialInterval } from '../math/distributions.ts'
import type { Evidence } from './finding.ts'

/** How often a model is right on a family of hard cases, or on all of them. */
export interface CaseShare {
  readonly model: string
  /** Null for all families together. */
  readonly family: string | null
  readonly right: number
  readonly cases: number
  /** right / cases. */
  readonly value: number
  /** The exact 95 % interval of a binomial share. */
  readonly interval: readonly [low: number, high: number]
}

/** Of each model that was asked any: all cases first, then each family. References that only compare characters are among them. */
export function caseShares(run: Evidence): CaseShare[] {
  const families = [null, ...new Set(run.cases.map(({ family }) => family))]
  return run.models.flatMap(({ id: model }) =>
    families.flatMap((family): CaseShare[] => {
      const own = run.cases.filter(
        item => item.model === model && (family === null || item.family === family),
      )
      if (own.length === 0) return []
      const right = own.filter(({ verdict }) => verdict === 'right').length
      const interval = binomialInterval(right, own.length)
      return [{ model, family, right, cases: own.length, value: right / own.length, interval }]
    }),
  )
}

/** Of the models that were probed, references apart. */
export function probedShares(run: Evidence): CaseShare[] {
  const probed = new Set(run.models.filter(({ kind }) => kind !== 'reference').map(({ id }) => id))
  return caseShares(run).filter(({ model }) => probed.has(model))
}
