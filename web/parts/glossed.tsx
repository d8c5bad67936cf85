import { useMemo } from 'preact/hooks'
import { glossed, type WordId } from '../../src/findings/glossary.ts'
import { language } from '../state/language.ts'
import { hideTerm, leaveTerm, showTerm } from '../state/term.ts'

/**
 * A text in which each word of the glossary is explained, where it stands first, on hover, focus and touch. A share and
 * its percent sign stay on one line.
 */
export function Glossed({ text }: { readonly text: string }) {
  const spokenLanguage = language.value
  const pieces = useMemo(() => glossed(unbroken(text), spokenLanguage), [text, spokenLanguage])
  return (
    <>
      {pieces.map(piece => (piece.word === null ? piece.text : <Term word={piece.word} text={piece.text} />))}
    </>
  )
}

function Term({ word, text }: { readonly word: WordId; readonly text: string }) {
  return (
    <button type="button" class="term" {...explaining(word)}>
      {text}
    </button>
  )
}

/** What makes a button explain a word while the pointer is on it, it has the focus or was touched. */
export function explaining(word: WordId) {
  const show = ({ currentTarget }: { readonly currentTarget: HTMLElement }) =>
    showTerm({ word, at: currentTarget })
  return {
    'aria-describedby': `word-${word}`,
    onMouseEnter: show,
    onMouseLeave: leaveTerm,
    onFocus: show,
    onBlur: hideTerm,
    onClick: show,
  }
}

/** The first word of the glossary in a text; null where there is none. */
export function wordIn(text: string): WordId | null {
  return glossed(text, language.value).find(({ word }) => word !== null)?.word ?? null
}

function unbroken(text: string): string {
  return text.replaceAll(' %', '\u00a0%')
}
