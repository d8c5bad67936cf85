import { startMachine } from '../base/web-assembly.ts'
import { gramBytes } from './gram-bytes.ts'

/** Vectors of a panel: their numbers at one place stand beside each other, place after place. */
export const panelRows = 4

/** What is multiplied. Places count doubles in the kernel's memory. */
export interface Product {
  /** Where the panels of the rows begin, one behind the other, */
  readonly rows: number
  /** those of the columns, */
  readonly columns: number
  /** and what their products are written to: row-major, as wide as all columns. */
  readonly out: number
  /** Numbers of a vector. */
  readonly depth: number
  readonly rowPanels: number
  readonly columnPanels: number
  /** Column panel j meets the first `j + ahead` row panels only: the upper half of a symmetric matrix. */
  readonly ahead: number
}

/** Multiplies packed vectors. Each sum is taken in the order of the places, so that every kernel gives the same bits. */
export interface GramKernel {
  /** The memory, with room for at least so many doubles; what an earlier call gave must not be used any more. */
  memory(doubles: number): Float64Array
  /** O(16 · row panels · column panels · depth). */
  multiply(product: Product): void
}

let known: GramKernel | undefined

/** The fastest kernel that runs here. */
export function gramKernel(): GramKernel {
  known ??= vectorKernel() ?? plainKernel()
  return known
}

type Multiply = (
  rows: number,
  columns: number,
  out: number,
  depth: number,
  rowPanels: number,
  columnPanels: number,
  ahead: number,
) => void

/** Two doubles at a time, by WebAssembly; undefined where it does not run. Its source is assembly/gram.ts. */
export function vectorKernel(): GramKernel | undefined {
  const machine = startMachine<{ readonly multiply: Multiply }>(gramBytes)
  if (machine === undefined) return undefined
  const bytes = Float64Array.BYTES_PER_ELEMENT
  return {
    memory: doubles => new Float64Array(machine.memory(doubles * bytes)),
    multiply: ({ rows, columns, out, depth, rowPanels, columnPanels, ahead }) =>
      machine.functions.multiply(
        rows * bytes,
        columns * bytes,
        out * bytes,
        depth,
        rowPanels,
        columnPanels,
        ahead,
      ),
  }
}

/** The same in JavaScript. */
export function plainKernel(): GramKernel {
  let memory: Float64Array = new Float64Array()
  return {
    memory(doubles) {
      if (memory.length < doubles) memory = grown(memory, doubles)
      return memory
    },
    multiply: ({ rows, columns, out, depth, rowPanels, columnPanels, ahead }) => {
      const panel = depth * panelRows
      const width = columnPanels * panelRows
      for (let j = 0; j < columnPanels; j++) {
        for (let i = 0; i < Math.min(rowPanels, j + ahead); i++) {
          const corner = out + i * panelRows * width + j * panelRows
          for (let row = 0; row < panelRows; row++)
            fourSums(memory, rows + i * panel + row, columns + j * panel, corner + row * width, panel)
        }
      }
    },
  }
}

/** One row with the four columns of a panel. */
function fourSums(memory: Float64Array, row: number, columns: number, out: number, panel: number): void {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let k = 0; k < panel; k += panelRows) {
    const x = memory[row + k]
    first += x * memory[columns + k]
    second += x * memory[columns + k + 1]
    third += x * memory[columns + k + 2]
    fourth += x * memory[columns + k + 3]
  }
  memory[out] = first
  memory[out + 1] = second
  memory[out + 2] = third
  memory[out + 3] = fourth
}

function grown(memory: Float64Array, doubles: number): Float64Array {
  const larger = new Float64Array(doubles)
  larger.set(memory)
  return larger
}
