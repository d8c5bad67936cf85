import type { Run, RunFactPair, RunQuestion } from '../store/run.ts'

/** A question without the model that was asked and what it answered; candidates by the place of their text. */
type PooledQuestion = Omit<RunQuestion, 'model' | 'prompt' | 'similarities' | 'candidates'> & {
  readonly candidates: readonly (readonly [text: number, grade: number])[]
}

type PooledPair = Omit<RunFactPair, 'model' | 'similarity'>

/** What models were asked in search and same or different, each question and pair once. */
export type AskedPool = {
  readonly texts: readonly string[]
  readonly questions: readonly PooledQuestion[]
  readonly pairs: readonly PooledPair[]
}

/** What one run asked, without texts and scores; a member is missing where the run has none. */
export type HollowAsked = {
  readonly search?: readonly { readonly of: number; readonly model: string; readonly prompt: string | null }[]
  readonly same?: readonly { readonly of: number; readonly model: string }[]
}

type Asked = { readonly search?: Run['search']; readonly same?: Run['same'] }

/** Packs what runs asked, one after the other, into one pool; `scores` are the answers in order. */
export function askedPacker(): {
  readonly pool: AskedPool
  pack(asked: Asked): HollowAsked & { readonly scores: Float64Array }
} {
  const texts = collection<string>()
  const questions = collection<PooledQuestion>()
  const pairs = collection<PooledPair>()
  return {
    pool: { texts: texts.items, questions: questions.items, pairs: pairs.items },
    pack({ search, same }) {
      const rows = search?.map(({ model, prompt, similarities: _similarities, candidates, ...question }) => ({
        of: questions.placeOf({
          ...question,
          candidates: candidates.map(({ text, grade }) => [texts.placeOf(text), grade] as const),
        }),
        model,
        prompt,
      }))
      const pairRows = same?.map(({ model, similarity: _similarity, ...pair }) => ({
        of: pairs.placeOf(pair),
        model,
      }))
      return {
        ...(rows && { search: rows }),
        ...(pairRows && { same: pairRows }),
        scores: Float64Array.from([
          ...(search ?? []).flatMap(({ similarities }) => similarities),
          ...(same ?? []).map(({ similarity }) => similarity),
        ]),
      }
    },
  }
}

/** How many scores a run has. */
export function scoreCount({ search = [], same = [] }: HollowAsked, { questions }: AskedPool): number {
  return search.reduce((sum, { of }) => sum + questions[of].candidates.length, 0) + same.length
}

/** What a run asked, whole again. @param scores as `pack` gave them */
export function unpackAsked({ search, same }: HollowAsked, pool: AskedPool, scores: Float64Array): Asked {
  let next = 0
  const candidates = pool.questions.map(question =>
    question.candidates.map(([text, grade]) => ({ text: pool.texts[text], grade })),
  )
  const rows = search?.map(({ of, model, prompt }): RunQuestion => {
    const from = next
    next += candidates[of].length
    return {
      ...pool.questions[of],
      candidates: candidates[of],
      model,
      prompt,
      similarities: [...scores.subarray(from, next)],
    }
  })
  const pairs = same?.map(
    ({ of, model }): RunFactPair => ({ ...pool.pairs[of], model, similarity: scores[next++] }),
  )
  return { ...(rows && { search: rows }), ...(pairs && { same: pairs }) }
}

/** Distinct values in the order in which they first came. */
function collection<Item>() {
  const items: Item[] = []
  const places = new Map<string, number>()
  return {
    items,
    placeOf(item: Item): number {
      const key = JSON.stringify(item)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, items.length)
      items.push(item)
      return items.length - 1
    },
  }
}
