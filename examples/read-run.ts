/** Reads a run file and prints the mean similarity of neighbours in each series of its first model. */
import { readRun } from 'numeracy'

const run = await readRun(process.argv[2] ?? 'run.json')
for (const { series, values, rows } of run.matrices) {
  if (rows === 1) continue
  const neighbours = Array.from({ length: rows - 1 }, (_, i) => values[i * rows + i + 1])
  const mean = neighbours.reduce((sum, value) => sum + value, 0) / neighbours.length
  console.log(`${series}: ${mean.toFixed(3)}`)
}
