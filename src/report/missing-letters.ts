import { codePointOf } from '../base/characters.ts'
import type { Listener } from '../base/events.ts'

/** More letters than this are counted, not named. */
const maxNamed = 8

/** What to say of letters that stand as code points in pictures; null where there are none. */
export function missingLettersNotice(missing: Iterable<string>): string | null {
  const list = lettersText(missing)
  return list === null
    ? null
    : `figures: no font on this machine has ${list}. The PNG files show code points in their place; the SVG files and the page use the fonts of whoever opens them. To have the letters drawn, install a font for them, such as Noto, and write the files again.`
}

/** The same of a PDF; null where there are none. */
export function pdfLettersNotice(missing: Iterable<string>): string | null {
  const list = lettersText(missing)
  return list === null
    ? null
    : `figures: no font on this machine has ${list}. The PDF shows code points in their place. To have the letters drawn, install a font for them, such as Noto, and write the file again.`
}

/** Letters as a sentence lists them; null for none. */
function lettersText(missing: Iterable<string>): string | null {
  const letters = [...new Set(missing)]
  if (letters.length === 0) return null
  const named = letters.slice(0, maxNamed).map(letter => `${letter} (${codePointOf(letter)})`)
  const more = letters.length - named.length
  return more === 0
    ? named.join(', ')
    : `${named.join(', ')} and ${more} more ${more === 1 ? 'letter' : 'letters'}`
}

/** Says which letters stand as code points in pictures, where there are any. */
export function reportMissingLetters(missing: Iterable<string>, listen: Listener): void {
  const message = missingLettersNotice(missing)
  if (message !== null) listen({ type: 'notice', message })
}
