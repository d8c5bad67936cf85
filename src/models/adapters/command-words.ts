import { NumeracyError } from '../../base/error.ts'

/**
 * A command line as words, split as a POSIX shell splits them: blanks part words, single quotes keep all as it
 * is, double quotes keep all but a backslash before `"`, `\`, `$` and a backtick, a backslash elsewhere keeps the
 * next character. No shell runs: variables, wildcards, pipes and redirections are words like others.
 * @throws NumeracyError `usage`: no word, or a quote that is not closed
 */
export function commandWords(line: string): readonly [program: string, ...words: string[]] {
  const words: string[] = []
  let word: string | null = null
  let quote: '"' | "'" | null = null
  for (let at = 0; at < line.length; at++) {
    const character = line[at]
    if (character === '\\' && quote !== "'" && at + 1 < line.length) {
      const next = line[++at]
      word = (word ?? '') + (quote === '"' && !/["\\$`]/.test(next) ? character + next : next)
    } else if (quote === null ? character === '"' || character === "'" : character === quote) {
      quote = quote === null ? (character as '"' | "'") : null
      word ??= ''
    } else if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + character
    }
  }
  if (word !== null) words.push(word)
  const [program, ...others] = words
  if (quote !== null || program === undefined || program === '') {
    const problem = quote === null ? 'names no program' : `has a ${quote} that is not closed`
    throw new NumeracyError(
      'usage',
      `The command of command:${line} ${problem}; expected a program with its arguments, such as command:python3 my_model.py. Put words with spaces in quotes.`,
      { details: { spec: `command:${line}` } },
    )
  }
  return [program, ...others]
}
