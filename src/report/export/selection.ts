import { NumeracyError } from '../../base/error.ts'
import { quoted } from '../../base/quoted.ts'
import { namesOfModel } from '../../findings/model-names.ts'
import { nearestNames } from '../../math/edit-distance.ts'
import type { Run } from '../../store/run.ts'

/** Where in a run something stands. */
export interface Place {
  readonly series: string
  readonly model: string
  readonly prompt: string | null
  readonly experiment: 'pairs' | 'zero' | 'index'
}

/** Which of them are meant; null for any. A model is named by its id, its spec, or any name that the tool shows. */
export type Selector = { readonly [part in keyof Place]: string | null }

const parts = ['series', 'model', 'prompt', 'experiment'] as const

/** More names than this are not listed. */
const maxNames = 30

/**
 * The places that are meant, in the order of the run.
 * @throws NumeracyError `unknown` with what there is, when there is none; `input` when there is nothing at all
 */
export function selected<T extends Place>(run: Run, places: readonly T[], selector: Selector): readonly T[] {
  const fits = (place: Place, part: keyof Place) =>
    selector[part] === null || namesOf(run, place, part).includes(selector[part])
  const found = places.filter(place => parts.every(part => fits(place, part)))
  if (found.length > 0) return found
  if (places.length === 0) {
    const problem = 'export: the run holds no matrix and no measure that could be written'
    throw new NumeracyError('input', `${problem}. Give a run in which a model was asked something.`)
  }
  for (const part of parts) {
    if (places.some(place => fits(place, part))) continue
    const held = [...new Set(places.flatMap(place => place[part] ?? []))]
    const all = [...new Set(places.flatMap(place => namesOf(run, place, part)))]
    const near = nearestNames(selector[part]!, all)
    const advice = near.length > 0 ? ` Did you mean ${near.map(name => quoted(name, 100)).join(' or ')}?` : ''
    const problem = `--${part}: got ${quoted(selector[part]!, 100)}, of which the run holds nothing.${advice}`
    throw unknown(`${problem} It holds`, selector, held)
  }
  const given = parts.filter(part => selector[part] !== null)
  const options = given.map(part => `--${part} ${quoted(selector[part]!, 100)}`)
  const near = places.filter(place => fits(place, given[0]))
  throw unknown(
    `${listed(options, 'and')}: the run holds nothing that is of all of them. Of ${options[0]} it holds`,
    selector,
    near.map(placeText),
  )
}

/** @param problem which the list of what is there follows */
function unknown(problem: string, selector: Selector, held: readonly string[]): NumeracyError {
  const more = held.length > maxNames ? [`and ${held.length - maxNames} more`] : []
  const list = [...held.slice(0, maxNames), ...more].map(name => `\n  ${name}`).join('')
  return new NumeracyError('unknown', `${problem}:${list}`, {
    details: { selector, held },
  })
}

/** What a part of a place may be called. */
function namesOf({ models }: Run, place: Place, part: keyof Place): string[] {
  const name = place[part]
  if (name === null) return []
  if (part !== 'model') return [name]
  return namesOfModel({ models }, models.find(({ id }) => id === name)!)
}

interface Choice<T extends Place> {
  /** What is chosen from, in the plural, such as `matrices`. */
  readonly what: string
  /** The options that can tell them apart. Default: all. */
  readonly by?: readonly (keyof Place)[]
  /** One of them in words. */
  readonly describe?: (place: T) => string
}

/** The first of some places, and where there are more, the sentence that says so. */
export function firstOf<T extends Place>(
  places: readonly T[],
  { what, by = parts, describe = placeText }: Choice<T>,
): { readonly first: T; readonly note: string | null } {
  const [first] = places
  if (places.length === 1) return { first, note: null }
  const options = by.filter(part => new Set(places.map(place => place[part])).size > 1)
  const choose = listed(
    options.map(part => `--${part}`),
    'or',
  )
  return {
    first,
    note: `${describe(first)}: the first of ${places.length} ${what} that fit. Choose another by ${choose}.`,
  }
}

function listed(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** Such as `pairs of dates by reranker:jina:x, asked “what is the closest item to {d}?”`. */
function placeText({ series, model, prompt, experiment }: Place): string {
  const asked = prompt === null ? '' : `, asked “${prompt}”`
  return `${experiment} of ${series} by ${model}${asked}`
}
