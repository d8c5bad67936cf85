import type { AnswerCache, Entry } from './answer-cache.ts'

/** What is to be kept: answers of one model, or results that were made from them. */
export interface Kept {
  readonly shelf: 'answers' | 'derived'
  readonly model: string
  readonly entries: readonly Entry[]
}

/** What could not be written yet, in the order in which it came. */
export interface Unsaved {
  /** Takes copies: the caller may go on to use its bytes. */
  add(kept: Kept): void
  forget(model: string): void
  /** Writes what waits, one by one; what is written waits no longer, also when a later one fails. */
  saveTo(cache: AnswerCache): void
  readonly isEmpty: boolean
  /** How many answers wait. */
  readonly answers: number
}

export function unsavedList(): Unsaved {
  let waiting: Kept[] = []
  return {
    add({ entries, ...rest }) {
      waiting.push({
        ...rest,
        entries: entries.map(({ key, value }) => ({ key: key.slice(), value: value.slice() })),
      })
    },
    forget(model) {
      waiting = waiting.filter(kept => kept.model !== model)
    },
    saveTo(cache) {
      while (waiting.length > 0) {
        save(cache, waiting[0])
        waiting.shift()
      }
    },
    get isEmpty() {
      return waiting.length === 0
    },
    get answers() {
      return waiting.reduce((sum, { shelf, entries }) => sum + (shelf === 'answers' ? entries.length : 0), 0)
    },
  }
}

export function save(cache: AnswerCache, { shelf, model, entries }: Kept): void {
  if (shelf === 'answers') cache.write(model, entries)
  else for (const entry of entries) cache.writeDerived(model, entry)
}
