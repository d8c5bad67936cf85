/** A text as it is read. Each form is as long as the text, so that a place in one is a place in all. */
export interface Folded {
  readonly text: string
  /** Digits, blanks, signs and full-width letters as ASCII has them; Chinese characters simplified where they are read. */
  readonly plain: string
  readonly lower: string
}

export function fold(text: string): Folded {
  const plain = text.replaceAll(/[^\x20-\x7e]/g, foldedCharacter)
  // Some capitals have small letters of another length.
  const lower = plain.replaceAll(/[^a-z]/g, each => {
    const small = each.toLowerCase()
    return small.length === 1 ? small : each
  })
  return { text, plain, lower }
}

/** Zeros of the decimal digits of other scripts: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]

const singles: ReadonlyMap<string, string> = new Map([
  ...pairs('\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000', ' '),
  ...pairs('\u2010\u2011\u2012\u2013\u2212\ufe63', '-'),
  ...pairs('\u2018\u2019\u02bc', "'"),
  ...pairs('\u066b', '.'),
  ...pairs('\u066c', ','),
  ...pairs('\uffe5', '¥'),
  ...pairs('\uffe1', '£'),
  ...pairs('\u03bc', 'µ'),
  ...pairs('\u2044\u2215', '/'),
  ...pairs('\u02da\u00ba', '°'),
  ...translated(
    '兩萬億點時號個鐘週條節噸圓塊負壹贰叁肆伍陆柒捌玖拾佰仟貳參陸',
    '两万亿点时号个钟周条节吨元块负一二三四五六七八九十百千二三六',
  ),
])

function pairs(from: string, to: string): readonly (readonly [string, string])[] {
  return Array.from(from, each => [each, to] as const)
}

function translated(from: string, to: string): readonly (readonly [string, string])[] {
  return Array.from(from, (each, at) => [each, to[at]] as const)
}

function foldedCharacter(character: string): string {
  const single = singles.get(character)
  if (single !== undefined) return single
  const code = character.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  const zero = zeros.find(each => code >= each && code < each + 10)
  return zero === undefined ? character : String(code - zero)
}

/** What `pattern` (sticky) finds at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Whether a character belongs to a word of an alphabet, or to a number. Chinese characters stand for themselves. */
export function isWordCharacter(character: string | undefined): boolean {
  if (character === undefined) return false
  if (character <= '\x7f') return /[a-z0-9_]/i.test(character)
  return character < '\u2e80' && /[\p{L}\p{M}\p{Nd}]/u.test(character)
}
