/** One of two ways to do the same work. */
export interface Contender {
  readonly name: string
  run(): void | Promise<void>
}

/** Milliseconds of each way, taken in turn in one process after a warm-up, and their ratio pair by pair. */
export async function paired(a: Contender, b: Contender, rounds = 7): Promise<string> {
  await timed(a)
  await timed(b)
  const times: [a: number, b: number][] = []
  for (let round = 0; round < rounds; round++) times.push([await timed(a), await timed(b)])
  const ratios = times.map(([ours, theirs]) => theirs / ours)
  const [ours, theirs] = [0, 1].map(side => median(times.map(pair => pair[side])))
  return `${a.name} ${ours.toFixed(1)} ms; ${b.name} ${theirs.toFixed(1)} ms; ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
}

/** Milliseconds of one run. */
export async function timed({ run }: Contender): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
}
