import { isObject } from '../../../base/json.ts'
import { unfitAnswer } from './unfit-answer.ts'

export interface Expected {
  /** Speaks in messages. */
  readonly who: string
  /** What the items are and what they are for: `vectors` for `texts`, `scores` for `documents`. */
  readonly items: string
  readonly subjects: string
  readonly count: number
}

/**
 * The items of an answer in the order of what was asked, by their `index`.
 * @throws NumeracyError `invalid-response`: not as many as were asked, or an index that is doubled, out of range or no whole number
 */
export function orderedItems(
  list: readonly unknown[],
  { who, items, subjects, count }: Expected,
): Readonly<Record<string, unknown>>[] {
  if (list.length !== count)
    throw unfitAnswer(who, `${list.length} ${items} for ${count} ${subjects}; expected one for each`)
  const ordered = new Array<Readonly<Record<string, unknown>>>(count)
  for (const [place, item] of list.entries()) {
    const index = isObject(item) ? item.index : undefined
    if (!isObject(item) || typeof index !== 'number' || !Number.isInteger(index)) {
      throw unfitAnswer(
        who,
        `${items} without a whole number as index at place ${place}; expected each index from 0 to ${count - 1} once`,
      )
    }
    if (index < 0 || index >= count || ordered[index] !== undefined) {
      const fault = index < 0 || index >= count ? 'which is out of range' : 'twice'
      throw unfitAnswer(who, `the index ${index}, ${fault}; expected each index from 0 to ${count - 1} once`)
    }
    ordered[index] = item
  }
  return ordered
}
