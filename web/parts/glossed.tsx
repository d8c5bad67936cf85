import { useMemo } from 'preact/hooks'
import { glossed, type WordId } from '../../src/findings/glossary.ts'
import { language } from '../state/language.ts'
import { hideTerm, leaveTerm, showTerm } from '../state/term.ts'

/** A text in which each word of the glossary is explained, where it stands first, on hover, focus and touch. */
export function Glossed({ text }: { readonly text: string }) {
  const spokenLanguage = language.value
  const pieces = useMemo(() => glossed(text, spokenLanguage), [text, spokenLanguage])
  return (
    <>
      {pieces.map(piece => (piece.word === null ? piece.text : <Term word={piece.word} text={piece.text} />))}
    </>
  )
}

function Term({ word, text }: { readonly word: WordId; readonly text: string }) {
  return (
    <button
      type="button"
      class="term"
      aria-describedby={`word-${word}`}
      onMouseEnter={event => showTerm({ word, at: event.currentTarget })}
      onMouseLeave={leaveTerm}
      onFocus={event => showTerm({ word, at: event.currentTarget })}
      onBlur={hideTerm}
      onClick={event => showTerm({ word, at: event.currentTarget })}
    >
      {text}
    </button>
  )
}
