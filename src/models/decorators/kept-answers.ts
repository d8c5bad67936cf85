import { AsyncLocalStorage } from 'node:async_hooks'
import type { AnswerCache, Entry } from '../../store/answer-cache.ts'
import type { ModelId } from '../identity.ts'
import { callsUnderWay, checkNoCircle, isInsideAnswer } from './under-way.ts'

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
  readonly id: ModelId
  /** The same, as the cache has it. */
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
 * another process or another call is asking for is waited for, until it is there or has been given up. A claim is
 * held only while its text is asked for, never while waiting, so that no two wait for each other. A model that asks
 * other models while it answers holds one all along: inside of its answer nothing is waited for, all is asked for.
 */
export async function keptAnswers<Row>(call: KeptCall<Row>): Promise<Row[]> {
  const { cache, identity } = call
  const placesOf = groupPlaces(call.questions)
  const groups = [...placesOf.values()]
  const texts = [...placesOf.keys()]
  const questions = texts.map(text => {
    const key = call.keyFor(text)
    return { key, name: call.claimOf(key) }
  })
  const keys = questions.map(({ key }) => key)
  const calls = callsUnderWay(cache)
  const asCalled = AsyncLocalStorage.snapshot()
  const rows = new Array<Row>(call.questions.length)

  const report = (parts: readonly (readonly [group: number, row: Row])[], cached: boolean) => {
    const places: number[] = []
    for (const [group, row] of parts) {
      for (const place of groups[group]) {
        rows[place] = row
        places.push(place)
      }
    }
    if (places.length === 0) return
    const answered = places.map(place => rows[place])
    // What a listener begins runs beside this call, not inside of the model's answer.
    asCalled(() => call.onRows(places, answered, cached))
  }

  /** Of some groups: reports what is kept. The others are ours to ask for, or another call or process asks for them. */
  const look = (open: readonly number[]) => {
    const isInside = isInsideAnswer()
    const isBusy = (group: number) => calls.changeOf(questions[group]) !== undefined
    const busy = isInside ? [] : open.filter(isBusy)
    const free = isInside ? open : open.filter(group => !isBusy(group))
    const { values, taken } = cache.claim(
      free.map(group => keys[group]),
      call.claimOf,
    )
    const hits: [group: number, row: Row][] = []
    const ours: number[] = []
    const others: number[] = []
    for (const [at, group] of free.entries()) {
      const bytes = values[at]
      const row = bytes === undefined ? undefined : call.decode(bytes)
      if (bytes !== undefined && row === undefined) call.onUnfit()
      if (row !== undefined) hits.push([group, row])
      else if (taken.has(at) && !isInside) others.push(group)
      else ours.push(group)
    }
    report(hits, true)
    return { ours, busy, others }
  }

  const askFor = async (missing: readonly number[]) => {
    const asking = calls.begin(missing.map(group => questions[group]))
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
      asking.answered(fresh.map(([group]) => questions[group]))
      report(fresh, false)
    }
    try {
      checkNoCircle(
        call.id,
        cache,
        missing.map(group => questions[group]),
        missing.map(group => texts[group]),
      )
      const places = missing.map(group => groups[group][0])
      const answered = await asking.run(() => call.ask(places, keep))
      keep([...answered.keys()], answered)
      // Of rows that came in parts the whole answer has them behind each other, so that nothing joins them again.
      for (const [at, group] of missing.entries())
        for (const place of groups[group]) rows[place] = answered[at]
    } finally {
      cache.release(asking.end())
    }
  }

  const changeOf = (busy: readonly number[]) =>
    aChange(new Set(busy.map(group => calls.changeOf(questions[group])!)), call.waiting.signal)

  let open: readonly number[] = [...groups.keys()]
  for (let pause = firstWait; ; ) {
    const { ours, busy, others } = look(open)
    if (ours.length > 0) await askFor(ours)
    open = [...busy, ...others]
    if (open.length === 0) return rows
    if (ours.length > 0) continue
    if (busy.length > 0) await changeOf(busy)
    else {
      call.waiting.onWait()
      await call.waiting.wait(pause, call.waiting.signal)
      pause = Math.min(2 * pause, longestWait)
    }
  }
}

/** Waits for the first of some changes; rejects with the signal's reason. */
async function aChange(changes: ReadonlySet<Promise<void>>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal?.reason)
  signal?.addEventListener('abort', abort)
  try {
    await Promise.race([...changes, aborted.promise])
  } finally {
    signal?.removeEventListener('abort', abort)
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
