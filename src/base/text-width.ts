/** Letters as wide as two others: those of Chinese, Japanese and Korean, full forms, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
/** Marks on the letter before, and what is not seen. */
const none = /[\p{M}\p{Default_Ignorable_Code_Point}]/u

/** The room of one letter, in columns of a terminal: 0, 1 or 2. */
export function letterWidth(letter: string): 0 | 1 | 2 {
  if (none.test(letter)) return 0
  return wide.test(letter) ? 2 : 1
}

/** The room of a text without control characters, in columns of a terminal. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width
}
