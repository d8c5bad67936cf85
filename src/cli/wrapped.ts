import { stripVTControlCharacters } from 'node:util'
import { letterWidth, textWidth } from '../base/text-width.ts'
import type { Output } from './context.ts'

/** The width that lines are broken for: that of a terminal; null where there is none, and lines stay whole. */
export function widthOf({ isTTY, columns }: Output): number | null {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : null
}

/** The room that a text takes in a terminal, in columns. */
export function visibleWidth(text: string): number {
  return textWidth(stripVTControlCharacters(text))
}

/** Text broken between words into lines of at most `width`; a word that is wider stands on a line of its own. @param width null: as it is */
export function wrapped(text: string, width: number | null): string {
  return hanging(text, width, '', '')
}

/**
 * The same behind a beginning of its first line, and another of all that follow.
 * @param first as wide as `rest`
 */
export function hanging(text: string, width: number | null, first: string, rest: string): string {
  const room = width === null ? Number.POSITIVE_INFINITY : width - visibleWidth(rest)
  return text
    .trimEnd()
    .split('\n')
    .flatMap(line => wrappedLines(line, room))
    .map((line, at) => ((at === 0 ? first : rest) + line).trimEnd())
    .join('\n')
}

function wrappedLines(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && visibleWidth(line) + 1 + visibleWidth(word) <= width)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A text in lines of at most `width`, words that are wider broken wherever it must be. */
export function brokenLines(text: string, width: number): string[] {
  return wrappedLines(text, width).flatMap(line => {
    if (visibleWidth(line) <= width) return [line]
    const pieces: string[] = []
    let piece = ''
    for (const letter of line) {
      if (piece !== '' && textWidth(piece) + letterWidth(letter) > width) {
        pieces.push(piece)
        piece = ''
      }
      piece += letter
    }
    return [...pieces, piece]
  })
}
