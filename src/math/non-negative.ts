/**
 * The coefficients ≥ 0 that bring `columns` · x nearest to `target` (least squares). Lawson and Hanson 1974,
 * by the normal equations: `products` is the k × k matrix of the columns' inner products, `onTarget` their inner
 * products with the target. O(k³) for each column that enters; k of a dozen or two.
 */
export function nonNegative(products: Float64Array, onTarget: ArrayLike<number>): Float64Array {
  const k = onTarget.length
  const x = new Float64Array(k)
  const active: number[] = []
  const dependent = new Set<number>()
  const gradient = (column: number) => {
    let value = onTarget[column]
    for (const other of active) value -= products[column * k + other] * x[other]
    return value
  }
  const scale = Math.max(...Array.from(onTarget, Math.abs))
  for (let step = 0; step < 3 * k; step++) {
    let next = -1
    let steepest = 1e-10 * scale
    for (let column = 0; column < k; column++) {
      if (active.includes(column) || dependent.has(column)) continue
      const slope = gradient(column) / Math.sqrt(products[column * k + column])
      if (slope > steepest) {
        steepest = slope
        next = column
      }
    }
    if (next < 0) break
    active.push(next)
    for (;;) {
      const solved = solve(products, onTarget, active, k)
      if (solved === null) {
        dependent.add(active.pop() as number)
        break
      }
      let share = 1
      active.forEach((column, at) => {
        if (solved[at] <= 0) share = Math.min(share, x[column] / (x[column] - solved[at]))
      })
      active.forEach((column, at) => {
        x[column] += share * (solved[at] - x[column])
      })
      if (share === 1) break
      const left = active.filter(column => x[column] > 1e-12)
      for (const column of active) if (!left.includes(column)) x[column] = 0
      active.splice(0, active.length, ...left)
      if (active.length === 0) break
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
