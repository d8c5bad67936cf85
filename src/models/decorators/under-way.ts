import { AsyncLocalStorage } from 'node:async_hooks'
import { NumeracyError } from '../../base/error.ts'
import { quoted } from '../../base/quoted.ts'
import type { AnswerCache } from '../../store/answer-cache.ts'
import type { ModelId } from '../identity.ts'
import { specName } from '../spec.ts'

/** One question, as calls in this process see it. */
export interface Question {
  /** Key of its answer. */
  readonly key: Uint8Array
  /** What stands for it in a claim. */
  readonly name: Uint8Array
}

/** What one call is asking its model for. */
export interface Asking {
  /** Asks; calls that the model makes meanwhile are known to be inside of this one. */
  run<Answer>(ask: () => Promise<Answer>): Promise<Answer>
  /** These are kept now. */
  answered(questions: readonly Question[]): void
  /** Nothing is asked for any longer. Gives the names that no other call in this process has claimed. */
  end(): Uint8Array[]
}

/** The calls of this process that ask for what one cache has not. */
export interface UnderWay {
  /** Settles when something becomes of what another call is asking for; undefined where none asks for it. */
  changeOf(question: Question): Promise<void> | undefined
  begin(questions: readonly Question[]): Asking
}

interface Open {
  /** Where the answers are to be kept: one folder, or one cache in memory. */
  readonly place: AnswerCache | string
  /** Keys without an answer. */
  readonly keys: Set<string>
  readonly outer: Open | undefined
}

/** The question inside which code runs: that of the model whose own function was called to answer it. */
const inside = new AsyncLocalStorage<Open>()

const known = new WeakMap<AnswerCache, UnderWay>()

/** The calls on this cache; of a cache there is one list, whoever asks. */
export function callsUnderWay(cache: AnswerCache): UnderWay {
  const before = known.get(cache)
  if (before !== undefined) return before
  const made = underWay(cache)
  known.set(cache, made)
  return made
}

function underWay(cache: AnswerCache): UnderWay {
  const changes = new Map<string, { readonly changed: () => Promise<void> }>()
  /** How many calls have claimed each name. */
  const claims = new Map<string, number>()
  return {
    changeOf: ({ key }) => changes.get(textOf(key))?.changed(),
    begin(questions) {
      const keys = new Set(questions.map(({ key }) => textOf(key)))
      const names = new Map(questions.map(({ name }) => [textOf(name), name]))
      const open: Open = { place: cache.path ?? cache, keys, outer: inside.getStore() }
      let change = Promise.withResolvers<void>()
      const own = { changed: () => change.promise }
      // A call inside another asks without waiting for a third, which stays the one that is waited for.
      for (const key of keys) if (!changes.has(key)) changes.set(key, own)
      for (const name of names.keys()) claims.set(name, (claims.get(name) ?? 0) + 1)
      const forget = (settled: readonly string[]) => {
        for (const key of settled) {
          keys.delete(key)
          if (changes.get(key) === own) changes.delete(key)
        }
        change.resolve()
        change = Promise.withResolvers()
      }
      return {
        run: ask => inside.run(open, ask),
        answered: settled => forget(settled.map(({ key }) => textOf(key))),
        end() {
          forget([...keys])
          const free: Uint8Array[] = []
          for (const [text, name] of names) {
            const left = claims.get(text)! - 1
            if (left > 0) claims.set(text, left)
            else {
              claims.delete(text)
              free.push(name)
            }
          }
          return free
        },
      }
    },
  }
}

/** Whether a model is just answering a question, and the caller runs inside of that. */
export function isInsideAnswer(): boolean {
  return openAround().length > 0
}

/** Calls inside calls, more than any model needs that does not ask itself. */
const deepest = 20

/**
 * @param id of the model that is about to be asked @param texts of the questions, in their order
 * @throws NumeracyError `usage` where the caller runs inside one of these questions, which would never be answered
 */
export function checkNoCircle(
  id: ModelId,
  cache: AnswerCache,
  questions: readonly Question[],
  texts: readonly string[],
): void {
  const around = openAround()
  const place = cache.path ?? cache
  const at = questions.findIndex(({ key }) =>
    around.some(open => open.place === place && open.keys.has(textOf(key))),
  )
  if (at < 0 && around.length < deepest) return
  const text = texts[Math.max(0, at)]
  const shown = quoted(text)
  const model = specName({ provider: id.provider, name: id.model })
  const circle =
    at < 0
      ? `its answers ask for further answers, ${deepest} deep, at last for ${shown}`
      : `the answer to ${shown} asks for itself, by the same name in the same cache`
  throw new NumeracyError(
    'usage',
    `${model} (${id.kind}): ${circle}; expected a model that asks only other models. Give the model that it asks another name or revision.`,
    { details: { model, text: text.slice(0, 200) } },
  )
}

/** The questions around the caller that are not answered yet, the innermost first. */
function openAround(): Open[] {
  const around: Open[] = []
  for (let open = inside.getStore(); open !== undefined; open = open.outer)
    if (open.keys.size > 0) around.push(open)
  return around
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
