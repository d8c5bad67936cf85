import type { Series } from '../series/series.ts'
import { magnitude } from './references/magnitude.ts'
import { oracle } from './references/oracle.ts'
import type { Reference } from './references/reference.ts'
import { spellingReferences } from './references/spelling.ts'

/** The references that every run scores beside its models, where they apply. */
export const runReferences: readonly Reference[] = [oracle, magnitude, ...spellingReferences]

/** Those of them that apply to a series: only numbers and prices have a first digit that shows their size. */
export function referencesOf({ family }: Pick<Series, 'family'>): readonly Reference[] {
  const sized = family === 'number' || family === 'money'
  return runReferences.filter(reference => reference !== magnitude || sized)
}
