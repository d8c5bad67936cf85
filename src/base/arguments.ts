import { NumeracyError } from './error.ts'
import { isObject } from './json.ts'

const isText = (value: unknown) => typeof value === 'string'
const isFunction = (value: unknown) => typeof value === 'function'
const listOf = (isIt: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(isIt)

const kinds = {
  text: isText,
  'whole number': Number.isSafeInteger,
  number: Number.isFinite,
  'number from 0 on': (value: unknown) => Number.isFinite(value) && (value as number) >= 0,
  boolean: (value: unknown) => typeof value === 'boolean',
  function: isFunction,
  list: Array.isArray,
  object: isObject,
  texts: listOf(isText),
  numbers: listOf(value => typeof value === 'number'),
  objects: listOf(isObject),
  'text or texts': (value: unknown) => isText(value) || listOf(isText)(value),
  'texts or objects': listOf(value => isText(value) || isObject(value)),
  'text or null': (value: unknown) => value === null || isText(value),
  // One of another realm, as test frameworks make them, is no instance of ours.
  signal: (value: unknown) =>
    isObject(value) && isFunction(value.throwIfAborted) && isFunction(value.addEventListener),
  limit: (value: unknown) => value === null || (typeof value === 'number' && value >= 0),
} as const satisfies Record<string, (value: unknown) => boolean>

const words: Readonly<Record<keyof typeof kinds, string>> = {
  text: 'a text',
  'whole number': 'a whole number',
  number: 'a finite number',
  'number from 0 on': 'a number from 0 on',
  boolean: 'true or false',
  function: 'a function',
  list: 'a list',
  object: 'an object',
  texts: 'a list of texts',
  numbers: 'a list of numbers',
  objects: 'a list of objects',
  'text or texts': 'a text or a list of texts',
  'texts or objects': 'a list of texts or objects',
  'text or null': 'a text, or null',
  signal: 'an AbortSignal',
  limit: 'a number from 0 on, or null for no limit',
}

/** A kind of value, or the texts of which it is one. */
export type Expected = keyof typeof kinds | readonly string[]

/**
 * Holds what a program gives a function of the library to its kind, for those that are written without types.
 * @param who the function, and what it takes there, such as `compare: runs`
 * @throws NumeracyError `usage`
 */
export function checkArgument(who: string, value: unknown, expected: Expected): void {
  if (typeof expected === 'string') {
    if (kinds[expected](value)) return
    throw new NumeracyError('usage', `${who}: got ${shown(value)}; expected ${words[expected]}. Give one.`)
  }
  if (expected.some(each => each === value)) return
  throw new NumeracyError('usage', `${who}: got ${shown(value)}; expected one of ${expected.join(', ')}.`)
}

/** The same of members that may be left out. */
export function checkMembers(who: string, given: object, members: Readonly<Record<string, Expected>>): void {
  for (const [name, expected] of Object.entries(members)) {
    const value = (given as Record<string, unknown>)[name]
    if (value !== undefined) checkArgument(`${who}: ${name}`, value, expected)
  }
}

const longest = 60

function shown(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) {
    const odd = value.find(each => typeof each !== typeof value[0]) ?? value[0]
    return value.length === 0 ? 'an empty list' : `a list with ${kindOf(odd)}`
  }
  if (typeof value === 'string' && value.length <= longest) return `the text ${JSON.stringify(value)}`
  return typeof value === 'number' ? `the number ${value}` : kindOf(value)
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
