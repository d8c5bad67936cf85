/** One of two ways to do the same work. */
export interface Contender {
  readonly name: string
  run(): void | Promise<void>
}

/** What is counted: the time that passes, or that of the processors, which other programs lengthen less. */
type Clock = (contender: Contender) => Promise<number>

/** Milliseconds of each way, taken in turn in one process after a warm-up, and their ratio pair by pair. */
export async function paired(a: Contender, b: Contender, rounds = 7, clock: Clock = timed): Promise<string> {
  await clock(a)
  await clock(b)
  const times: [a: number, b: number][] = []
  for (let round = 0; round < rounds; round++) times.push([await clock(a), await clock(b)])
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

/** Milliseconds that the processors spend on one run, all threads together. */
export async function processorTime({ run }: Contender): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
}
