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
      {pieces.map(({ text, word }, at) => {
        const before = pieces[at - 1]?.word === null ? opening(pieces[at - 1].text) : ''
        const after = pieces[at + 1]?.word === null ? closing(pieces[at + 1].text) : ''
        if (word === null) {
          const from = pieces[at - 1] === undefined ? 0 : closing(text).length
          return text.slice(
            from,
            pieces[at + 1] === undefined ? undefined : text.length - opening(text).length,
          )
        }
        const term = <Term word={word} text={text} />
        return before + after === '' ? (
          term
        ) : (
          <span class="unbroken">
            {before}
            {term}
            {after}
          </span>
        )
      })}
    </>
  )
}

/** A line may break before and behind a button, so what clings to a word stands in one piece with it. */
function opening(text: string): string {
  return /[(（“"‘]*$/.exec(text)![0]
}

function closing(text: string): string {
  return /^[)）”"’,.;:，。；：、?？]*/.exec(text)![0]
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
