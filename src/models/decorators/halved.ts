import { isTooLarge } from './turns.ts'

/**
 * Asks for all places at once; where the model says that this is too much (`details.tooLarge`), for as many as it
 * takes (`details.atMost`), or for each half by itself where it names no number, down to a single place. The
 * answers are in the order of the places.
 */
export async function halved<Answer>(
  indices: readonly number[],
  ask: (indices: readonly number[]) => Promise<Answer>,
): Promise<Answer[]> {
  try {
    return [await ask(indices)]
  } catch (error) {
    if (!isTooLarge(error) || indices.length < 2) throw error
    const { atMost } = error.details
    const half = Math.ceil(indices.length / 2)
    const size = typeof atMost === 'number' && atMost >= 1 && atMost < indices.length ? atMost : half
    const answers: Answer[] = []
    for (let start = 0; start < indices.length; start += size)
      answers.push(...(await halved(indices.slice(start, start + size), ask)))
    return answers
  }
}
