import { charNgrams } from './references/char-ngrams.ts'
import { levenshtein } from './references/levenshtein.ts'
import { oracle } from './references/oracle.ts'
import { prefix } from './references/prefix.ts'
import type { Reference } from './references/reference.ts'

/** The string matchers; the best of them on a series is its spelling floor. */
export const spellingReferences: readonly Reference[] = [levenshtein, prefix, charNgrams]

/** The references that every run scores beside its models. */
export const runReferences: readonly Reference[] = [oracle, ...spellingReferences]
