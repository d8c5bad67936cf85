import { caseFamilies } from '../experiments/case-families.ts'
import type { RunCase } from '../store/run.ts'
import { isControl } from './case-origin.ts'
import type { Evidence, Language } from './finding.ts'

/** How often a model is right on a family of hard cases, or on all of them. */
export interface CaseShare {
  readonly model: string
  /** Null for all families together, controls apart. */
  readonly family: string | null
  readonly right: number
  readonly cases: number
}

/** A family of hard cases as a reader meets it; of a run of another version, or with cases of one's own, its id. */
export function caseFamilyName(id: string, language: Language): string {
  return caseFamilies.find(family => family.id === id)?.name[language] ?? id
}

/** Of each model that was asked any: all cases but controls first, then each family. References that only compare characters are among them. */
function caseShares(run: Evidence): CaseShare[] {
  const families = [null, ...new Set(run.cases.map(({ family }) => family))]
  return run.models.flatMap(({ id: model }) =>
    families.flatMap((family): CaseShare[] => {
      const own = casesIn(run, model, family)
      if (own.length === 0) return []
      const right = own.filter(({ verdict }) => verdict === 'right').length
      return [{ model, family, right, cases: own.length }]
    }),
  )
}

/** The cases of a family that a model was asked, or all of them but controls. */
function casesIn(run: Evidence, model: string, family: string | null): RunCase[] {
  return run.cases.filter(
    item => item.model === model && (family === null ? !isControl(item) : item.family === family),
  )
}

/** How many of the controls each model has right, in the run's order; of models that were asked any. */
export function controlShares(run: Evidence): Omit<CaseShare, 'family'>[] {
  return run.models.flatMap(({ id: model }) => {
    const own = run.cases.filter(item => item.model === model && isControl(item))
    const right = own.filter(({ verdict }) => verdict === 'right').length
    return own.length === 0 ? [] : [{ model, right, cases: own.length }]
  })
}

/** Of the models that were probed, references apart. */
export function probedShares(run: Evidence): CaseShare[] {
  const probed = new Set(run.models.filter(({ kind }) => kind !== 'reference').map(({ id }) => id))
  return caseShares(run).filter(({ model }) => probed.has(model))
}

/** What comparing characters gets on the cases of a family, or on all but controls. */
export interface SpelledCases {
  /** How many the best of the string matchers has right. */
  readonly right: number
  /**
   * Whether the cases were chosen evenly: as many where that matcher is right as where it is wrong, ties counting
   * half. Only then is half of the cases, which guessing gets, a fair comparison.
   */
  readonly isBalanced: boolean
}

/** Null where no string matcher was asked, as in a run of one's own cases. */
export function spelledCases(run: Evidence, family: string | null): SpelledCases | null {
  const matchers = run.models.filter(({ kind }) => kind === 'reference').map(({ id }) => id)
  const scores = matchers.flatMap(matcher => {
    const own = casesIn(run, matcher, family)
    const count = (verdict: string) => own.filter(item => item.verdict === verdict).length
    const score = count('right') + count('tie') / 2
    return own.length === 0 ? [] : [{ right: count('right'), score, cases: own.length }]
  })
  if (scores.length === 0) return null
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a))
  return {
    right: Math.max(...scores.map(({ right }) => right)),
    isBalanced: best.score === best.cases / 2,
  }
}
