import type { AnswerCache, Entry } from '../../store/answer-cache.ts'

/** How a call waits for answers that another process is asking for. */
export interface Waiting {
  /** Resolves after so many milliseconds; rejects with the signal's reason when that aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  readonly signal: AbortSignal | undefined
  /** Called when the call has nothing left to do but to wait. */
  readonly onWait: () => void
}

/** One call, as far as keeping its answers goes. A row is what is kept under one key. */
export interface KeptCall<Row> {
  readonly cache: AnswerCache
  readonly waiting: Waiting
  /** Identity of the model. */
  readonly identity: string
  /** What is asked at each place; equal questions get one row. */
  readonly questions: readonly string[]
  keyFor(question: string): Uint8Array
  /** What stands for a key in a claim; keys of one name are claimed together. */
  claimOf(key: Uint8Array): Uint8Array
  encode(row: Row): Uint8Array
  /** Undefined when the bytes cannot be an answer. */
  decode(bytes: Uint8Array): Row | undefined
  /** Called for each kept value that cannot be an answer. */
  onUnfit(): void
  /** Asks for the rows of distinct places, in that order. `keep` may be called before with rows that are there already. */
  ask(
    places: readonly number[],
    keep: (indices: readonly number[], rows: readonly Row[]) => void,
  ): Promise<Row[]>
  /** Called with all places, part by part, as their rows are there. */
  onRows(places: readonly number[], rows: readonly Row[], cached: boolean): void
}

/** Milliseconds between two looks for the answers of another process: few at first, then more. */
const firstWait = 20
const longestWait = 500

/**
 * The rows of all places, in order: those kept from the cache, the others asked for and kept as they arrive. What
 * another process is asking for is waited for, until it is there or that process has given it up. A claim is
 * held only while its text is asked for, never while waiting, so that no two processes wait for each other.
 */
export async function keptAnswers<Row>(call: KeptCall<Row>): Promise<Row[]> {
  const { cache, identity, questions } = call
  const placesOf = groupPlaces(questions)
  const groups = [...placesOf.values()]
  const keys = [...placesOf.keys()].map(question => call.keyFor(question))
  const rows = new Array<Row>(questions.length)

  const report = (parts: readonly (readonly [group: number, row: Row])[], cached: boolean) => {
    const places: number[] = []
    for (const [group, row] of parts) {
      for (const place of groups[group]) {
        rows[place] = row
        places.push(place)
      }
    }
    if (places.length > 0) {
      call.onRows(
        places,
        places.map(place => rows[place]),
        cached,
      )
    }
  }

  /** Of some groups: reports what is kept. The others are ours to ask for, or taken by another process. */
  const look = (open: readonly number[]) => {
    const { values, taken } = cache.claim(
      open.map(group => keys[group]),
      call.claimOf,
    )
    const hits: [group: number, row: Row][] = []
    const ours: number[] = []
    const others: number[] = []
    for (const [at, group] of open.entries()) {
      const bytes = values[at]
      const row = bytes === undefined ? undefined : call.decode(bytes)
      if (bytes !== undefined && row === undefined) call.onUnfit()
      if (row !== undefined) hits.push([group, row])
      else if (taken.has(at)) others.push(group)
      else ours.push(group)
    }
    report(hits, true)
    return { ours, others }
  }

  const askFor = async (missing: readonly number[]) => {
    const kept = new Set<number>()
    const keep = (indices: readonly number[], answered: readonly Row[]) => {
      const fresh: [group: number, row: Row][] = []
      for (const [position, index] of indices.entries()) {
        if (kept.has(index)) continue
        kept.add(index)
        fresh.push([missing[index], answered[position]])
      }
      if (fresh.length === 0) return
      const entries: Entry[] = fresh.map(([group, row]) => ({ key: keys[group], value: call.encode(row) }))
      cache.write(identity, entries)
      report(fresh, false)
    }
    try {
      const answered = await call.ask(
        missing.map(group => groups[group][0]),
        keep,
      )
      keep([...answered.keys()], answered)
      // Of rows that came in parts the whole answer has them behind each other, so that nothing joins them again.
      for (const [at, group] of missing.entries())
        for (const place of groups[group]) rows[place] = answered[at]
    } finally {
      cache.release(missing.map(group => call.claimOf(keys[group])))
    }
  }

  let open: readonly number[] = [...groups.keys()]
  for (let pause = firstWait; ; pause = Math.min(2 * pause, longestWait)) {
    const { ours, others } = look(open)
    if (ours.length > 0) await askFor(ours)
    if (others.length === 0) return rows
    if (ours.length === 0) {
      call.waiting.onWait()
      await call.waiting.wait(pause, call.waiting.signal)
    }
    open = others
  }
}

/** The places of each distinct question, in order of first appearance. */
function groupPlaces(questions: readonly string[]): Map<string, number[]> {
  const placesOf = new Map<string, number[]>()
  for (const [place, question] of questions.entries()) {
    const places = placesOf.get(question)
    if (places === undefined) placesOf.set(question, [place])
    else places.push(place)
  }
  return placesOf
}
