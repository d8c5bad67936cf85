import { concordance, concordanceRows } from '../src/math/concordance.ts'
import { measureCatalogue } from '../src/measures/catalogue.ts'
import { resampleMeasures, resamplesOf } from '../src/measures/resamples.ts'
import { counted, noise } from '../test/fixtures/matrices.ts'
import { processorTime, timed } from './paired.ts'
import { againstPython } from './python.ts'

/** Every pair of every row: O(n³). */
function everyPair(scores: Float64Array, distances: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    let right = 0
    let pairs = 0
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        if (j === i || k === i || distances[i * n + j] >= distances[i * n + k]) continue
        const apart = scores[i * n + j] - scores[i * n + k]
        right += apart > 0 ? 1 : apart === 0 ? 0.5 : 0
        pairs++
      }
    }
    sum += right / pairs
  }
  return sum / n
}

/** The tree against every pair and against SciPy, how it grows, and the bootstrap of the headline. */
export async function concordances(): Promise<string[]> {
  const lines: string[] = []
  const times = new Map<number, number>()
  for (const n of [250, 500, 1000, 2000]) {
    const { rounded, distances } = noise(counted(n))
    const ours = {
      name: `concordance of n = ${n}`,
      // A copy, because the order of the distances is kept for each matrix of them.
      run: () => void concordance(concordanceRows(rounded, distances.slice(), n)),
    }
    const tree = await timed(ours)
    times.set(n, tree)
    const grown = times.get(n / 2)
    const growth = grown === undefined ? '' : `, ${(tree / grown).toFixed(1)} times that of n = ${n / 2}`
    if (n > 500) {
      lines.push(`n = ${n}: tree ${tree.toFixed(0)} ms${growth}`)
      const peer = { name: "SciPy's spearmanr of every row", script: 'concordance.py', args: [n] }
      if (n === 2000) lines.push(await againstPython(ours, peer))
      continue
    }
    const pairs = await timed({ name: 'pairs', run: () => void everyPair(rounded, distances, n) })
    lines.push(
      `n = ${n}: tree ${tree.toFixed(0)} ms${growth}; every pair ${pairs.toFixed(0)} ms; ratio ${(pairs / tree).toFixed(1)}`,
    )
  }
  const scored = noise({ ...counted(100), family: 'number' })
  const resamples = resamplesOf('integers', 100, 1)
  for (const [name, measures] of [
    ['the headline', measureCatalogue.filter(({ id }) => id === 'concordance')],
    ['every measure', measureCatalogue.filter(measure => !Number.isNaN(measure.compute(scored).value))],
  ] as const) {
    const boot = { name, run: () => void resampleMeasures(scored, resamples, measures) }
    const times: number[] = []
    for (let round = 0; round < 5; round++) times.push(await processorTime(boot))
    lines.push(`1,000 resamples of ${name} at n = 100: ${Math.min(...times).toFixed(0)} ms of processor time`)
  }
  return lines
}
