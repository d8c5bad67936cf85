import { NumeracyError } from './error.ts'

const kinds = {
  text: (value: unknown) => typeof value === 'string',
  list: (value: unknown) => Array.isArray(value),
  object: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
} as const

const words = { text: 'a text', list: 'a list', object: 'an object' } as const

/**
 * Holds what a program gives a function of the library to its kind, for those that are written without types.
 * @param who the function, and what it takes there, such as `compare: runs`
 * @throws NumeracyError `usage`
 */
export function checkArgument(who: string, value: unknown, kind: keyof typeof kinds): void {
  if (kinds[kind](value)) return
  const got = value === null ? 'null' : Array.isArray(value) ? 'a list' : kindOf(value)
  throw new NumeracyError('usage', `${who}: got ${got}; expected ${words[kind]}. Give one.`)
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return 'a text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
