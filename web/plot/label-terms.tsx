import type { WordId } from '../../src/findings/glossary.ts'
import { explaining, wordIn } from '../parts/glossed.tsx'

/** A label of a drawing that holds a word of the glossary, and where it stands, in shares of the drawing. */
export interface LabelTerm {
  readonly word: WordId
  readonly text: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The labels of a drawing that hold a word of the glossary, each word once; none of what is not laid out. */
export function labelTerms(drawing: Element): LabelTerm[] {
  const whole = drawing.getBoundingClientRect()
  if (whole.width === 0 || whole.height === 0) return []
  const seen = new Set<WordId>()
  return [...drawing.querySelectorAll('text')].flatMap(label => {
    const text = label.textContent.trim()
    const word = wordIn(text)
    if (word === null || seen.has(word)) return []
    seen.add(word)
    const { left, top, width, height } = label.getBoundingClientRect()
    return [
      {
        word,
        text,
        left: (left - whole.left) / whole.width,
        top: (top - whole.top) / whole.height,
        width: width / whole.width,
        height: height / whole.height,
      },
    ]
  })
}

/** Buttons over the labels of a drawing, which is an image and holds none itself. */
export function LabelTerms({ terms }: { readonly terms: readonly LabelTerm[] }) {
  const share = (part: number) => `${100 * part}%`
  return (
    <>
      {terms.map(({ word, text, left, top, width, height }) => (
        <button
          type="button"
          class="label-term"
          aria-label={text}
          style={{ left: share(left), top: share(top), width: share(width), height: share(height) }}
          {...explaining(word)}
        />
      ))}
    </>
  )
}
