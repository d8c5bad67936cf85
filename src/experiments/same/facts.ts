import { type Random, randomInteger, seededRandom, shuffled } from '../../base/random.ts'
import type { Block } from '../../matrix/block.ts'
import { fillTemplate } from '../../series/template.ts'
import type { RunFactPair } from '../../store/run.ts'
import type { Size } from '../experiment.ts'
import type { Change } from './changes.ts'
import { changesOfFact, type FactKind, type WrittenValue } from './fact-kind.ts'
import { factKinds } from './kinds.ts'

/** A text beside the base of its fact. */
export interface FactText {
  readonly pair: RunFactPair['pair']
  /** What was done to the value; null where it is the same. */
  readonly change: Change | null
  readonly text: string
}

/** Something that is the case, and what it is compared with. */
export interface Fact {
  /** Kind and number: `money-1`. */
  readonly id: string
  readonly kind: string
  readonly base: string
  /**
   * The same in three other wordings and in another format, another value in the words of the base three times, and
   * two of these values in other words: the k-th `different-reworded` has the words of the k-th `same-words`.
   */
  readonly others: readonly FactText[]
}

const factsOfKind: Readonly<Record<Size, number>> = { usual: 10, full: 20 }

/** The facts of a run, kind by kind. The same for one seed and size; no two have one base. */
export function drawFacts(seed: number, size: Size = 'usual'): Fact[] {
  return factKinds.flatMap(kind => factsOf(kind, factsOfKind[size], seededRandom(seed, 'facts', kind.id)))
}

/** The base against all other texts of the fact, which a reranker is given in an order that says nothing. */
export function factBlock({ base, others }: Fact): Block {
  const documents = others.map(({ text }) => text)
  return { queries: [base], documents, given: shuffled(documents, seededRandom(0, 'fact', base)) }
}

function factsOf(kind: FactKind, count: number, random: Random): Fact[] {
  const topics = shuffled(kind.topics, random)
  const known = new Set<string>()
  const used = new Map<string, number>()
  return Array.from({ length: count }, (_, at) => {
    const value = newValue(kind, known, random)
    const [base, ...wordings] = topics[at % topics.length]
    const changed = minUsed(value.changed, used, random)
    const format = value.others[randomInteger(random, value.others.length)]
    const others: FactText[] = [
      ...wordings.map(wording => same('same-words', wording, value.usual)),
      same('same-format', base, format),
      ...changed.map(each => different('different', base, each)),
      ...changed.slice(0, 2).map((each, k) => different('different-reworded', wordings[k], each)),
    ]
    return { id: `${kind.id}-${at + 1}`, kind: kind.id, base: written(base, value.usual), others }
  })
}

function same(pair: FactText['pair'], template: string, value: string): FactText {
  return { pair, change: null, text: written(template, value) }
}

function different(
  pair: FactText['pair'],
  template: string,
  { change, text }: WrittenValue['changed'][number],
): FactText {
  return { pair, change, text: written(template, text) }
}

/** The full stop of a value such as 6:30 p.m. ends the sentence too. */
function written(template: string, value: string): string {
  return fillTemplate(value.endsWith('.') ? template.replace('{d}.', '{d}') : template, value)
}

/** A value that no fact of the kind has had. */
function newValue(kind: FactKind, known: Set<string>, random: Random): WrittenValue {
  for (;;) {
    const value = kind.draw(random)
    if (known.has(value.usual)) continue
    known.add(value.usual)
    return value
  }
}

/** Three of the changes, those first that the kind has used least. */
function minUsed(
  changed: WrittenValue['changed'],
  used: Map<string, number>,
  random: Random,
): WrittenValue['changed'] {
  const times = ({ change }: WrittenValue['changed'][number]) => used.get(change) ?? 0
  const chosen = shuffled(changed, random)
    .sort((a, b) => times(a) - times(b))
    .slice(0, changesOfFact)
  for (const { change } of chosen) used.set(change, (used.get(change) ?? 0) + 1)
  return shuffled(chosen, random)
}
