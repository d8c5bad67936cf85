/** A smooth fall, fitted to values at places. */
export interface Trend {
  /** What is left of the values at the places, its weighted mean 0. */
  readonly residual: Float64Array
  /** What the fall comes down to far off. */
  readonly constant: number
  /** The fall at each place 0 … length − 1, without its constant; never rising, and 0 far off. */
  fall(length: number): Float64Array
}

/**
 * Gives the smooth fall, never rising, that fits values at places ≥ 0 best (least squares with weights): a
 * constant and a sum, with coefficients ≥ 0, of a straight fall to 0 at `end`, exponentials and half bells of several
 * widths. Each part is the covariance of some stationary series, hence so is the sum.
 */
export function fallingTrend(
  places: Float64Array,
  weights: Float64Array,
  end: number,
): (values: ArrayLike<number>) => Trend {
  const parts = partsTo(end)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const centred = (values: ArrayLike<number>) => {
    let sum = 0
    for (let at = 0; at < values.length; at++) sum += weights[at] * values[at]
    const mean = sum / total
    const apart = new Float64Array(values.length)
    for (let at = 0; at < values.length; at++) apart[at] = values[at] - mean
    return apart
  }
  const columns = parts.map(part => centred(places.map(part)))
  const weighted = columns.map(column => column.map((value, at) => value * weights[at]))
  const k = columns.length
  const products = new Float64Array(k * k)
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) products[i * k + j] = inner(columns[i], weighted[j])
  return values => {
    const residual = centred(values)
    const onTarget = new Float64Array(k)
    for (let i = 0; i < k; i++) onTarget[i] = inner(weighted[i], residual)
    const coefficients = nonNegative(products, onTarget)
    for (let i = 0; i < k; i++) {
      const share = coefficients[i]
      if (share === 0) continue
      const column = columns[i]
      for (let at = 0; at < residual.length; at++) residual[at] -= share * column[at]
    }
    const fallAt = (place: number) =>
      parts.reduce((sum, part, i) => sum + (coefficients[i] === 0 ? 0 : coefficients[i] * part(place)), 0)
    return {
      residual,
      constant: values[0] - residual[0] - fallAt(places[0]),
      fall: length => Float64Array.from({ length }, (_, place) => fallAt(place)),
    }
  }
}

/** From one place wide to `end`: exponentials that double their width, half bells, which mix less well, in steps of √2. */
function partsTo(end: number): ((place: number) => number)[] {
  const parts = [(place: number) => Math.max(0, 1 - place / end)]
  for (let step = 0; 2 ** (step / 2) < end; step++) {
    const width = 2 ** (step / 2)
    if (step % 2 === 0) parts.push(place => Math.exp(-place / width))
    if (step > 1) parts.push(place => Math.exp(-((place / width) ** 2) / 2))
  }
  return parts
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}

/**
 * The coefficients ≥ 0 that bring `columns` · x nearest to `target` (least squares). Lawson and Hanson 1974,
 * by the normal equations: `products` is the k × k matrix of the columns' inner products, `onTarget` their inner
 * products with the target. O(k³) for each column that enters; k of a dozen or two.
 */
export function nonNegative(products: Float64Array, onTarget: ArrayLike<number>): Float64Array {
  const k = onTarget.length
  const x = new Float64Array(k)
  const active: number[] = []
  /** 1 for a column that is active, or as good as dependent on those that were. */
  const isOut = new Uint8Array(k)
  let scale = 0
  for (let column = 0; column < k; column++) scale = Math.max(scale, Math.abs(onTarget[column]))
  for (let step = 0; step < 3 * k; step++) {
    let next = -1
    let steepest = 1e-10 * scale
    for (let column = 0; column < k; column++) {
      if (isOut[column] === 1) continue
      let gradient = onTarget[column]
      for (let at = 0; at < active.length; at++) gradient -= products[column * k + active[at]] * x[active[at]]
      const slope = gradient / Math.sqrt(products[column * k + column])
      if (slope > steepest) {
        steepest = slope
        next = column
      }
    }
    if (next < 0) break
    active.push(next)
    isOut[next] = 1
    for (;;) {
      const solved = solve(products, onTarget, active, k)
      if (solved === null) {
        active.pop()
        break
      }
      let share = 1
      for (let at = 0; at < active.length; at++) {
        const old = x[active[at]]
        if (solved[at] <= 0) share = Math.min(share, old / (old - solved[at]))
      }
      for (let at = 0; at < active.length; at++) x[active[at]] += share * (solved[at] - x[active[at]])
      if (share === 1) break
      let left = 0
      for (const column of active) {
        if (x[column] > 1e-12) active[left++] = column
        else x[column] = isOut[column] = 0
      }
      active.length = left
      if (left === 0) break
    }
  }
  return x
}

/** Least squares on the active columns, by Cholesky's factors; null where they are as good as dependent. */
function solve(
  products: Float64Array,
  onTarget: ArrayLike<number>,
  active: readonly number[],
  k: number,
): Float64Array | null {
  const size = active.length
  const factor = new Float64Array(size * size)
  const y = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = products[active[i] * k + active[j]]
      for (let m = 0; m < j; m++) sum -= factor[i * size + m] * factor[j * size + m]
      if (j < i) factor[i * size + j] = sum / factor[j * size + j]
      else if (sum <= 1e-11 * products[active[i] * k + active[i]]) return null
      else factor[i * size + i] = Math.sqrt(sum)
    }
    let sum = onTarget[active[i]]
    for (let m = 0; m < i; m++) sum -= factor[i * size + m] * y[m]
    y[i] = sum / factor[i * size + i]
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let m = i + 1; m < size; m++) y[i] -= factor[m * size + i] * y[m]
    y[i] /= factor[i * size + i]
  }
  return y
}
