// AssemblyScript: `npm run kernels` compiles it to WebAssembly and writes src/math/spectrum-bytes.ts.
//
// What the test of rhythm asks of many curves: two series, or eight curves, at a time. Each has a lane of its own, and
// in it the operations of the plain form in their order, so that both give the same bits. Every `usize` but a count is
// an address.

/** Bytes of a vector: two doubles. */
const lane: usize = 16

/** As `transform`, of two series. */
function transform(
  size: usize,
  real: usize,
  imaginary: usize,
  cosine: usize,
  sine: usize,
  reversed: usize,
): void {
  for (let i: usize = 0; i < size; i++) {
    const j = <usize>load<u32>(reversed + (i << 2))
    if (j <= i) continue
    const re = v128.load(real + i * lane)
    v128.store(real + i * lane, v128.load(real + j * lane))
    v128.store(real + j * lane, re)
    const im = v128.load(imaginary + i * lane)
    v128.store(imaginary + i * lane, v128.load(imaginary + j * lane))
    v128.store(imaginary + j * lane, im)
  }
  const far = imaginary - real
  const end = real + size * lane
  // The first turn is by nothing: it needs no product.
  for (let low = real; size > 1 && low < end; low += 2 * lane) {
    const re = v128.load(low, 16)
    v128.store(low, f64x2.sub(v128.load(low), re), 16)
    v128.store(low, f64x2.add(v128.load(low), re))
    const im = v128.load(low + far, 16)
    v128.store(low + far, f64x2.sub(v128.load(low + far), im), 16)
    v128.store(low + far, f64x2.add(v128.load(low + far), im))
  }
  for (let half: usize = 2; half < size; half *= 2) {
    const stride = (size / (2 * half)) << 3
    const apart = half * lane
    for (let start = real; start < end; start += 2 * apart) {
      let turn: usize = 0
      for (let low = start; low < start + apart; low += lane) {
        const high = low + apart
        const cos = v128.load64_splat(cosine + turn)
        const sin = v128.load64_splat(sine + turn)
        const x = v128.load(high)
        const y = v128.load(high + far)
        const re = f64x2.add(f64x2.mul(x, cos), f64x2.mul(y, sin))
        const im = f64x2.sub(f64x2.mul(y, cos), f64x2.mul(x, sin))
        const lowRe = v128.load(low)
        const lowIm = v128.load(low + far)
        v128.store(high, f64x2.sub(lowRe, re))
        v128.store(high + far, f64x2.sub(lowIm, im))
        v128.store(low, f64x2.add(lowRe, re))
        v128.store(low + far, f64x2.add(lowIm, im))
        turn += stride
      }
    }
  }
}

/** As the source of `seededRandom`, twice a number less 1. @param state its words and its counter */
function fromMiddle(state: usize): f64 {
  const b = load<i32>(state, 4)
  const c = load<i32>(state, 8)
  const counter = load<i32>(state, 12)
  const sum = load<i32>(state) + b + counter
  store<i32>(state, counter + 1, 12)
  store<i32>(state, b ^ (b >>> 9))
  store<i32>(state, c + (c << 3), 4)
  store<i32>(state, rotl(c, 21) + sum, 8)
  return 2 * (<f64>(<u32>sum) / 4294967296) - 1
}

/** As `drawPoints` of plain JavaScript; `start`, `stride` and `apart` in bytes. */
export function drawPoints(state: usize, start: usize, stride: usize, apart: usize, count: usize): void {
  for (const end = start + count * stride; start < end; start += stride) {
    let x: f64
    let y: f64
    let square: f64
    do {
      x = fromMiddle(state)
      y = fromMiddle(state)
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    store<f64>(start, x)
    store<f64>(start + apart, y)
  }
}

/** As `logarithm`, of one number. */
function logarithm(x: f64): f64 {
  const bits = reinterpret<i64>(x)
  const high = bits >> 32
  const fraction = high & 0xfffff
  const above = (fraction + 0x95f64) & 0x100000
  const exponent = <f64>((high >> 20) - 1023 + (above >> 20))
  const f = reinterpret<f64>((bits & 0xffffffff) | ((fraction | (above ^ 0x3ff00000)) << 32)) - 1
  const lead = exponent * 0.6931471803691238
  const rest = exponent * 1.9082149292705877e-10
  if (((2 + fraction) & 0xfffff) < 3) {
    if (f === 0) return lead + rest
    return lead - (f * f * (0.5 - 0.3333333333333333 * f) - rest - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const even =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const series = even + odd
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const square = 0.5 * f * f
    return lead - (square - (s * (square + series) + rest) - f)
  }
  return lead - (s * (f - series) - rest - f)
}

/** As `logarithm`, of two numbers. */
function logarithms(x: v128): v128 {
  const high = i64x2.shr_s(x, 32)
  const fraction = v128.and(high, i64x2.splat(0xfffff))
  const near = v128.and(i64x2.add(fraction, i64x2.splat(2)), i64x2.splat(0xfffff))
  // Close to a power of two another series is taken, which is rare.
  if (v128.any_true(i64x2.lt_s(near, i64x2.splat(3))))
    return f64x2(logarithm(f64x2.extract_lane(x, 0)), logarithm(f64x2.extract_lane(x, 1)))
  const above = v128.and(i64x2.add(fraction, i64x2.splat(0x95f64)), i64x2.splat(0x100000))
  const power = i64x2.add(i64x2.sub(i64x2.shr_s(high, 20), i64x2.splat(1023)), i64x2.shr_s(above, 20))
  // A whole number behind the digits of 1.5 · 2^52 is that number more.
  const whole = f64x2.splat(6755399441055744)
  const exponent = f64x2.sub(i64x2.add(power, whole), whole)
  const top = v128.or(fraction, v128.xor(above, i64x2.splat(0x3ff00000)))
  const scaled = v128.or(v128.and(x, i64x2.splat(0xffffffff)), i64x2.shl(top, 32))
  const f = f64x2.sub(scaled, f64x2.splat(1))
  const lead = f64x2.mul(exponent, f64x2.splat(0.6931471803691238))
  const rest = f64x2.mul(exponent, f64x2.splat(1.9082149292705877e-10))
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f))
  const z = f64x2.mul(s, s)
  const w = f64x2.mul(z, z)
  let odd = f64x2.mul(w, f64x2.splat(0.15313837699209373))
  odd = f64x2.mul(w, f64x2.add(f64x2.splat(0.22222198432149784), odd))
  odd = f64x2.mul(w, f64x2.add(f64x2.splat(0.3999999999940942), odd))
  let even = f64x2.mul(w, f64x2.splat(0.14798198605116586))
  even = f64x2.mul(w, f64x2.add(f64x2.splat(0.1818357216161805), even))
  even = f64x2.mul(w, f64x2.add(f64x2.splat(0.2857142874366239), even))
  even = f64x2.mul(z, f64x2.add(f64x2.splat(0.6666666666666735), even))
  const series = f64x2.add(even, odd)
  const square = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f)
  const middle = f64x2.sub(square, f64x2.add(f64x2.mul(s, f64x2.add(square, series)), rest))
  const outer = f64x2.sub(f64x2.mul(s, f64x2.sub(f, series)), rest)
  const isMiddle = i64x2.gt_s(
    v128.or(i64x2.sub(fraction, i64x2.splat(0x6147a)), i64x2.sub(i64x2.splat(0x6b851), fraction)),
    i64x2.splat(0),
  )
  return f64x2.sub(lead, f64x2.sub(v128.bitselect(middle, outer, isMiddle), f))
}

/**
 * As `autocorrelations` of plain JavaScript: the transform of the power of some series on a circle, of which each two
 * are the real and the imaginary part of one.
 * @param size of the circle; @param n places of it that count
 * @param points for each four series, place by place: x of the first two and of the other two, then y
 * @param real room for `size` vectors; so @param imaginary, and @param power for doubles
 */
export function autocorrelate(
  size: usize,
  n: usize,
  dimensions: usize,
  amplitude: usize,
  points: usize,
  cosine: usize,
  sine: usize,
  reversed: usize,
  real: usize,
  imaginary: usize,
  power: usize,
): void {
  memory.fill(power, 0, size << 3)
  for (let drawn: usize = 0; drawn < dimensions; drawn += 4) {
    for (let at: usize = 0; at < size; at++) {
      const x = v128.load(points)
      const y = v128.load(points, 16)
      points += 2 * lane
      const square = f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y))
      const spread = f64x2.div(f64x2.mul(f64x2.splat(-2), logarithms(square)), square)
      const radius = f64x2.mul(v128.load64_splat(amplitude + (at << 3)), f64x2.sqrt(spread))
      v128.store(real + at * lane, f64x2.mul(radius, x))
      v128.store(imaginary + at * lane, f64x2.mul(radius, y))
    }
    transform(size, real, imaginary, cosine, sine, reversed)
    memory.fill(real + n * lane, 0, (size - n) * lane)
    memory.fill(imaginary + n * lane, 0, (size - n) * lane)
    // An odd one is alone.
    const kept = i64x2(drawn + 1 < dimensions ? -1 : 0, drawn + 3 < dimensions ? -1 : 0)
    for (let at: usize = 0; at < n; at++)
      v128.store(imaginary + at * lane, v128.and(v128.load(imaginary + at * lane), kept))
    transform(size, real, imaginary, cosine, sine, reversed)
    const hasSecond = drawn + 2 < dimensions
    for (let at: usize = 0; at < size; at++) {
      const x = v128.load(real + at * lane)
      const y = v128.load(imaginary + at * lane)
      const squares = f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y))
      const place = power + (at << 3)
      const sum = load<f64>(place) + f64x2.extract_lane(squares, 0)
      store<f64>(place, hasSecond ? sum + f64x2.extract_lane(squares, 1) : sum)
    }
  }
  for (let at: usize = 0; at < size; at++) v128.store(real + at * lane, v128.load64_splat(power + (at << 3)))
  memory.fill(imaginary, 0, size * lane)
  transform(size, real, imaginary, cosine, sine, reversed)
  for (let at: usize = 0; at < size; at++) store<f64>(power + (at << 3), load<f64>(real + at * lane))
}

/**
 * What columns explain of curves: the sum of the squares of their products with each. As `explained`.
 * @param columns count × size doubles
 * @param curves for each eight of them, place by place, four vectors; @param out four vectors for each eight
 */
export function explain(
  size: usize,
  count: usize,
  columns: usize,
  eights: usize,
  curves: usize,
  out: usize,
): void {
  for (let eight: usize = 0; eight < eights; eight++) {
    let first = f64x2.splat(0)
    let second = f64x2.splat(0)
    let third = f64x2.splat(0)
    let fourth = f64x2.splat(0)
    const end = curves + size * 4 * lane
    let column = columns
    for (let k: usize = 0; k < count; k++) {
      let a = f64x2.splat(0)
      let b = f64x2.splat(0)
      let c = f64x2.splat(0)
      let d = f64x2.splat(0)
      for (let place = curves; place < end; place += 4 * lane) {
        const own = v128.load64_splat(column)
        a = f64x2.add(a, f64x2.mul(own, v128.load(place)))
        b = f64x2.add(b, f64x2.mul(own, v128.load(place, 16)))
        c = f64x2.add(c, f64x2.mul(own, v128.load(place, 32)))
        d = f64x2.add(d, f64x2.mul(own, v128.load(place, 48)))
        column += 8
      }
      first = f64x2.add(first, f64x2.mul(a, a))
      second = f64x2.add(second, f64x2.mul(b, b))
      third = f64x2.add(third, f64x2.mul(c, c))
      fourth = f64x2.add(fourth, f64x2.mul(d, d))
    }
    v128.store(out, first)
    v128.store(out, second, 16)
    v128.store(out, third, 32)
    v128.store(out, fourth, 48)
    out += 4 * lane
    curves = end
  }
}
