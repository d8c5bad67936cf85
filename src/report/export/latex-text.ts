import { printableLine } from '../../base/control-characters.ts'

/** What means something to LaTeX, or makes a ligature, and how it is written; of other letters those that it lacks. */
const written: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  // The mark itself is in the encoding T1 alone.
  '"': "{'}{'}",
  '`': '\\textasciigrave{}',
  "'": "{'}",
  // Behind the end of a line these would be an option of it.
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
  '\u00a0': '~',
  '–': '\\textendash{}',
  '—': '\\textemdash{}',
  '‘': '\\textquoteleft{}',
  '’': '\\textquoteright{}',
  '“': '\\textquotedblleft{}',
  '”': '\\textquotedblright{}',
  '…': '\\ldots{}',
  '−': '$-$',
  '×': '$\\times$',
  '±': '$\\pm$',
  '·': '$\\cdot$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '→': '$\\rightarrow$',
  '°': '\\textdegree{}',
  '€': '\\texteuro{}',
  '£': '\\textsterling{}',
  '¥': '\\textyen{}',
  '¢': '\\textcent{}',
  '§': '\\S{}',
  µ: '$\\mu$',
}

/** Letters that pdfLaTeX draws in its default encodings as they stand. */
const plain = /[\x20-\x7eÀ-ÏÑ-ÖÙ-Ýà-ïñ-öù-ýÿ]/

/** Text of one line that LaTeX shows as it stands. */
export function latexText(text: string): string {
  const line = printableLine(text.replaceAll(/\s+/g, ' '))
  // Two of them would be a dash, or a quotation mark.
  return Array.from(line, letter => written[letter] ?? letter)
    .join('')
    .replaceAll(/([-,])(?=\1)/g, '$1{}')
}

/** Letters that pdfLaTeX refuses, each once: XeLaTeX and LuaLaTeX draw them with a font that has them. */
function foreignLetters(text: string): string[] {
  const line = printableLine(text.replaceAll(/\s+/g, ' '))
  return [...new Set(line)].filter(letter => !(letter in written) && !plain.test(letter))
}

/** What to say where there are some; null where there are none. */
export function foreignNote(texts: readonly string[]): string | null {
  const letters = foreignLetters(texts.join(' '))
  if (letters.length === 0) return null
  const shown = letters.slice(0, 8).join(' ')
  return `pdfLaTeX lacks ${letters.length === 1 ? 'a letter' : 'letters'} of it (${shown}${letters.length > 8 ? ' …' : ''}): compile it with XeLaTeX or LuaLaTeX and a font that has them.`
}
