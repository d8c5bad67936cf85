import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Packed,
  packedDense,
  Room,
  type Rows,
  size,
} from '../../../src/models/adapters/use-lite-memory.ts'
import {
  packedAfterRectified,
  packedRectified,
  rectifiedRoom,
  rectify,
} from '../../../src/models/adapters/use-lite-rectified.ts'
import type { Dense, Stored } from '../../../src/models/adapters/use-lite-weights.ts'

const [depth, count, width] = [512, 16, 8]
const { fround } = Math

/** What the kernel makes of rows, a layer, and a layer behind it that adds to rows of ones. */
function computed(rows: readonly Float32Array[], layer: Dense, after: Dense, order: readonly number[]) {
  const room = new Room()
  const packed = packedRectified(room, layer)
  const packedAfter: Packed = packedAfterRectified(room, after)
  const place = room.kept(stored(rows.flatMap(row => [...row])))
  const spread = room.rows(rows.length, count)
  const out = room.rows(rows.length, width)
  const listed = rectifiedRoom(room, rows.length, depth, count)
  const { functions, memory } = room.start()
  const whole = ({ place, stride }: Rows) =>
    memory.subarray(place / size, (place + stride * rows.length) / size)
  whole(out).fill(1)
  const from = { place, stride: depth * size }
  const result = rectify(functions, memory, listed, packed, from, order)
  result.multiplyInto(packedAfter, out)
  result.spreadInto(spread)
  const quads = Math.ceil(rows.length / 4)
  const lengths = new Uint32Array(memory.buffer, listed.lists.place)
  return {
    numbers: [...whole(spread)],
    sums: [...whole(out)],
    listed: Array.from({ length: quads }, (_, quad) => lengths[(quad * listed.lists.stride) / 4]),
  }
}

/** The same by plain loops, whose sums have the same order. */
function plain(rows: readonly Float32Array[], layer: Dense, after: Dense) {
  const [bias, kernel] = [layer.bias.read(), layer.kernel.read()]
  const kernelAfter = after.kernel.read()
  const numbers = rows.map(row =>
    Array.from({ length: count }, (_, column) => {
      let sum = bias[column]
      for (let k = 0; k < depth; k++) sum = fround(sum + fround(row[k] * kernel[k * count + column]))
      return Math.max(sum, 0)
    }),
  )
  const sums = numbers.flatMap(row =>
    Array.from({ length: width }, (_, column) =>
      row.reduce((sum, number, k) => fround(sum + fround(number * kernelAfter[k * width + column])), 1),
    ),
  )
  return { numbers: numbers.flat(), sums }
}

const stored = (numbers: ArrayLike<number>): Stored => ({
  length: numbers.length,
  read(into = new Float32Array(numbers.length)) {
    into.set(numbers)
    return into
  },
})

const dense = (kernel: ArrayLike<number>, bias: ArrayLike<number>): Dense => ({
  kernel: stored(kernel),
  bias: stored(bias),
})

const noise = (seed: number) => {
  let state = (seed % 2147483646) + 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 1073741824 - 1
  }
}

const after = dense(Array.from({ length: count * width }, noise(5)), new Float32Array(width))
const inOrder = (rows: readonly unknown[]) => [...rows.keys()]

describe('a rectified layer', () => {
  const scale = fc.constantFrom(0, 1e-30, 1e-12, 1e-3, 1, 40, 1e6)
  const rowOf = fc.record({ seed: fc.nat(), scale, spike: scale, equal: fc.boolean() })

  test('gives what plain loops give, to the last bit, whatever the sizes of its numbers', () => {
    fc.assert(
      fc.property(
        fc.array(rowOf, { minLength: 1, maxLength: 9 }),
        rowOf,
        fc.constantFrom(-1, -0.01, 0, 0.01),
        (given, columns, shift) => {
          const numbersOf = ({ seed, scale, spike, equal }: typeof columns, length: number) => {
            const next = noise(seed)
            const numbers = Float32Array.from({ length }, () => (equal ? scale : next() * scale))
            numbers[seed % length] += spike
            return numbers
          }
          const rows = given.map(row => numbersOf(row, depth))
          const kernel = numbersOf(columns, depth * count)
          const layer = dense(kernel, new Float32Array(count).fill(shift * columns.scale))
          const expected = plain(rows, layer, after)
          expect(computed(rows, layer, after, inOrder(rows))).toMatchObject(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('leaves out no number that is above 0 by the least that rounding allows', () => {
    const next = noise(11)
    const rows = Array.from({ length: 7 }, () => Float32Array.from({ length: depth }, () => 3 * next()))
    const kernel = Float32Array.from({ length: depth * count }, next)
    // The bias of a column brings the sum of one of the rows to 0, or next to it on either side.
    const bias = Float32Array.from({ length: count }, (_, column) => {
      const row = rows[column % rows.length]
      let sum = 0
      for (let k = 0; k < depth; k++) sum += row[k] * kernel[k * count + column]
      return -sum * (1 + ((column % 5) - 2) * 2 ** -23)
    })
    const layer = dense(kernel, bias)
    const expected = plain(rows, layer, after)
    expect(expected.numbers.filter(number => number > 0 && number < 1e-4)).not.toHaveLength(0)
    expect(computed(rows, layer, after, inOrder(rows))).toMatchObject(expected)
  })

  test('computes numbers of which no estimate can be made, because they are too large', () => {
    const rows = [new Float32Array(depth).fill(1e30), new Float32Array(depth).fill(1)]
    const layer = dense(
      Float32Array.from({ length: depth * count }, (_, at) => (at % 3 === 0 ? 1e30 : -1e-30)),
      new Float32Array(count),
    )
    const { numbers } = computed(rows, layer, after, inOrder(rows))
    expect(numbers).toEqual(plain(rows, layer, after).numbers)
  })

  test('computes none of the numbers that are far below 0, and all that are above', () => {
    const next = noise(3)
    const rows = Array.from({ length: 4 }, () => Float32Array.from({ length: depth }, () => 1 + 0.1 * next()))
    // Every third column is above 0.
    const kernel = Float32Array.from({ length: depth * count }, (_, at) =>
      (at % count) % 3 === 0 ? 0.1 : -0.1,
    )
    const layer = dense(kernel, new Float32Array(count))
    expect(computed(rows, layer, after, inOrder(rows)).listed).toEqual([6])
  })

  test('gives the same in every order of its rows', () => {
    const next = noise(8)
    const rows = Array.from({ length: 10 }, () => Float32Array.from({ length: depth }, next))
    const layer = dense(Float32Array.from({ length: depth * count }, next), new Float32Array(count).fill(-3))
    const expected = plain(rows, layer, after)
    for (const order of [inOrder(rows).reverse(), [3, 1, 4, 5, 9, 2, 6, 8, 7, 0]])
      expect(computed(rows, layer, after, order)).toMatchObject(expected)
  })
})

test('a dense layer has its columns in panels, and the last one is filled up with zeros', () => {
  const room = new Room()
  const { place, panels, width, bias } = packedDense(room, dense([1, 2, 3, 4, 5, 6], [7, 8, 9]), 2)
  const { memory } = room.start()
  expect({ panels, width }).toEqual({ panels: 2, width: 4 })
  expect([...memory.subarray(place / size, place / size + 8)]).toEqual([1, 2, 4, 5, 3, 0, 6, 0])
  expect([...memory.subarray(bias / size, bias / size + 4)]).toEqual([7, 8, 9, 0])
})
