// A dense layer of whose numbers only those above 0 count. Most are below 0, and finding these takes less than computing
// them: each number is first estimated from whole numbers of 16 bits, of which an instruction takes twice as many as of
// floats. A number whose estimate is so far below 0 that rounding cannot have hidden a number above 0 is left out as 0.
// All others are computed as `multiply` computes them, to the last bit. So no result depends on the estimates.
//
// Rows stand in fours, “quads”: the four first numbers of its rows, then the four second ones.
//
// Why an estimate may be trusted: let x be a row with a 1 behind it, and w a column with its bias behind it. With steps
// p and q, x = p·X + e and w = q·V + f, where X and V are whole. The sum of xw differs from that of pX·qV by the sum of
// x·f + e·(w − f), which by Cauchy and Schwarz is at most |w|·(r·|x| + (1 + r)·|e|), where r is the largest |f|/|w| of
// all columns. The sum in floats differs from that of xw by at most |x|·|w|·513·2⁻²⁴, for 512 products; `rounding` is
// twice as much, so that the roundings of the estimate and of the lengths have their place in it too. What is too large
// for an estimate is not a number there, and is computed.

/** Largest whole number of an estimate: 512 products of two stay below 2³¹. */
const largest: f32 = 2047

/** What roundings add at most, as a share of |x|·|w|. */
const rounding: f32 = 1.0 / 16384

/** Bytes of a quad's steps and slacks, before its whole numbers. */
const factSize: usize = 32

/** Bytes at which one panel's biases and lengths stand, before its whole numbers. */
const panelHead: usize = 64

/**
 * Writes rows as quads, once as floats and once as whole numbers. These stand in pairs, two of each row, behind the
 * four steps of the rows and the four slacks: what is added to an estimate, times the length of its column.
 * @param order which rows
 * @param ratio r of above
 */
export function gather(
  rows: usize,
  stride: usize,
  order: usize,
  quads: i32,
  depth: i32,
  ratio: f32,
  floats: usize,
  wholes: usize,
): void {
  const width = (<usize>depth) << 2
  for (let quad = 0; quad < quads; quad++) {
    for (let lane: usize = 0; lane < 16; lane += 4) {
      const row = rows + <usize>load<u32>(order + lane) * stride
      let highest = f32x4.splat(1e-30)
      let squares = f32x4.splat(0)
      for (let at: usize = 0; at < width; at += 16) {
        const numbers = v128.load(row + at)
        highest = f32x4.max(highest, f32x4.abs(numbers))
        squares = f32x4.add(squares, f32x4.mul(numbers, numbers))
        const to = floats + lane + (at << 2)
        v128.store32_lane(to, numbers, 0)
        v128.store32_lane(to, numbers, 1, 16)
        v128.store32_lane(to, numbers, 2, 32)
        v128.store32_lane(to, numbers, 3, 48)
      }
      const step = highestOf(highest) / largest
      const steps = f32x4.splat(step)
      let rests = f32x4.splat(0)
      for (let at: usize = 0; at < width; at += 16) {
        const numbers = v128.load(row + at)
        const whole = f32x4.nearest(f32x4.div(numbers, steps))
        const rest = f32x4.sub(numbers, f32x4.mul(whole, steps))
        rests = f32x4.add(rests, f32x4.mul(rest, rest))
        const pairs = i32x4.trunc_sat_f32x4_s(whole)
        const narrow = i16x8.narrow_i32x4_s(pairs, pairs)
        const to = wholes + factSize + lane + (at << 1)
        v128.store32_lane(to, narrow, 0)
        v128.store32_lane(to, narrow, 1, 16)
      }
      const length = sqrt<f32>(lanesOf(squares) + 1)
      store<f32>(wholes + lane, step)
      store<f32>(
        wholes + lane,
        ratio * length + (1 + ratio) * sqrt<f32>(lanesOf(rests)) + rounding * length,
        16,
      )
    }
    order += 16
    floats += width << 2
    wholes += factSize + (width << 1)
  }
}

/**
 * Lists for each quad the columns whose number may be above 0 in one of its rows: how many, then their places.
 * @param step of the columns
 * @param panels of eight columns: their biases, their lengths, then their whole numbers in pairs
 * @param listSize bytes of a list
 */
export function screen(
  wholes: usize,
  quads: i32,
  depth: i32,
  step: f32,
  panels: usize,
  columns: i32,
  lists: usize,
  listSize: usize,
): void {
  const size = (<usize>depth) << 4
  const stride = factSize + ((<usize>depth) << 3)
  for (let i = 0, list = lists; i < quads; i++, list += listSize) store<u32>(list, 0)
  for (let column = 0; column < columns; column += 8) {
    const first = panels + panelHead
    const end = first + size
    let quad = wholes
    let list = lists
    for (let i = 0; i < quads; i++) {
      let a0 = i32x4.splat(0)
      let a1 = i32x4.splat(0)
      let b0 = i32x4.splat(0)
      let b1 = i32x4.splat(0)
      let c0 = i32x4.splat(0)
      let c1 = i32x4.splat(0)
      let d0 = i32x4.splat(0)
      let d1 = i32x4.splat(0)
      let place = quad + factSize
      for (let at = first; at < end; at += 32) {
        const y0 = v128.load(at)
        const y1 = v128.load(at, 16)
        const a = v128.load32_splat(place)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, y0))
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, y1))
        const b = v128.load32_splat(place, 4)
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(b, y0))
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(b, y1))
        const c = v128.load32_splat(place, 8)
        c0 = i32x4.add(c0, i32x4.dot_i16x8_s(c, y0))
        c1 = i32x4.add(c1, i32x4.dot_i16x8_s(c, y1))
        const d = v128.load32_splat(place, 12)
        d0 = i32x4.add(d0, i32x4.dot_i16x8_s(d, y0))
        d1 = i32x4.add(d1, i32x4.dot_i16x8_s(d, y1))
        place += 16
      }
      const surely0 = v128.and(
        v128.and(isBelow(a0, quad, 0, step, panels), isBelow(b0, quad, 4, step, panels)),
        v128.and(isBelow(c0, quad, 8, step, panels), isBelow(d0, quad, 12, step, panels)),
      )
      const surely1 = v128.and(
        v128.and(isBelow(a1, quad, 0, step, panels + 16), isBelow(b1, quad, 4, step, panels + 16)),
        v128.and(isBelow(c1, quad, 8, step, panels + 16), isBelow(d1, quad, 12, step, panels + 16)),
      )
      let open = (i32x4.bitmask(surely0) | (i32x4.bitmask(surely1) << 4)) ^ 255
      let count = load<u32>(list)
      for (; open !== 0; open &= open - 1) {
        store<u32>(list + (count << 2), column + ctz(open), 4)
        count++
      }
      store<u32>(list, count)
      quad += stride
      list += listSize
    }
    panels = end
  }
}

/** Which of four columns have a number in one row of a quad that is surely not above 0. What is not a number is not. */
function isBelow(sums: v128, quad: usize, lane: usize, step: f32, head: usize): v128 {
  const factor = f32x4.splat(load<f32>(quad + lane) * step)
  const estimate = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sums), factor), v128.load(head))
  const slack = f32x4.mul(v128.load32_splat(quad + lane, 16), v128.load(head, 32))
  return f32x4.le(f32x4.add(estimate, slack), f32x4.splat(0))
}

/**
 * Computes the listed numbers of each quad, 0 where they are below. `values` has four of a quad for each place of its
 * list, whose last eight places may be overwritten.
 * @param right the columns, each in one piece
 */
export function computeListed(
  floats: usize,
  quads: i32,
  depth: i32,
  lists: usize,
  listSize: usize,
  right: usize,
  biases: usize,
  values: usize,
  valuesSize: usize,
): void {
  const size = (<usize>depth) << 4
  const width = (<usize>depth) << 2
  const zero = f32x4.splat(0)
  for (let quad = 0; quad < quads; quad++) {
    const count = load<u32>(lists)
    let list = lists + 4
    const end = list + (count << 2)
    // Eight are computed together; the last one stands in for those that are missing.
    if (count > 0) for (let k: usize = 0; k < 28; k += 4) store<u32>(end + k, load<u32>(end - 4))
    const last = floats + size
    for (let to = values; list < end; list += 32, to += 128) {
      let s0 = v128.load32_splat(biases + ((<usize>load<u32>(list)) << 2))
      let s1 = v128.load32_splat(biases + ((<usize>load<u32>(list, 4)) << 2))
      let s2 = v128.load32_splat(biases + ((<usize>load<u32>(list, 8)) << 2))
      let s3 = v128.load32_splat(biases + ((<usize>load<u32>(list, 12)) << 2))
      let s4 = v128.load32_splat(biases + ((<usize>load<u32>(list, 16)) << 2))
      let s5 = v128.load32_splat(biases + ((<usize>load<u32>(list, 20)) << 2))
      let s6 = v128.load32_splat(biases + ((<usize>load<u32>(list, 24)) << 2))
      let s7 = v128.load32_splat(biases + ((<usize>load<u32>(list, 28)) << 2))
      let c0 = right + <usize>load<u32>(list) * width
      let c1 = right + <usize>load<u32>(list, 4) * width
      let c2 = right + <usize>load<u32>(list, 8) * width
      let c3 = right + <usize>load<u32>(list, 12) * width
      let c4 = right + <usize>load<u32>(list, 16) * width
      let c5 = right + <usize>load<u32>(list, 20) * width
      let c6 = right + <usize>load<u32>(list, 24) * width
      let c7 = right + <usize>load<u32>(list, 28) * width
      for (let place = floats; place < last; place += 32) {
        const x = v128.load(place)
        const y = v128.load(place, 16)
        s0 = plusTwo(s0, x, y, c0)
        s1 = plusTwo(s1, x, y, c1)
        s2 = plusTwo(s2, x, y, c2)
        s3 = plusTwo(s3, x, y, c3)
        s4 = plusTwo(s4, x, y, c4)
        s5 = plusTwo(s5, x, y, c5)
        s6 = plusTwo(s6, x, y, c6)
        s7 = plusTwo(s7, x, y, c7)
        c0 += 8
        c1 += 8
        c2 += 8
        c3 += 8
        c4 += 8
        c5 += 8
        c6 += 8
        c7 += 8
      }
      v128.store(to, f32x4.max(s0, zero))
      v128.store(to, f32x4.max(s1, zero), 16)
      v128.store(to, f32x4.max(s2, zero), 32)
      v128.store(to, f32x4.max(s3, zero), 48)
      v128.store(to, f32x4.max(s4, zero), 64)
      v128.store(to, f32x4.max(s5, zero), 80)
      v128.store(to, f32x4.max(s6, zero), 96)
      v128.store(to, f32x4.max(s7, zero), 112)
    }
    floats = last
    lists += listSize
    values += valuesSize
  }
}

/** Adds the products of two numbers of a column with those of four rows, one behind the other. */
function plusTwo(sum: v128, x: v128, y: v128, column: usize): v128 {
  const first = f32x4.add(sum, f32x4.mul(x, v128.load32_splat(column)))
  return f32x4.add(first, f32x4.mul(y, v128.load32_splat(column, 4)))
}

/** Writes the listed numbers of each quad into its rows, and 0 for all others. */
export function spreadListed(
  lists: usize,
  listSize: usize,
  values: usize,
  valuesSize: usize,
  quads: i32,
  order: usize,
  out: usize,
  outStride: usize,
): void {
  for (let quad = 0; quad < quads; quad++) {
    const a = out + <usize>load<u32>(order) * outStride
    const b = out + <usize>load<u32>(order, 4) * outStride
    const c = out + <usize>load<u32>(order, 8) * outStride
    const d = out + <usize>load<u32>(order, 12) * outStride
    memory.fill(a, 0, outStride)
    memory.fill(b, 0, outStride)
    memory.fill(c, 0, outStride)
    memory.fill(d, 0, outStride)
    let value = values
    let list = lists + 4
    for (const end = list + (load<u32>(lists) << 2); list < end; list += 4) {
      const at = load<u32>(list) << 2
      const four = v128.load(value)
      v128.store32_lane(a + at, four, 0)
      v128.store32_lane(b + at, four, 1)
      v128.store32_lane(c + at, four, 2)
      v128.store32_lane(d + at, four, 3)
      value += 16
    }
    order += 16
    lists += listSize
    values += valuesSize
  }
}

/**
 * As `multiply`, of the listed numbers of each quad, with columns in panels of eight. The sums stand in the rows of
 * `out` that `order` names.
 * @param depth numbers of a column
 */
export function multiplyListed(
  lists: usize,
  listSize: usize,
  values: usize,
  valuesSize: usize,
  quads: i32,
  order: usize,
  right: usize,
  depth: i32,
  panels: i32,
  out: usize,
  outStride: usize,
): void {
  const size = (<usize>depth) << 5
  for (let panel = 0; panel < panels; panel++) {
    // Read once in order, which is faster than here and there, the panel comes into a closer cache.
    for (let at = right; at < right + size; at += 64) load<u32>(at)
    let list = lists
    let from = values
    let rows = order
    for (let quad = 0; quad < quads; quad++) {
      // The same row may stand here several times: all are read before one is written.
      const a = out + <usize>load<u32>(rows) * outStride
      const b = out + <usize>load<u32>(rows, 4) * outStride
      const c = out + <usize>load<u32>(rows, 8) * outStride
      const d = out + <usize>load<u32>(rows, 12) * outStride
      let a0 = v128.load(a)
      let a1 = v128.load(a, 16)
      let b0 = v128.load(b)
      let b1 = v128.load(b, 16)
      let c0 = v128.load(c)
      let c1 = v128.load(c, 16)
      let d0 = v128.load(d)
      let d1 = v128.load(d, 16)
      let value = from
      let place = list + 4
      for (const end = place + (load<u32>(list) << 2); place < end; place += 4) {
        const column = right + ((<usize>load<u32>(place)) << 5)
        const y0 = v128.load(column)
        const y1 = v128.load(column, 16)
        const av = v128.load32_splat(value)
        a0 = f32x4.add(a0, f32x4.mul(av, y0))
        a1 = f32x4.add(a1, f32x4.mul(av, y1))
        const bv = v128.load32_splat(value, 4)
        b0 = f32x4.add(b0, f32x4.mul(bv, y0))
        b1 = f32x4.add(b1, f32x4.mul(bv, y1))
        const cv = v128.load32_splat(value, 8)
        c0 = f32x4.add(c0, f32x4.mul(cv, y0))
        c1 = f32x4.add(c1, f32x4.mul(cv, y1))
        const dv = v128.load32_splat(value, 12)
        d0 = f32x4.add(d0, f32x4.mul(dv, y0))
        d1 = f32x4.add(d1, f32x4.mul(dv, y1))
        value += 16
      }
      v128.store(a, a0)
      v128.store(a, a1, 16)
      v128.store(b, b0)
      v128.store(b, b1, 16)
      v128.store(c, c0)
      v128.store(c, c1, 16)
      v128.store(d, d0)
      v128.store(d, d1, 16)
      list += listSize
      from += valuesSize
      rows += 16
    }
    right += (<usize>depth) << 5
    out += 32
  }
}

/** The sum of the four numbers of a vector. */
export function lanesOf(vector: v128): f32 {
  return (
    f32x4.extract_lane(vector, 0) +
    f32x4.extract_lane(vector, 1) +
    (f32x4.extract_lane(vector, 2) + f32x4.extract_lane(vector, 3))
  )
}

function highestOf(vector: v128): f32 {
  return max(
    max(f32x4.extract_lane(vector, 0), f32x4.extract_lane(vector, 1)),
    max(f32x4.extract_lane(vector, 2), f32x4.extract_lane(vector, 3)),
  )
}
