/**
 * The one bounded pool: runs turns 0 … count − 1, at most `width` at once. When one fails no new turn starts, those
 * under way come to their end, and the first error is thrown. Two queues beside it are no pools of a known number of
 * turns: requests to a model (`models/decorators/turns.ts`), which arrive while others run, wait with priorities and
 * share their failures; and what threads judge (`cli/judge-threads.ts`), where each series has a thread of its own.
 */
export async function bounded(
  count: number,
  width: number,
  run: (turn: number) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  let next = 0
  const work = async () => {
    while (next < count && failures.length === 0) {
      const turn = next++
      try {
        await run(turn)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, count) }, work))
  if (failures.length > 0) throw failures[0]
}
