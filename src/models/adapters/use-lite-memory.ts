import { type Machine, startMachine } from '../../base/web-assembly.ts'
import { encoderBytes } from './use-lite-bytes.ts'
import type { Dense, Norm, Stored } from './use-lite-weights.ts'

/** What assembly/encoder.ts exports. Places, strides and widths count bytes. */
export interface Functions {
  multiply(
    left: number,
    leftStride: number,
    right: number,
    out: number,
    outStride: number,
    rows: number,
    depth: number,
    panels: number,
  ): void
  gather(
    rows: number,
    stride: number,
    order: number,
    quads: number,
    depth: number,
    ratio: number,
    floats: number,
    wholes: number,
  ): void
  screen(
    wholes: number,
    quads: number,
    depth: number,
    step: number,
    panels: number,
    columns: number,
    lists: number,
    listSize: number,
  ): void
  computeListed(
    floats: number,
    quads: number,
    depth: number,
    lists: number,
    listSize: number,
    right: number,
    biases: number,
    values: number,
    valuesSize: number,
  ): void
  spreadListed(
    lists: number,
    listSize: number,
    values: number,
    valuesSize: number,
    quads: number,
    order: number,
    out: number,
    outStride: number,
  ): void
  multiplyListed(
    lists: number,
    listSize: number,
    values: number,
    valuesSize: number,
    quads: number,
    order: number,
    right: number,
    depth: number,
    panels: number,
    out: number,
    outStride: number,
  ): void
  fill(row: number, width: number, out: number, outStride: number, rows: number): void
  copyRows(rows: number, stride: number, order: number, count: number, out: number): void
  addRow(row: number, width: number, out: number, outStride: number, rows: number): void
  average(rows: number, stride: number, count: number, width: number, out: number): void
  normalise(
    rows: number,
    stride: number,
    count: number,
    width: number,
    scale: number,
    shift: number,
    out: number,
  ): void
  attend(
    queries: number,
    stride: number,
    apart: number,
    tokens: number,
    width: number,
    scale: number,
    weights: number,
    out: number,
    outStride: number,
  ): void
}

/** Rows of numbers in the kernel's memory. `place` and `stride` count bytes. */
export interface Rows {
  readonly place: number
  readonly stride: number
}

/** A dense layer as the kernel wants it: its columns in panels. */
export interface Packed {
  readonly place: number
  readonly depth: number
  readonly panels: number
  readonly bias: number
  /** Numbers of a row of all panels. */
  readonly width: number
}

export interface PackedNorm {
  readonly scale: number
  readonly bias: number
  readonly width: number
}

/** Bytes of a number. */
export const size = Float32Array.BYTES_PER_ELEMENT

/** Columns of a panel, */
export const panelWidth = 12

/** and rows that are multiplied at once. */
export const rowsAtOnce = 3

/** The constants of the kernel stand in its first page. */
const firstFree = 65_536

export function packedNorm(room: Room, { scale, bias }: Norm): PackedNorm {
  return { scale: room.kept(scale), bias: room.kept(bias), width: scale.length }
}

/** The columns in panels, the last one filled up with zeros. */
export function packedDense(room: Room, { kernel, bias }: Dense, panelColumns = panelWidth): Packed {
  const columns = bias.length
  const depth = kernel.length / columns
  const panels = Math.ceil(columns / panelColumns)
  const width = panels * panelColumns
  const place = room.take(depth * width)
  const biases = room.take(width)
  const packed = room.view(place, depth * width)
  const read = room.read(kernel)
  let to = 0
  for (let first = 0; first < columns; first += panelColumns) {
    const last = Math.min(first + panelColumns, columns)
    for (let row = 0; row < depth; row++, to += panelColumns)
      for (let column = first; column < last; column++)
        packed[to + column - first] = read[row * columns + column]
  }
  bias.read(room.view(biases, columns))
  return { place, depth, panels, bias: biases, width }
}

/** The memory of the kernel, given away before it is at work. */
export class Room {
  readonly #machine: Machine<Functions>
  #free = firstFree
  #read = new Float32Array()

  /** @throws Error where WebAssembly with vector instructions is missing */
  constructor() {
    const machine = startMachine<Functions>(encoderBytes)
    if (machine === undefined) throw new Error('this Node.js runs no WebAssembly with vector instructions')
    this.#machine = machine
  }

  /** A place for numbers, which are 0 yet. */
  take(numbers: number): number {
    const place = this.#free
    this.#free += Math.ceil((numbers * size) / 64) * 64
    return place
  }

  /** Numbers in their place, to be filled at once: memory that grows for others takes them away. */
  view(place: number, numbers: number): Float32Array {
    return new Float32Array(this.#machine.memory(this.#free), place, numbers)
  }

  kept(numbers: Stored): number {
    const place = this.take(numbers.length)
    numbers.read(this.view(place, numbers.length))
    return place
  }

  /** Numbers that are to be kept in another order; the next that are read take their place. */
  read(numbers: Stored): Float32Array {
    if (this.#read.length < numbers.length) this.#read = new Float32Array(numbers.length)
    return numbers.read(this.#read.subarray(0, numbers.length))
  }

  rows(count: number, width: number): Rows {
    return { place: this.take(count * width), stride: width * size }
  }

  /** The kernel, and all that was taken. */
  start(): { readonly functions: Functions; readonly memory: Float32Array } {
    // Closures of the encoder keep this room.
    this.#read = new Float32Array()
    return {
      functions: this.#machine.functions,
      memory: new Float32Array(this.#machine.memory(this.#free)),
    }
  }
}
