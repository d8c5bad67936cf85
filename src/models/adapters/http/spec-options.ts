import { NumeracyError } from '../../../base/error.ts'
import type { Json } from '../../../base/json.ts'
import { type ModelSpec, specName } from '../../spec.ts'

/** Reads the options of a spec; each is undefined where it is not given. Errors repeat no value, which may be a secret. */
export interface SpecOptions {
  text(name: string): string | undefined
  whole(name: string, least: number, most: number): number | undefined
  number(name: string, least: number, most: number): number | undefined
  flag(name: string): boolean | undefined
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined
  /** Options called `prefix.NAME`, each value as JSON where it is JSON, and as text where not. */
  members(prefix: string): Readonly<Record<string, Json>>
}

/** @throws NumeracyError `usage` from each reader when the value is not what it reads */
export function specOptions(spec: ModelSpec): SpecOptions {
  const { options } = spec
  const read = <Value>(name: string, expected: string, take: (text: string) => Value | undefined) => {
    const text = options[name]
    if (text === undefined) return undefined
    const value = take(text)
    if (value === undefined) {
      throw new NumeracyError(
        'usage',
        `${specName(spec)}: got something else as the option ${name}; expected ${expected}.`,
        { details: { spec: specName(spec), option: name } },
      )
    }
    return value
  }
  const within = (text: string, shape: RegExp, least: number, most: number) =>
    shape.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined
  const range = (least: number, most: number) =>
    `from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  return {
    text: name => read(name, 'a text', text => (text === '' ? undefined : text)),
    whole: (name, least, most) =>
      read(name, `a whole number ${range(least, most)}`, text => within(text, /^\d+$/, least, most)),
    number: (name, least, most) =>
      read(name, `a number ${range(least, most)}`, text => within(text, /^\d+(?:\.\d+)?$/, least, most)),
    flag: name =>
      read(name, 'true or false', text => (/^(?:true|false)$/.test(text) ? text === 'true' : undefined)),
    choice: (name, choices) =>
      read(name, choices.join(' or '), text => choices.find(choice => choice === text)),
    members: prefix =>
      Object.fromEntries(
        Object.entries(options)
          .filter(([name]) => name.startsWith(`${prefix}.`))
          .map(([name, text]) => [name.slice(prefix.length + 1), jsonOr(text)]),
      ),
  }
}

function jsonOr(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
