import type { AnswerCache, Entry } from '../../store/answer-cache.ts'

/** One call, as far as keeping its answers goes. A row is what is kept under one key. */
export interface KeptCall<Row> {
  readonly cache: AnswerCache
  /** Identity of the model. */
  readonly identity: string
  /** What is asked at each place; equal questions get one row. */
  readonly questions: readonly string[]
  keyFor(question: string): Uint8Array
  encode(row: Row): Uint8Array
  /** Undefined when the bytes cannot be an answer. */
  decode(bytes: Uint8Array): Row | undefined
  /** Asks for the rows of distinct places, in that order. `keep` may be called before with rows that are there already. */
  ask(
    places: readonly number[],
    keep: (indices: readonly number[], rows: readonly Row[]) => void,
  ): Promise<Row[]>
  /** Told of all places, part by part, as their rows are there. */
  told(places: readonly number[], rows: readonly Row[], cached: boolean): void
}

/** The rows of all places, in order: those kept from the cache, the others asked for and kept as they arrive. */
export async function keptAnswers<Row>(call: KeptCall<Row>): Promise<Row[]> {
  const { cache, identity, questions } = call
  const placesOf = groupPlaces(questions)
  const groups = [...placesOf.values()]
  const keys = [...placesOf.keys()].map(question => call.keyFor(question))
  const found = cache.read(keys)
  const rows = new Array<Row>(questions.length)

  const tell = (parts: readonly (readonly [group: number, row: Row])[], cached: boolean) => {
    const places: number[] = []
    for (const [group, row] of parts) {
      for (const place of groups[group]) {
        rows[place] = row
        places.push(place)
      }
    }
    if (places.length > 0) {
      call.told(
        places,
        places.map(place => rows[place]),
        cached,
      )
    }
  }

  const hits: [group: number, row: Row][] = []
  const missing: number[] = []
  for (const [group, bytes] of found.entries()) {
    const row = bytes === undefined ? undefined : call.decode(bytes)
    if (row === undefined) missing.push(group)
    else hits.push([group, row])
  }
  tell(hits, true)
  if (missing.length === 0) return rows

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
    tell(fresh, false)
  }
  const answered = await call.ask(
    missing.map(group => groups[group][0]),
    keep,
  )
  keep([...answered.keys()], answered)
  return rows
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
