import { seededRandom } from '../src/base/random.ts'
import { cosineMatrix, cosinesBy } from '../src/matrix/gram.ts'
import { plainKernel } from '../src/matrix/gram-kernel.ts'
import { rowsOf, type Vectors } from '../src/models/embedder.ts'
import { paired } from './paired.ts'
import { againstPython } from './python.ts'

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

/** NumPy's BLAS must not take more threads than we do. */
const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }

/** The Gram kernel against its form without WebAssembly, a naive loop, and NumPy on one thread where Python has it. */
export async function gram(): Promise<string[]> {
  const ours = { name: 'Gram kernel', run: () => void cosineMatrix(rows, rows) }
  const kernel = plainKernel()
  const plain = { name: 'without WebAssembly', run: () => void cosinesBy(kernel, rows, rows) }
  const naive = { name: 'naive loop', run: () => void naiveCosines(vectors) }
  const others = [...rows]
  const rectangle = { name: 'rectangle', run: () => void cosineMatrix(rows, others) }
  const numpy = (form: string) => ({
    name: 'NumPy float64 on one thread',
    script: 'gram.py',
    args: [count, dimensions, form],
    env: oneThread,
  })
  return [
    `${count} × ${dimensions}: ${await paired(ours, plain)}`,
    await paired(ours, naive),
    await againstPython(ours, numpy('same')),
    await againstPython(rectangle, numpy('two')),
  ]
}
