// AssemblyScript: `npm run kernels` compiles it to WebAssembly and writes src/math/ridge-bytes.ts.
//
// Ridge regression without some items, at two strengths at a time. A strength has a lane of its own, and in it the
// operations of the plain form in their order, so that both give the same bits. Every matrix but `centred` and
// `targets` has such a pair in each place. Every `usize` but a count is an address.

/** Bytes of a vector: two doubles. */
const lane: usize = 16

/** As `dot`: four sums side by side. */
function dot(a: usize, b: usize, length: usize): v128 {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  let third = f64x2.splat(0)
  let fourth = f64x2.splat(0)
  const end = a + length * lane
  for (; a + 3 * lane < end; a += 4 * lane) {
    first = f64x2.add(first, f64x2.mul(v128.load(a), v128.load(b)))
    second = f64x2.add(second, f64x2.mul(v128.load(a, 16), v128.load(b, 16)))
    third = f64x2.add(third, f64x2.mul(v128.load(a, 32), v128.load(b, 32)))
    fourth = f64x2.add(fourth, f64x2.mul(v128.load(a, 48), v128.load(b, 48)))
    b += 4 * lane
  }
  for (; a < end; a += lane) {
    first = f64x2.add(first, f64x2.mul(v128.load(a), v128.load(b)))
    b += lane
  }
  return f64x2.add(f64x2.add(first, second), f64x2.add(third, fourth))
}

/** As `factorInPlace`. */
function factorInPlace(matrix: usize, n: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const row = matrix + i * n * lane
    for (let j: usize = 0; j < i; j++) {
      const other = matrix + j * n * lane
      const place = row + j * lane
      const left = f64x2.sub(v128.load(place), dot(row, other, j))
      v128.store(place, f64x2.div(left, v128.load(other + j * lane)))
    }
    const place = row + i * lane
    const pivot = f64x2.sub(v128.load(place), dot(row, row, i))
    // All bits set are a NaN.
    const refused = v128.not(f64x2.gt(pivot, f64x2.splat(0)))
    v128.store(place, v128.or(f64x2.sqrt(pivot), refused))
  }
}

/** As `inverseFromFactor`; @param columns room for n × n */
function inverseFromFactor(factor: usize, n: usize, columns: usize, inverse: usize): void {
  const next = (n + 1) * lane
  for (let j: usize = 0; j < n; j++) {
    const start = columns + j * next
    const below = factor + j * next
    v128.store(start, f64x2.div(f64x2.splat(1), v128.load(below)))
    let row = below
    let diagonal = below
    for (let i: usize = 1; i < n - j; i++) {
      row += n * lane
      diagonal += next
      const sum = f64x2.neg(dot(row, start, i))
      v128.store(start + i * lane, f64x2.div(sum, v128.load(diagonal)))
    }
  }
  for (let i: usize = 0; i < n; i++) {
    const own = columns + i * next
    for (let j: usize = 0; j <= i; j++) {
      const entry = dot(own, columns + (j * n + i) * lane, n - i)
      v128.store(inverse + (i * n + j) * lane, entry)
      v128.store(inverse + (j * n + i) * lane, entry)
    }
  }
}

/** right[from] −= share · right[other], rows of so many vectors. */
function take(from: usize, other: usize, width: usize, share: v128): void {
  for (const end = from + width * lane; from < end; from += lane) {
    v128.store(from, f64x2.sub(v128.load(from), f64x2.mul(share, v128.load(other))))
    other += lane
  }
}

function divide(row: usize, width: usize, by: v128): void {
  for (const end = row + width * lane; row < end; row += lane) v128.store(row, f64x2.div(v128.load(row), by))
}

/** As `solveInPlace`. */
function solveInPlace(factor: usize, n: usize, right: usize, width: usize): void {
  const stride = width * lane
  for (let i: usize = 0; i < n; i++) {
    const row = right + i * stride
    for (let j: usize = 0; j < i; j++)
      take(row, right + j * stride, width, v128.load(factor + (i * n + j) * lane))
    divide(row, width, v128.load(factor + (i * n + i) * lane))
  }
  for (let i: usize = n; i-- > 0; ) {
    const row = right + i * stride
    divide(row, width, v128.load(factor + (i * n + i) * lane))
    for (let j: usize = 0; j < i; j++)
      take(right + j * stride, row, width, v128.load(factor + (i * n + j) * lane))
  }
}

/**
 * What `leaveOutRidge` makes of all items: the precision without the direction of the constant, and its product with
 * the targets.
 * @param centred n × n doubles; @param constant what is added to each of them
 * @param strengths two, and behind them two shifts
 * @param targets n × width doubles
 * @param factor room for n × n; so @param columns
 */
export function prepare(
  n: usize,
  width: usize,
  centred: usize,
  constant: f64,
  strengths: usize,
  targets: usize,
  factor: usize,
  columns: usize,
  precision: usize,
  weighted: usize,
): void {
  const size = n * n
  for (let at: usize = 0; at < size; at++)
    v128.store(factor + at * lane, f64x2.splat(load<f64>(centred + (at << 3)) + constant))
  for (let i: usize = 0; i < n; i++) {
    const place = factor + i * (n + 1) * lane
    v128.store(place, f64x2.add(v128.load(place), v128.load(strengths)))
  }
  factorInPlace(factor, n)
  inverseFromFactor(factor, n, columns, precision)
  const shift = v128.load(strengths, 16)
  for (let at: usize = 0; at < size; at++)
    v128.store(precision + at * lane, f64x2.sub(v128.load(precision + at * lane), shift))
  memory.fill(weighted, 0, n * width * lane)
  let share = precision
  for (let i: usize = 0; i < n; i++) {
    const row = weighted + i * width * lane
    let target = targets
    for (let j: usize = 0; j < n; j++) {
      const own = v128.load(share)
      for (let place = row; place < row + width * lane; place += lane) {
        v128.store(place, f64x2.add(v128.load(place), f64x2.mul(own, v128.load64_splat(target))))
        target += 8
      }
      share += lane
    }
  }
}

/**
 * The errors for sets of items that are left out, one set behind the other, items × width.
 * @param items the numbers of all, one set behind the other; @param ends where each set ends among them
 * @param block room for as many vectors as the square of the largest set
 */
export function leaveOutSets(
  n: usize,
  width: usize,
  precision: usize,
  weighted: usize,
  items: usize,
  ends: usize,
  sets: usize,
  block: usize,
  errors: usize,
): void {
  let start: usize = 0
  for (let set: usize = 0; set < sets; set++) {
    const end = <usize>load<u32>(ends + (set << 2))
    const size = end - start
    leaveOut(n, width, precision, weighted, items + (start << 2), size, block, errors + start * width * lane)
    start = end
  }
}

/** The errors for one of them. */
function leaveOut(
  n: usize,
  width: usize,
  precision: usize,
  weighted: usize,
  items: usize,
  size: usize,
  block: usize,
  errors: usize,
): void {
  for (let i: usize = 0; i < size; i++) {
    const item = <usize>load<u32>(items + (i << 2))
    const row = precision + item * n * lane
    for (let j: usize = 0; j <= i; j++) {
      const other = <usize>load<u32>(items + (j << 2))
      v128.store(block + (i * size + j) * lane, v128.load(row + other * lane))
    }
    memory.copy(errors + i * width * lane, weighted + item * width * lane, width * lane)
  }
  factorInPlace(block, size)
  solveInPlace(block, size, errors, width)
}
