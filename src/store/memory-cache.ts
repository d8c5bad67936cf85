import type { AnswerCache, Entry, ModelRows } from './answer-cache.ts'

interface Kept {
  readonly model: string
  readonly value: Uint8Array
  /** Bytes of key and value. */
  readonly bytes: number
}

/** A cache that lasts as long as the process. */
export function memoryCache(): AnswerCache {
  const answers = new Map<string, Kept>()
  const derived = new Map<string, Kept>()
  const keep = (shelf: Map<string, Kept>, model: string, { key, value }: Entry) => {
    shelf.set(nameOf(key), { model, value: Uint8Array.from(value), bytes: key.length + value.length })
  }
  const find = (shelf: Map<string, Kept>, key: Uint8Array) => {
    const kept = shelf.get(nameOf(key))
    return kept === undefined ? undefined : Uint8Array.from(kept.value)
  }

  return {
    path: null,
    read: keys => keys.map(key => find(answers, key)),
    count: keys => keys.filter(key => answers.has(nameOf(key))).length,
    write(model, entries) {
      for (const entry of entries) keep(answers, model, entry)
    },
    // No other process sees this one.
    claim: keys => ({ values: keys.map(key => find(answers, key)), taken: new Set() }),
    release() {},
    readDerived: key => find(derived, key),
    writeDerived: (model, entry) => keep(derived, model, entry),
    summary() {
      const rows = new Map<string, ModelRows>()
      const add = (kept: Kept, counted: Pick<ModelRows, 'answers' | 'derived'>) => {
        const row = rows.get(kept.model)
        rows.set(kept.model, {
          model: kept.model,
          answers: (row?.answers ?? 0) + counted.answers,
          derived: (row?.derived ?? 0) + counted.derived,
          bytes: (row?.bytes ?? 0) + kept.bytes,
        })
      }
      for (const kept of answers.values()) add(kept, { answers: 1, derived: 0 })
      for (const kept of derived.values()) add(kept, { answers: 0, derived: 1 })
      return [...rows.values()].sort((a, b) => (a.model < b.model ? -1 : 1))
    },
    clear(model) {
      const cleared = forget(answers, model)
      forget(derived, model)
      return cleared
    },
    [Symbol.dispose]() {
      this.close()
    },
    close() {
      answers.clear()
      derived.clear()
    },
  }
}

function forget(shelf: Map<string, Kept>, model: string): number {
  let count = 0
  for (const [name, kept] of shelf) {
    if (kept.model !== model) continue
    shelf.delete(name)
    count++
  }
  return count
}

function nameOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
}
