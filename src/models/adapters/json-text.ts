/** What Git LFS leaves in place of a file that was not fetched. */
const pointer = 'version https://git-lfs.github.com/spec/'

/** Why a file is only a stand-in for the one that is meant; null when it is not. */
export function pointerProblem(beginning: string): string | null {
  return beginning.startsWith(pointer)
    ? 'it is a pointer of Git LFS, not the file itself; git lfs pull fetches it'
    : null
}

/**
 * A JSON file as Python's libraries write and read it: UTF-8 or UTF-16 with or without a byte order mark, and
 * with NaN and Infinity as numbers.
 * @throws Error whose message is the problem, without a full stop
 */
export function parsedJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes)
  const problem = pointerProblem(text)
  if (problem !== null) throw new Error(problem)
  try {
    return JSON.parse(text)
  } catch (error) {
    const numbers = withNumbers(text)
    if (numbers !== undefined) return numbers
    throw new Error(syntaxProblem(text, error as SyntaxError), { cause: error })
  }
}

/** A byte order mark is taken off. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

const namedNumbers: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity }

/** The value of a text with NaN or Infinity outside its strings; undefined where that is not all that is wrong. */
function withNumbers(text: string): unknown {
  const mark = '\u0000'
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gs, part =>
    part.startsWith('"') ? part : JSON.stringify(mark + part),
  )
  try {
    return JSON.parse(marked, (_, value) =>
      typeof value === 'string' && value.startsWith(mark) ? (namedNumbers[value.slice(1)] ?? value) : value,
    )
  } catch {
    return undefined
  }
}

function syntaxProblem(text: string, error: SyntaxError): string {
  if (text.trim() === '') return 'it is empty'
  if (/Unexpected end|Unterminated/.test(error.message)) return `it is cut off (${error.message})`
  return error.message
}
