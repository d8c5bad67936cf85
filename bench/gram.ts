import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { seededRandom } from '../src/base/random.ts'
import { cosineMatrix } from '../src/matrix/gram.ts'
import { rowsOf, type Vectors } from '../src/models/embedder.ts'
import { paired } from './paired.ts'

const count = 1000
const dimensions = 512
const draw = seededRandom(1, 'bench', 'gram')
const vectors: Vectors = {
  count,
  dimensions,
  data: Float32Array.from({ length: count * dimensions }, () => draw() - 0.5),
}

const rows = rowsOf(vectors)

/** The loop that one would write first. */
function naiveCosines({ count, dimensions, data }: Vectors): Float64Array {
  const cosines = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let dot = 0
      let left = 0
      let right = 0
      for (let k = 0; k < dimensions; k++) {
        const x = data[i * dimensions + k]
        const y = data[j * dimensions + k]
        dot += x * y
        left += x * x
        right += y * y
      }
      cosines[i * count + j] = dot / Math.sqrt(left * right)
    }
  }
  return cosines
}

/** The Gram kernel against a naive loop, and against NumPy on one thread where Python has it. */
export async function gram(): Promise<string[]> {
  const ours = { name: 'Gram kernel', run: () => void cosineMatrix(rows, rows) }
  const naive = { name: 'naive loop', run: () => void naiveCosines(vectors) }
  return [`${count} × ${dimensions}: ${await paired(ours, naive)}`, await numpy(ours.run)]
}

async function numpy(run: () => void): Promise<string> {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const script = join(import.meta.dirname, 'gram.py')
  const python = spawnSync(process.env.PYTHON ?? 'python3', [script, String(count), String(dimensions)], {
    env,
    encoding: 'utf8',
  })
  if (python.status !== 0) return 'NumPy is not here: not compared (PYTHON names another interpreter)'
  const theirs = Number(python.stdout)
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return `Gram kernel ${times[3].toFixed(1)} ms; NumPy float64 on one thread ${theirs.toFixed(1)} ms; ratio ${(theirs / times[3]).toFixed(2)}`
}
