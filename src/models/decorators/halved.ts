import { NumeracyError } from '../../base/error.ts'

/**
 * Asks for all places at once; where the model says that this is too much (`details.tooLarge`), for each half by
 * itself, down to a single place. The answers are in the order of the places.
 */
export async function halved<Answer>(
  indices: readonly number[],
  ask: (indices: readonly number[]) => Promise<Answer>,
): Promise<Answer[]> {
  try {
    return [await ask(indices)]
  } catch (error) {
    const tooLarge = error instanceof NumeracyError && error.details.tooLarge === true
    if (!tooLarge || indices.length < 2) throw error
    const middle = Math.ceil(indices.length / 2)
    const first = await halved(indices.slice(0, middle), ask)
    return [...first, ...(await halved(indices.slice(middle), ask))]
  }
}
