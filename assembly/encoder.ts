// AssemblyScript: `npm run kernels` compiles it to WebAssembly and writes src/models/adapters/use-lite-bytes.ts.
//
// All numbers are floats of 32 bits, all addresses and strides count bytes, and rows are a multiple of four numbers
// wide. Every sum is taken in one order whatever stands beside it, and without fused operations, so that a row's
// result depends on that row alone, to the last bit, and is the same on every machine.

/** Bytes of the twelve numbers that a panel has at one place. */
const step: usize = 48

/**
 * Adds the products of `rows` rows with packed columns to what stands in `out`. The columns stand in panels of
 * twelve, one panel behind the other: its twelve numbers of the first place, then those of the second.
 * @param depth numbers of a row
 */
export function multiply(
  left: usize,
  leftStride: usize,
  right: usize,
  out: usize,
  outStride: usize,
  rows: i32,
  depth: i32,
  panels: i32,
): void {
  const size = <usize>depth * step
  for (let panel = 0; panel < panels; panel++) {
    const end = right + size
    let first = left
    let place = out
    let row = 0
    for (; row + 3 <= rows; row += 3) {
      let a0 = v128.load(place)
      let a1 = v128.load(place, 16)
      let a2 = v128.load(place, 32)
      const middle = place + outStride
      let b0 = v128.load(middle)
      let b1 = v128.load(middle, 16)
      let b2 = v128.load(middle, 32)
      const last = middle + outStride
      let c0 = v128.load(last)
      let c1 = v128.load(last, 16)
      let c2 = v128.load(last, 32)
      let second = first + leftStride
      let third = second + leftStride
      const next = third + leftStride
      for (let column = right; column < end; column += step) {
        const y0 = v128.load(column)
        const y1 = v128.load(column, 16)
        const y2 = v128.load(column, 32)
        const a = v128.load32_splat(first)
        a0 = f32x4.add(a0, f32x4.mul(a, y0))
        a1 = f32x4.add(a1, f32x4.mul(a, y1))
        a2 = f32x4.add(a2, f32x4.mul(a, y2))
        const b = v128.load32_splat(second)
        b0 = f32x4.add(b0, f32x4.mul(b, y0))
        b1 = f32x4.add(b1, f32x4.mul(b, y1))
        b2 = f32x4.add(b2, f32x4.mul(b, y2))
        const c = v128.load32_splat(third)
        c0 = f32x4.add(c0, f32x4.mul(c, y0))
        c1 = f32x4.add(c1, f32x4.mul(c, y1))
        c2 = f32x4.add(c2, f32x4.mul(c, y2))
        first += 4
        second += 4
        third += 4
      }
      v128.store(place, a0)
      v128.store(place, a1, 16)
      v128.store(place, a2, 32)
      v128.store(middle, b0)
      v128.store(middle, b1, 16)
      v128.store(middle, b2, 32)
      v128.store(last, c0)
      v128.store(last, c1, 16)
      v128.store(last, c2, 32)
      first = next
      place = last + outStride
    }
    for (; row < rows; row++) {
      let a0 = v128.load(place)
      let a1 = v128.load(place, 16)
      let a2 = v128.load(place, 32)
      let at = first
      for (let column = right; column < end; column += step) {
        const a = v128.load32_splat(at)
        a0 = f32x4.add(a0, f32x4.mul(a, v128.load(column)))
        a1 = f32x4.add(a1, f32x4.mul(a, v128.load(column, 16)))
        a2 = f32x4.add(a2, f32x4.mul(a, v128.load(column, 32)))
        at += 4
      }
      v128.store(place, a0)
      v128.store(place, a1, 16)
      v128.store(place, a2, 32)
      first += leftStride
      place += outStride
    }
    right = end
    out += step
  }
}

/**
 * Lists the numbers above 0 of each row, in pairs: how far the row of the columns that belongs to the number is from
 * the first, in bytes, and the number. `lists` has `width` · 8 + 4 bytes for each row: how many bytes the pairs take,
 * then the pairs.
 * @param apart bytes from one row of the columns to the next
 */
export function list(rows: usize, stride: usize, count: i32, width: i32, apart: usize, lists: usize): void {
  for (let i = 0; i < count; i++) {
    const first = lists + 4
    let to = first
    let from = rows
    for (let k = 0; k < width; k++) {
      const value = load<f32>(from)
      // Written in any case and kept if it counts: a branch that nobody foresees costs more.
      store<u32>(to, <u32>k * <u32>apart)
      store<f32>(to, value, 4)
      to += (<usize>(value > 0)) << 3
      from += 4
    }
    store<u32>(lists, <u32>(to - first))
    rows += stride
    lists = first + ((<usize>width) << 3)
  }
}

/** Bytes of the 32 numbers that a broad panel has at one place. */
const broadStep: usize = 128

/**
 * As `multiply`, of rows of which little but the listed numbers is not 0, with columns in panels of 32.
 * @param width numbers of a row
 */
export function multiplyListed(
  lists: usize,
  width: i32,
  right: usize,
  out: usize,
  outStride: usize,
  rows: i32,
  panels: i32,
): void {
  for (let panel = 0; panel < panels; panel++) {
    let first = lists + 4
    let place = out
    for (let row = 0; row < rows; row++) {
      let s0 = v128.load(place)
      let s1 = v128.load(place, 16)
      let s2 = v128.load(place, 32)
      let s3 = v128.load(place, 48)
      let s4 = v128.load(place, 64)
      let s5 = v128.load(place, 80)
      let s6 = v128.load(place, 96)
      let s7 = v128.load(place, 112)
      const end = first + load<u32>(first - 4)
      for (let pair = first; pair < end; pair += 8) {
        const column = right + load<u32>(pair)
        const value = v128.load32_splat(pair, 4)
        s0 = f32x4.add(s0, f32x4.mul(value, v128.load(column)))
        s1 = f32x4.add(s1, f32x4.mul(value, v128.load(column, 16)))
        s2 = f32x4.add(s2, f32x4.mul(value, v128.load(column, 32)))
        s3 = f32x4.add(s3, f32x4.mul(value, v128.load(column, 48)))
        s4 = f32x4.add(s4, f32x4.mul(value, v128.load(column, 64)))
        s5 = f32x4.add(s5, f32x4.mul(value, v128.load(column, 80)))
        s6 = f32x4.add(s6, f32x4.mul(value, v128.load(column, 96)))
        s7 = f32x4.add(s7, f32x4.mul(value, v128.load(column, 112)))
      }
      v128.store(place, s0)
      v128.store(place, s1, 16)
      v128.store(place, s2, 32)
      v128.store(place, s3, 48)
      v128.store(place, s4, 64)
      v128.store(place, s5, 80)
      v128.store(place, s6, 96)
      v128.store(place, s7, 112)
      place += outStride
      first += ((<usize>width) << 3) + 4
    }
    right += <usize>width * broadStep
    out += broadStep
  }
}

/** Writes one row into each of `rows` rows. */
export function fill(row: usize, width: usize, out: usize, outStride: usize, rows: i32): void {
  for (let i = 0; i < rows; i++) {
    memory.copy(out, row, width)
    out += outStride
  }
}

/** Adds one row to each of `rows` rows. */
export function addRow(row: usize, width: usize, out: usize, outStride: usize, rows: i32): void {
  for (let i = 0; i < rows; i++) {
    for (let at: usize = 0; at < width; at += 16)
      v128.store(out + at, f32x4.add(v128.load(out + at), v128.load(row + at)))
    out += outStride
  }
}

/** Replaces what is below 0 by 0. */
export function rectify(place: usize, size: usize): void {
  const zero = f32x4.splat(0)
  for (const end = place + size; place < end; place += 16)
    v128.store(place, f32x4.max(v128.load(place), zero))
}

/** The mean of `rows` rows, into one. */
export function average(rows: usize, stride: usize, count: i32, width: usize, out: usize): void {
  const divisor = f32x4.splat(<f32>count)
  for (let at: usize = 0; at < width; at += 16) {
    let sum = f32x4.splat(0)
    let place = rows + at
    for (let i = 0; i < count; i++) {
      sum = f32x4.add(sum, v128.load(place))
      place += stride
    }
    v128.store(out + at, f32x4.div(sum, divisor))
  }
}

/** Each row with mean 0 and variance 1, then scaled and shifted number by number. `out` is dense. */
export function normalise(
  rows: usize,
  stride: usize,
  count: i32,
  width: usize,
  scale: usize,
  shift: usize,
  out: usize,
): void {
  const size = <f32>(width >> 2)
  for (let i = 0; i < count; i++) {
    let sum = f32x4.splat(0)
    for (let at: usize = 0; at < width; at += 16) sum = f32x4.add(sum, v128.load(rows + at))
    const mean = f32x4.splat(lanesOf(sum) / size)
    let squares = f32x4.splat(0)
    for (let at: usize = 0; at < width; at += 16) {
      const difference = f32x4.sub(v128.load(rows + at), mean)
      squares = f32x4.add(squares, f32x4.mul(difference, difference))
    }
    const factor = f32x4.splat(<f32>1 / sqrt<f32>(lanesOf(squares) / size + <f32>1e-6))
    for (let at: usize = 0; at < width; at += 16) {
      const difference = f32x4.sub(v128.load(rows + at), mean)
      const scaled = f32x4.mul(f32x4.mul(v128.load(scale + at), factor), difference)
      v128.store(out + at, f32x4.add(scaled, v128.load(shift + at)))
    }
    rows += stride
    out += width
  }
}

/**
 * Attention of the tokens of one text to each other, with one head.
 * @param queries of the first token; its keys begin `apart` bytes behind, and its values as many behind these
 * @param width bytes of a head
 * @param weights room for as many numbers as there are tokens
 */
export function attend(
  queries: usize,
  stride: usize,
  apart: usize,
  tokens: i32,
  width: usize,
  scale: f32,
  weights: usize,
  out: usize,
  outStride: usize,
): void {
  const keys = queries + apart
  const values = keys + apart
  const end = weights + ((<usize>tokens) << 2)
  for (let i = 0; i < tokens; i++) {
    let largest = -f32.MAX_VALUE
    let key = keys
    for (let weight = weights; weight < end; weight += 4) {
      let sum = f32x4.splat(0)
      for (let at: usize = 0; at < width; at += 16)
        sum = f32x4.add(sum, f32x4.mul(v128.load(queries + at), v128.load(key + at)))
      const score = lanesOf(sum) * scale
      store<f32>(weight, score)
      largest = max(largest, score)
      key += stride
    }
    let total: f32 = 0
    for (let weight = weights; weight < end; weight += 4) {
      const power = NativeMathf.exp(load<f32>(weight) - largest)
      store<f32>(weight, power)
      total += power
    }
    const divisor = f32x4.splat(total)
    for (let at: usize = 0; at < width; at += 64) {
      let s0 = f32x4.splat(0)
      let s1 = f32x4.splat(0)
      let s2 = f32x4.splat(0)
      let s3 = f32x4.splat(0)
      let value = values + at
      for (let weight = weights; weight < end; weight += 4) {
        const share = v128.load32_splat(weight)
        s0 = f32x4.add(s0, f32x4.mul(share, v128.load(value)))
        s1 = f32x4.add(s1, f32x4.mul(share, v128.load(value, 16)))
        s2 = f32x4.add(s2, f32x4.mul(share, v128.load(value, 32)))
        s3 = f32x4.add(s3, f32x4.mul(share, v128.load(value, 48)))
        value += stride
      }
      v128.store(out + at, f32x4.div(s0, divisor))
      v128.store(out + at, f32x4.div(s1, divisor), 16)
      v128.store(out + at, f32x4.div(s2, divisor), 32)
      v128.store(out + at, f32x4.div(s3, divisor), 48)
    }
    queries += stride
    out += outStride
  }
}

/** The sum of the four numbers of a vector. */
function lanesOf(vector: v128): f32 {
  return (
    f32x4.extract_lane(vector, 0) +
    f32x4.extract_lane(vector, 1) +
    (f32x4.extract_lane(vector, 2) + f32x4.extract_lane(vector, 3))
  )
}
