import { type Functions, type Packed, packedDense, type Room, type Rows } from './use-lite-memory.ts'
import type { Dense } from './use-lite-weights.ts'

/** Largest whole number of an estimate, as in assembly/rectified.ts; */
const largest = 2047

/** rows of a quad; */
const together = 4

/** columns of a panel of whole numbers, and of one that meets listed numbers; */
const panelColumns = 8

/** floats before the whole numbers of a quad, and of a panel. */
const [quadHead, panelHead] = [2 * together, 2 * panelColumns]

/** A dense layer of whose numbers only those above 0 count, as the kernel wants it. */
export interface PackedRectified {
  /** Each column in one piece, */
  readonly columns: number
  readonly biases: number
  /** and in panels, as whole numbers of `step` each. */
  readonly panels: number
  readonly step: number
  /** How long what the whole numbers leave is at most, beside a column. */
  readonly ratio: number
  readonly depth: number
  readonly count: number
}

export function packedRectified(room: Room, { kernel, bias }: Dense): PackedRectified {
  const count = bias.length
  const depth = kernel.length / count
  const panelFloats = panelHead + (depth * panelColumns) / 2
  const allPanels = (count / panelColumns) * panelFloats
  const places = { columns: room.take(kernel.length), panels: room.take(allPanels), biases: room.kept(bias) }
  const columns = room.view(places.columns, kernel.length)
  const panels = room.view(places.panels, allPanels)
  const biases = room.view(places.biases, count)
  const weights = room.read(kernel)
  let highest = 1e-30
  for (const weight of weights) highest = Math.max(highest, Math.abs(weight))
  const step = Math.fround(highest / largest)
  const wholes = new Int16Array(panels.buffer, panels.byteOffset, 2 * allPanels)
  let ratio = 0
  for (let panel = 0; panel * panelColumns < count; panel++) {
    const first = panel * panelColumns
    const head = panel * panelFloats
    const squares = Float64Array.from(biases.subarray(first, first + panelColumns), number => number ** 2)
    const rests = new Float64Array(panelColumns)
    for (let row = 0; row < depth; row++) {
      const pair = 2 * (head + panelHead) + (row >> 1) * 2 * panelColumns + (row & 1)
      for (let lane = 0; lane < panelColumns; lane++) {
        const weight = weights[row * count + first + lane]
        const whole = Math.floor(weight / step + 0.5)
        columns[(first + lane) * depth + row] = weight
        wholes[pair + 2 * lane] = whole
        squares[lane] += weight * weight
        const rest = weight - whole * step
        rests[lane] += rest * rest
      }
    }
    for (let lane = 0; lane < panelColumns; lane++) {
      const length = Math.sqrt(squares[lane])
      panels[head + lane] = biases[first + lane]
      panels[head + panelColumns + lane] = length
      ratio = Math.max(ratio, Math.sqrt(rests[lane]) / Math.max(length, 1e-30))
    }
  }
  return { ...places, step, ratio, depth, count }
}

/** The layer that meets what a rectified one lists. */
export const packedAfterRectified = (room: Room, dense: Dense): Packed =>
  packedDense(room, dense, panelColumns)

/** Room for what rectified layers list of a few rows. */
export interface RectifiedRoom {
  readonly order: number
  readonly floats: number
  readonly wholes: number
  readonly lists: Rows
  readonly values: Rows
}

export function rectifiedRoom(room: Room, rows: number, depth: number, count: number): RectifiedRoom {
  const quads = Math.ceil(rows / together)
  return {
    order: room.rows(quads, together).place,
    floats: room.rows(quads, together * depth).place,
    wholes: room.rows(quads, quadHead + (together * depth) / 2).place,
    // The kernel computes eight at once, and may write behind what is listed.
    lists: room.rows(quads, 1 + count + panelColumns),
    values: room.rows(quads, together * (count + panelColumns)),
  }
}

/** What a rectified layer makes of a few rows: for each quad, the places of the numbers above 0, and the numbers. */
export interface Listed {
  /** Adds what a layer makes of them to the rows of `out`, without its bias. */
  multiplyInto(layer: Packed, out: Rows): void
  /** Writes all numbers into the rows of `out`, which are dense. */
  spreadInto(out: Rows): void
}

/**
 * @param order each row once; rows that are alike stand beside each other, so that what one quad lists is short
 */
export function rectify(
  functions: Functions,
  memory: Float32Array,
  { order: place, floats, wholes, lists, values }: RectifiedRoom,
  { columns, biases, panels, step, ratio, depth, count }: PackedRectified,
  rows: Rows,
  order: ArrayLike<number>,
): Listed {
  const quads = Math.ceil(order.length / together)
  const places = new Uint32Array(memory.buffer, place, quads * together)
  // A quad that is not full has its last row several times.
  for (const at of places.keys()) places[at] = order[Math.min(at, order.length - 1)]
  functions.gather(rows.place, rows.stride, place, quads, depth, ratio, floats, wholes)
  functions.screen(wholes, quads, depth, step, panels, count, lists.place, lists.stride)
  functions.computeListed(
    floats,
    quads,
    depth,
    lists.place,
    lists.stride,
    columns,
    biases,
    values.place,
    values.stride,
  )
  const listed = [lists.place, lists.stride, values.place, values.stride, quads, place] as const
  return {
    multiplyInto: (layer, out) =>
      functions.multiplyListed(...listed, layer.place, layer.depth, layer.panels, out.place, out.stride),
    spreadInto: out => functions.spreadListed(...listed, out.place, out.stride),
  }
}
