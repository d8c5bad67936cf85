import { isMap, isScalar, LineCounter, visit } from 'yaml'
import type { z } from 'zod'
import { NumeracyError } from '../base/error.ts'
import { nearestNames } from '../math/edit-distance.ts'
import { type Config, configSchema, gates, tableSeries } from './config-schema.ts'
import { shownValue, unfolded, yamlDocument } from './config-yaml.ts'
import { maxSeeds } from './seeds.ts'

/**
 * The config in the text of a file. `${NAME}` in a text stands for a variable of the environment.
 *
 * @param name what to call the file in errors
 * @throws NumeracyError `input`: it names the line, what was got, and what could be there
 */
export function parseConfig(
  text: string,
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const lines = new LineCounter()
  const placeOf = (offset: number | undefined) =>
    offset === undefined ? '' : ` line ${lines.linePos(offset).line}:`
  const refuse = (
    offset: number | undefined,
    problem: string,
    details: Record<string, unknown> = {},
  ): never => {
    throw new NumeracyError('input', `${name}:${placeOf(offset)} ${problem}`, {
      details: { file: name, ...details },
    })
  }
  const document = yamlDocument(text, lines, refuse)
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return
      node.value = node.value.replaceAll(/\$\{([^}]*)\}/g, (_whole, variable: string) => {
        const value = env[variable]
        if (value !== undefined) return value
        return refuse(
          node.range?.[0],
          `\${${variable}} is not in the environment. Set it, or write the value in its place.`,
          { variable },
        )
      })
    },
  })
  const at = (path: readonly PropertyKey[]): number | undefined => {
    const node = document.getIn(path, true)
    return isScalar(node) || isMap(node) ? node.range?.[0] : undefined
  }
  const value = unfolded(document, refuse)
  if (value === null || value === undefined) return {}
  const result = configSchema.safeParse(value)
  if (result.success) return result.data
  const { path, problem } = firstFault(result.error.issues[0], value)
  const nearest = [path, path.slice(0, -1), path.slice(0, -2)].map(at).find(offset => offset !== undefined)
  return refuse(nearest, problem, { path: path.map(String) })
}

interface Fault {
  readonly path: readonly PropertyKey[]
  readonly problem: string
}

/** What is wrong at first, in words, with the names that could have been meant. */
function firstFault(issue: z.core.$ZodIssue, config: unknown): Fault {
  const inside = insideUnion(issue, config)
  const { path } = inside
  const place = placeName(path)
  const got = shownValue(valueAt(config, path))
  if (inside.code === 'unrecognized_keys') {
    const [key] = inside.keys
    const known = knownKeys(path, config)
    const [meant] = nearestNames(key, known)
    const hint =
      meant === undefined ? `Known are ${known.join(', ')}.` : `Did you mean ${JSON.stringify(meant)}?`
    return {
      path: [...path, key],
      problem: `${place === '' ? '' : `${place}: `}unknown key ${JSON.stringify(key)}. ${hint}`,
    }
  }
  if (inside.code === 'invalid_value') {
    const values = inside.values.map(String)
    const [meant] = nearestNames(String(valueAt(config, path)), values)
    return {
      path,
      problem: `${place}: got ${got}; expected ${values.join(' or ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    }
  }
  if (inside.code === 'invalid_key')
    return {
      path: path.slice(0, -1),
      problem: `${placeName(path.slice(0, -1))}: got the label ${shownValue(path.at(-1))}; expected 1 to 60 characters.`,
    }
  if (inside.code === 'invalid_union')
    return { path, problem: `${place}: got ${got}; expected ${unionWords(path)}.` }
  const expected =
    inside.code === 'invalid_type' ? (typeWords[inside.expected] ?? inside.expected) : boundWords(inside)
  return { path, problem: `${place === '' ? 'the file' : place}: got ${got}; expected ${expected}.` }
}

/** The types of members in words. */
const typeWords: Readonly<Record<string, string>> = {
  array: 'a list, such as [integers, dates]',
  object: 'keys with their values, such as "seed: 1"',
  record: 'keys with their values',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

function boundWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'a text that is not empty' : `${issue.minimum} or more`
  if (issue.code === 'too_big')
    return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `${issue.maximum} or less`
  return issue.message
}

/** The issue within the branch of a union that was meant, with its whole path; the issue itself where none stands out. */
function insideUnion(issue: z.core.$ZodIssue, config: unknown): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue
  const value = valueAt(config, issue.path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return issue
  const branch = branchOf(issue.path, Object.keys(value))
  const found = branch === undefined ? undefined : issue.errors[branch]?.[0]
  return found === undefined ? issue : { ...found, path: [...issue.path, ...found.path] }
}

/** Which branch of a union an object with these keys is meant to be. */
function branchOf([member]: readonly PropertyKey[], keys: readonly string[]): number | undefined {
  if (member === 'series') return 1
  if (member === 'models') return keys.includes('rerank') ? 2 : keys.includes('embed') ? 1 : undefined
  const found = Object.keys(gates).findIndex(kind => keys.includes(kind))
  return found === -1 ? undefined : found
}

function unionWords([member]: readonly PropertyKey[]): string {
  if (member === 'series') return 'the id of a series, a range, a file, or {file: path, column: name}'
  if (member === 'models') return 'a spec, {embed: spec} or {rerank: spec}'
  if (member === 'seeds') return `how many, from 2 to ${maxSeeds}, or a list such as [1, 2, 3]`
  return `a gate with one of the keys ${Object.keys(gates).join(', ')}`
}

/** Keys that may stand at a place. */
function knownKeys(path: readonly PropertyKey[], config: unknown): string[] {
  const [member] = path
  if (path.length === 0) return Object.keys(configSchema.shape)
  if (member === 'models') return ['embed', 'rerank']
  if (member === 'series') return Object.keys(tableSeries.shape)
  const keys = Object.keys(valueAt(config, path) as object)
  const kind = (Object.keys(gates) as (keyof typeof gates)[]).find(each => keys.includes(each))
  return kind === undefined ? Object.keys(gates) : Object.keys(gates[kind].shape)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], value)
}

/** A path as one says it: `gates[2].measure`, from 1 as a reader counts. */
function placeName(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? ` ${part + 1}` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
