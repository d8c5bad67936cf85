// AssemblyScript: `npm run kernels` compiles it to WebAssembly and writes src/models/adapters/use-lite-bytes.ts.
//
// All numbers are floats of 32 bits, all addresses and strides count bytes, and rows are a multiple of four numbers
// wide. Every sum is taken in one order whatever stands beside it, and without fused operations, so that a row's
// result depends on that row alone, to the last bit, and is the same on every machine.

import { lanesOf } from './rectified'

export { computeListed, gather, multiplyListed, screen, spreadListed } from './rectified'

/** Bytes of the twelve numbers that a panel has at one place. */
const step: usize = 48

/**
 * Adds the products of `rows` rows with packed columns to what stands in `out`. The columns stand in panels of
 * twelve, one panel behind the other: its twelve numbers of the first place, then those of the second.
 * @param rows a multiple of three
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
    for (let row = 0; row < rows; row += 3) {
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
    right = end
    out += step
  }
}

/** Writes one row into each of `rows` rows. */
export function fill(row: usize, width: usize, out: usize, outStride: usize, rows: i32): void {
  for (let i = 0; i < rows; i++) {
    memory.copy(out, row, width)
    out += outStride
  }
}

/** Copies the rows that `order` names, one behind the other. */
export function copyRows(rows: usize, stride: usize, order: usize, count: i32, out: usize): void {
  for (let i = 0; i < count; i++) {
    memory.copy(out, rows + <usize>load<u32>(order) * stride, stride)
    order += 4
    out += stride
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
 * @param weights room for as many numbers as there are tokens, and three more
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
    // Four at once, for the numbers of one sum wait for each other; what stands behind the last token is not used.
    for (let weight = weights; weight < end; weight += 16) {
      let s0 = f32x4.splat(0)
      let s1 = f32x4.splat(0)
      let s2 = f32x4.splat(0)
      let s3 = f32x4.splat(0)
      const second = key + stride
      const third = second + stride
      const fourth = third + stride
      for (let at: usize = 0; at < width; at += 16) {
        const query = v128.load(queries + at)
        s0 = f32x4.add(s0, f32x4.mul(query, v128.load(key + at)))
        s1 = f32x4.add(s1, f32x4.mul(query, v128.load(second + at)))
        s2 = f32x4.add(s2, f32x4.mul(query, v128.load(third + at)))
        s3 = f32x4.add(s3, f32x4.mul(query, v128.load(fourth + at)))
      }
      store<f32>(weight, lanesOf(s0) * scale)
      store<f32>(weight, lanesOf(s1) * scale, 4)
      store<f32>(weight, lanesOf(s2) * scale, 8)
      store<f32>(weight, lanesOf(s3) * scale, 12)
      key = fourth + stride
    }
    for (let weight = weights; weight < end; weight += 4) largest = max(largest, load<f32>(weight))
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
