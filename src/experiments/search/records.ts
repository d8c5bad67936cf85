import { type Random, randomInteger } from '../../base/random.ts'
import type { Domain } from './domains.ts'
import type { Field, RecordForm } from './field.ts'
import { slipsOf } from './slips.ts'

/** One record: what it says, and the text that says it. */
export interface SearchRecord {
  readonly words: Readonly<Record<string, string>>
  /** In the units of the fields. */
  readonly values: Readonly<Record<string, number>>
  readonly text: string
}

/** A record that a question asks for, and wrong ones that differ from it in a slip of one field. */
export interface Target {
  readonly record: SearchRecord
  readonly field: string
  readonly slips: readonly SearchRecord[]
}

/** Records of a domain, all of one form, among which a question picks its candidates. */
export interface RecordSet {
  readonly form: RecordForm
  /** The field in which alone its records differ; null where they differ in the words too. */
  readonly only: string | null
  /** As drawn. */
  readonly drawn: readonly SearchRecord[]
  readonly targets: readonly Target[]
  /** For a field a record that has a wrong value in another format. */
  readonly foreign: ReadonlyMap<string, SearchRecord>
}

/** @param wanted the field of each target */
export function recordSet(
  domain: Domain,
  {
    form,
    only,
    size,
    wanted,
  }: Pick<RecordSet, 'form' | 'only'> & {
    readonly size: number
    readonly wanted: readonly string[]
  },
  random: Random,
): RecordSet {
  const write = recordWriter(domain, form)
  const names = Object.keys(domain.fields)
  const taken = new Map(names.map(name => [name, new Set<number>()]))
  const fresh = (name: string) => {
    const value = freshValue(domain.fields[name], taken.get(name)!, random)
    taken.get(name)!.add(value)
    return value
  }
  const first = drawnOf(names, fresh)
  const shared = only === null ? null : drawnWords(domain, random)
  const combinations = new Set<string>()
  const drawn = Array.from({ length: size }, (_, at) => {
    const values =
      at === 0 ? first : only === null ? drawnOf(names, fresh) : { ...first, [only]: fresh(only) }
    return write(shared ?? freshWords(domain, combinations, random), values)
  })
  const targets = wanted.map((field, at): Target => {
    const record = drawn[at]
    const slips = slipsOf(domain.fields[field], record.values[field], taken.get(field)!, random)
    for (const value of slips) taken.get(field)!.add(value)
    return {
      record,
      field,
      slips: slips.map(value => write(record.words, { ...record.values, [field]: value })),
    }
  })
  const foreign = [...new Set(wanted)].flatMap((field): [string, SearchRecord][] => {
    if (domain.fields[field].otherwise === null) return []
    const { words, values } = drawn[size - 1]
    return [[field, write(words, { ...values, [field]: fresh(field) }, field)]]
  })
  return { form, only, drawn, targets, foreign: new Map(foreign) }
}

function drawnOf(names: readonly string[], draw: (name: string) => number): Record<string, number> {
  return Object.fromEntries(names.map(name => [name, draw(name)]))
}

/** A value that no other record has, where the field can tell records apart. */
function freshValue(field: Field, taken: ReadonlySet<number>, random: Random): number {
  let value = field.draw(random)
  while (field.wordings.exact !== undefined && taken.has(value)) value = field.draw(random)
  return value
}

function drawnWords({ words }: Domain, random: Random): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).map(([name, choices]) => [name, choices[randomInteger(random, choices.length)]]),
  )
}

function freshWords(domain: Domain, combinations: Set<string>, random: Random): Record<string, string> {
  for (;;) {
    const words = drawnWords(domain, random)
    const key = JSON.stringify(words)
    if (combinations.has(key)) continue
    combinations.add(key)
    return words
  }
}

/** Writes a record; `foreign` names the field that stands in another format. */
function recordWriter({ noun, fields, ...domain }: Domain, form: RecordForm) {
  return (
    words: SearchRecord['words'],
    values: SearchRecord['values'],
    foreign: string | null = null,
  ): SearchRecord => {
    const written = (name: string) =>
      name === foreign ? fields[name].otherwise!(values[name]) : fields[name].write(values[name], form)
    if (form !== 'json') {
      const text = domain[form].replaceAll(/\{(\w+)\}/g, (_, name) => words[name] ?? written(name))
      return { words, values, text }
    }
    const members = Object.entries(fields).map(([name, { json }]) => {
      const text = written(name)
      return `${JSON.stringify(json.key)}: ${json.isNumber && name !== foreign ? text : JSON.stringify(text)}`
    })
    const said = Object.entries({ type: noun, ...words }).map(pair =>
      pair.map(part => JSON.stringify(part)).join(': '),
    )
    return { words, values, text: `{${[...said, ...members].join(', ')}}` }
  }
}
