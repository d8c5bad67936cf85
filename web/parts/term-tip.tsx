import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { glossary } from '../../src/findings/glossary.ts'
import { language } from '../state/language.ts'
import { hideTerm, keepTerm, leaveTerm, shownTerm } from '../state/term.ts'

/** Blanks to the edges of the window, in pixels. */
const edge = 8

/**
 * The explanation of a word, under it or over it, above everything else on the page. It stays while the pointer is on
 * the word or on it, or the word has the focus; Escape hides it.
 */
export function TermTip() {
  const tip = useRef<HTMLDivElement>(null)
  const term = shownTerm.value
  const means = glossary.find(({ id }) => id === term?.word)?.means[language.value]

  useLayoutEffect(() => {
    const { current } = tip
    if (current === null || term === null) return
    current.showPopover()
    const place = () => {
      const word = term.at.getBoundingClientRect()
      const { width, height } = current.getBoundingClientRect()
      const { clientWidth, clientHeight } = document.documentElement
      const left = Math.max(edge, Math.min(word.left, clientWidth - width - edge))
      const isBelow = word.bottom + height <= clientHeight || word.top < height
      current.style.left = `${left}px`
      current.style.top = `${isBelow ? word.bottom : word.top - height}px`
    }
    place()
    // Scrolling also makes plots that were out of sight, which moves the word.
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place, { capture: true })
      removeEventListener('resize', place)
    }
  }, [term, means])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || shownTerm.value === null) return
      event.stopPropagation()
      hideTerm()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [])

  if (term === null) return null
  return (
    <div
      ref={tip}
      role="tooltip"
      class="term-tip"
      popover="manual"
      onMouseEnter={keepTerm}
      onMouseLeave={leaveTerm}
    >
      {means}
    </div>
  )
}
