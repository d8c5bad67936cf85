import type { Random } from '../../base/random.ts'
import type { Change } from './changes.ts'

/** One statement in four wordings, each with {d} for its value: the base, and three that say the same otherwise. */
export type Topic = readonly [base: string, other: string, another: string, third: string]

/** A value in every way in which the texts of a fact need it. */
export interface WrittenValue {
  /** As the kind usually writes it. */
  readonly usual: string
  /** The same value in other formats; at least one. */
  readonly others: readonly string[]
  /** Other values in the usual format, each once, with what was done to the value; at least three. */
  readonly changed: readonly { readonly change: Change; readonly text: string }[]
}

/** What facts of one kind have in common. */
export interface FactKind {
  /** As in run files. */
  readonly id: string
  readonly name: { readonly en: string; readonly zh: string }
  readonly topics: readonly Topic[]
  readonly draw: (random: Random) => WrittenValue
}

/** A kind as its row has it: values of one type, how they are written, and how they are changed. */
export interface FactKindRow<Value> {
  readonly id: string
  readonly name: FactKind['name']
  readonly value: (random: Random) => Value
  readonly usual: (value: Value) => string
  /** Each null where the format does not fit the value. At least one of them fits each value. */
  readonly others: readonly ((value: Value) => string | null)[]
  /** Each another value, or null where the change does not fit it. */
  readonly changes: { readonly [change in Change]?: (value: Value, random: Random) => Value | null }
  readonly topics: readonly Topic[]
}

/** Different values that a fact has beside its own. */
export const changesOfFact = 3

/** The kind of a row. Values to which fewer than three changes fit are drawn again. */
export function factKind<Value>(row: FactKindRow<Value>): FactKind {
  const { id, name, topics, usual } = row
  const changes = Object.entries(row.changes) as [
    Change,
    NonNullable<FactKindRow<Value>['changes'][Change]>,
  ][]
  return {
    id,
    name,
    topics,
    draw(random) {
      for (;;) {
        const value = row.value(random)
        const own = usual(value)
        const known = new Set([own])
        const changed = changes.flatMap(([change, make]) => {
          const other = make(value, random)
          const text = other === null ? own : usual(other)
          if (known.has(text)) return []
          known.add(text)
          return [{ change, text }]
        })
        if (changed.length < changesOfFact) continue
        const others = row.others.map(write => write(value)).filter(text => text !== null && text !== own)
        return { usual: own, others: [...new Set(others as string[])], changed }
      }
    },
  }
}
