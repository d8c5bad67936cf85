import { parseEnv } from 'node:util'
import { NumeracyError } from '../base/error.ts'

/**
 * The variables of a file of NAME=value lines, as shells and `.env` files have them: `export` before a name,
 * quotes around a value and comments are understood. UTF-8 and UTF-16, with or without a byte order mark, and lines
 * that end as on Windows are read alike.
 * @throws NumeracyError `storage` when it cannot be read; `input` when it is no such file. Neither repeats what is in it.
 */
export async function readEnvFile(path: string): Promise<Record<string, string | undefined>> {
  const { givenBytes } = await import('../store/given-file.ts')
  const bytes = await givenBytes(path, {
    subject: `--env-file: ${path}`,
    expected: 'a file of NAME=value lines',
    advice: 'Give a file of NAME=value lines.',
    maxBytes: 2 ** 20,
  })
  const text = decoded(path, bytes).replace(/\r\n?/g, '\n')
  const fault = faultIn(text.split('\n'))
  if (fault !== undefined) {
    const { line, problem } = fault
    throw new NumeracyError('input', `--env-file: line ${line} of ${path} ${problem}`, {
      details: { path, line },
    })
  }
  return parseEnv(text)
}

/** The text of a file, without its byte order mark. */
function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new NumeracyError(
      'input',
      `--env-file: ${path} is not text in UTF-8 or UTF-16. Save it as UTF-8.`,
      {
        cause,
        details: { path },
      },
    )
  }
}

/** Names are ASCII, so that a zero byte beside each letter distinguishes UTF-16 from UTF-8 where no mark does. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

const blank = /^\s*(?:#.*)?$/
const variable = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*=\s*(["'`]?)(.*)$/

const noVariable =
  'is not a NAME=value line, and such a file holds nothing else. Write it so, or begin it with # to leave it out.'
const openQuote = 'begins a quote that is not closed. Close it, or leave it out.'
const cutValue =
  'has a # in a value without quotes, behind which all is a comment. Put the value in quotes, or a blank before the #.'

/** The first line that cannot be read in one way; undefined where there is none. */
function faultIn(lines: readonly string[]): { readonly line: number; readonly problem: string } | undefined {
  for (let index = 0; index < lines.length; index++) {
    if (blank.test(lines[index])) continue
    const [whole, quote, rest] = variable.exec(lines[index]) ?? []
    const line = index + 1
    if (whole === undefined) return { line, problem: noVariable }
    if (quote === '') {
      if (/^[^#]*\S#/.test(rest)) return { line, problem: cutValue }
    } else if (!rest.includes(quote)) {
      // A value of several lines ends where its quote does.
      const end = lines.findIndex((each, at) => at > index && each.includes(quote))
      if (end === -1) return { line, problem: openQuote }
      index = end
    }
  }
  return undefined
}
