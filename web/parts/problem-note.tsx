import { language, spoken } from '../state/language.ts'
import type { Problem } from '../state/problem.ts'

/** What went wrong. Readers of another language find the English words of a server or a model folded away. */
export function ProblemNote({ problem: { text, original } }: { readonly problem: Problem }) {
  return (
    <div class="trouble">
      <p>{spoken(text)}</p>
      {original !== null && language.value !== 'en' && (
        <details>
          <summary>{spoken(noteWords).original}</summary>
          <p lang="en">{original}</p>
        </details>
      )}
    </div>
  )
}

const noteWords = {
  en: { original: 'Original words' },
  zh: { original: '英文原文' },
}
