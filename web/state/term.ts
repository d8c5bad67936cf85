import { signal } from '@preact/signals'
import type { WordId } from '../../src/findings/glossary.ts'

/** A word that is explained at present, and where it stands. */
export interface ShownTerm {
  readonly word: WordId
  readonly at: HTMLElement
}

export const shownTerm = signal<ShownTerm | null>(null)

/** Long enough to move a pointer from the word onto its explanation. */
const leavingMilliseconds = 200
let leaving: ReturnType<typeof setTimeout> | undefined

export function showTerm(term: ShownTerm): void {
  keepTerm()
  if (shownTerm.value?.at !== term.at) shownTerm.value = term
}

/** The pointer is on the explanation: it stays. */
export function keepTerm(): void {
  clearTimeout(leaving)
}

/** The pointer left word or explanation, which goes unless the word has the focus. */
export function leaveTerm(): void {
  clearTimeout(leaving)
  leaving = setTimeout(() => {
    if (shownTerm.value?.at !== document.activeElement) hideTerm()
  }, leavingMilliseconds)
}

export function hideTerm(): void {
  clearTimeout(leaving)
  shownTerm.value = null
}
