import { LineCounter } from 'yaml'
import { z } from 'zod'
import { unfitCharacter } from '../base/characters.ts'
import { messageOf, NumeracyError } from '../base/error.ts'
import { isDeeperThan } from '../base/json.ts'
import { shortened } from '../base/quoted.ts'
import { givenText } from '../store/given-file.ts'
import { unfolded, yamlDocument } from './config-yaml.ts'

const text = z.string().min(1).max(10_000)
const others = z.union([text, z.array(text).min(1).max(20)])

/** A case as it is written: texts on a line, or a question with what is right and wrong. */
const written = z.union([
  z.strictObject({ id: text.optional(), anchor: text, closer: text, farther: others }),
  z.strictObject({ id: text.optional(), question: text, right: text, wrong: others }),
])

/** A case of one's own. */
export interface OwnCase {
  readonly id: string
  readonly anchor: string
  readonly closer: string
  readonly farther: string
  /** Whether the anchor is a question, which is put to a reranker as it stands. */
  readonly isQuestion: boolean
}

/** Cases in one file. */
const maxCases = 10_000

/**
 * The cases of a file: a YAML or JSON list, or JSON lines (`.jsonl`, `.ndjson`). Several texts under `farther` or
 * `wrong` are a case each.
 * @param name what to call the file in errors
 * @throws NumeracyError `storage` where it cannot be read; `input`: it names the case, what was got and what could be there
 */
export async function readCases(path: string, name: string): Promise<OwnCase[]> {
  const source = await givenText(path, {
    subject: `The cases ${name}`,
    expected: 'a YAML file or JSON lines',
    advice: 'Give the path of a YAML file or of JSON lines.',
    maxBytes: 64 * 2 ** 20,
  })
  return parseCases(source, name)
}

/** @throws NumeracyError `input` */
export function parseCases(source: string, name: string): OwnCase[] {
  const list = /\.(?:jsonl|ndjson)$/i.test(name) ? jsonLines(source, name) : yamlList(source, name)
  if (list.length === 0 || list.length > maxCases)
    throw input(
      name,
      `holds ${list.length.toLocaleString('en')} cases; expected 1 to ${maxCases.toLocaleString('en')}.`,
    )
  const cases = list.flatMap((item, at): OwnCase[] => {
    if (isDeeperThan(item, 20)) throw input(name, `case ${at + 1} is nested too deeply.`)
    const found = written.safeParse(item)
    if (!found.success)
      throw input(
        name,
        `case ${at + 1}: got ${shown(item)}; expected the texts anchor, closer and farther, or question, right and wrong.${numberAdvice(item)}`,
      )
    const { data } = found
    const isQuestion = 'question' in data
    const [anchor, closer, farther] = isQuestion
      ? [data.question, data.right, data.wrong]
      : [data.anchor, data.closer, data.farther]
    const id = data.id ?? `${name}/${at + 1}`
    const wrong = typeof farther === 'string' ? [farther] : farther
    if (wrong.includes(closer))
      throw input(name, `case ${at + 1}: ${JSON.stringify(closer)} is right and wrong. Correct one of them.`)
    for (const each of [anchor, closer, ...wrong]) {
      if (each.trim() === '')
        throw input(name, `case ${at + 1}: got a text of blanks. Write what a model is to compare.`)
      const character = unfitCharacter(each)
      if (character !== null)
        throw input(name, `case ${at + 1}: got the character ${character} in ${shown(each)}. Remove it.`)
    }
    return wrong.map((text, place) => ({
      id: wrong.length === 1 ? id : `${id}.${place + 1}`,
      anchor,
      closer,
      farther: text,
      isQuestion,
    }))
  })
  const ids = new Set<string>()
  for (const { id } of cases) {
    if (ids.has(id)) throw input(name, `has two cases of the id ${JSON.stringify(id)}. Give each its own.`)
    ids.add(id)
  }
  return cases
}

function jsonLines(source: string, name: string): unknown[] {
  return source.split(/\r\n|\n|\r/).flatMap((line, at) => {
    if (line.trim() === '') return []
    try {
      return [JSON.parse(line) as unknown]
    } catch (cause) {
      const problem = cause instanceof RangeError ? 'is nested too deeply' : `is no JSON: ${messageOf(cause)}`
      throw input(name, `line ${at + 1} ${problem}.`, cause)
    }
  })
}

function yamlList(source: string, name: string): unknown[] {
  const lines = new LineCounter()
  const refuse = (offset: number | undefined, problem: string): never => {
    throw input(name, `${offset === undefined ? '' : `line ${lines.linePos(offset).line}: `}${problem}`)
  }
  const value = unfolded(yamlDocument(source, lines, refuse), refuse)
  if (Array.isArray(value)) return value
  if (isDeeperThan(value, 20)) throw input(name, 'is nested too deeply.')
  throw input(name, `got ${shown(value)}; expected a list of cases, each with anchor, closer and farther.`)
}

/** YAML reads 9.11 as a number, which has lost how it was written. */
function numberAdvice(item: unknown): string {
  const isNumber = (value: unknown): boolean =>
    typeof value === 'number' || (Array.isArray(value) && value.some(isNumber))
  return typeof item === 'object' && item !== null && Object.values(item).some(isNumber)
    ? ` Put numbers in quotes, such as '9.11'.`
    : ''
}

function shown(value: unknown): string {
  return shortened(JSON.stringify(value) ?? 'nothing', 100)
}

function input(name: string, problem: string, cause?: unknown): NumeracyError {
  return new NumeracyError('input', `The cases ${name}: ${problem}`, { cause, details: { file: name } })
}
