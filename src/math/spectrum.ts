/**
 * The discrete Fourier transform Σ z_k · exp(−2πi·jk / N) in place, N a power of two. O(N log N). Cooley and
 * Tukey 1965.
 */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length
  const { cosine, sine, reversed } = fourierTables(size)
  for (let i = 0; i < size; i++) {
    const j = reversed[i]
    if (j <= i) continue
    const re = real[i]
    real[i] = real[j]
    real[j] = re
    const im = imaginary[i]
    imaginary[i] = imaginary[j]
    imaginary[j] = im
  }
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half)
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0, turn = 0; k < half; k++, turn += stride) {
        const low = start + k
        const high = low + half
        const re = real[high] * cosine[turn] + imaginary[high] * sine[turn]
        const im = imaginary[high] * cosine[turn] - real[high] * sine[turn]
        real[high] = real[low] - re
        imaginary[high] = imaginary[low] - im
        real[low] += re
        imaginary[low] += im
      }
    }
  }
}

interface FourierTables {
  /** Of half a circle of so many places, */
  readonly cosine: Float64Array
  /** and of the same. */
  readonly sine: Float64Array
  /** Each index with its bits in reverse. */
  readonly reversed: Uint32Array
}

/** What `transform` of so many values, a power of two, turns by; kept for a few sizes. */
export function fourierTables(size: number): FourierTables {
  const known = kept.get(size)
  if (known !== undefined) return known
  const turns = Float64Array.from({ length: size / 2 }, (_, turn) => (2 * Math.PI * turn) / size)
  const reversed = new Uint32Array(size)
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1] >> 1) | (i & 1 ? size / 2 : 0)
  const tables = { cosine: turns.map(Math.cos), sine: turns.map(Math.sin), reversed }
  if (kept.size === 8) kept.clear()
  kept.set(size, tables)
  return tables
}

const kept = new Map<number, FourierTables>()

/** A period's harmonics at given places, as columns that are orthonormal under the weights. */
export interface Harmonics {
  readonly period: number
  /** Column by column, each as long as the places, already multiplied by the weights. */
  readonly columns: Float64Array
  readonly count: number
}

/** How many harmonics of a period are fitted: four, six from 60 on, and none above the highest frequency. */
export function harmonicsOf(period: number): number {
  return Math.min(period >= 60 ? 6 : 4, Math.floor(period / 2 + 1e-9))
}

/**
 * Sines and cosines of a period and of its harmonics, made orthonormal and orthogonal to the constant under the
 * weights (Gram and Schmidt, twice). Columns that depend on earlier ones, such as the sine of period 2, are left out.
 */
export function harmonics(places: Float64Array, weights: Float64Array, period: number): Harmonics {
  const size = places.length
  const basis: Float64Array[] = [new Float64Array(size).fill(1)]
  const product = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let at = 0; at < size; at++) sum += weights[at] * a[at] * b[at]
    return sum
  }
  const normed = (column: Float64Array) => {
    const length = Math.sqrt(product(column, column))
    return column.map(value => value / length)
  }
  const total = product(basis[0], basis[0])
  basis[0] = normed(basis[0])
  for (let k = 1; k <= harmonicsOf(period); k++) {
    for (const wave of [Math.cos, Math.sin]) {
      const column = places.map(place => wave((2 * Math.PI * k * place) / period))
      for (let pass = 0; pass < 2; pass++) {
        for (const other of basis) {
          const share = product(column, other)
          for (let at = 0; at < size; at++) column[at] -= share * other[at]
        }
      }
      if (product(column, column) > 1e-6 * total) basis.push(normed(column))
    }
  }
  const count = basis.length - 1
  const columns = new Float64Array(count * size)
  for (let k = 0; k < count; k++)
    for (let at = 0; at < size; at++) columns[k * size + at] = basis[k + 1][at] * weights[at]
  return { period, columns, count }
}

/** What the harmonics explain of the weighted squares of values whose weighted mean is 0. O(places · harmonics). */
export function explained({ columns, count }: Harmonics, values: Float64Array): number {
  const size = values.length
  let squares = 0
  for (let k = 0; k < count; k++) {
    let sum = 0
    for (let at = 0, place = k * size; at < size; at++, place++) sum += columns[place] * values[at]
    squares += sum * sum
  }
  return squares
}

/**
 * The logarithm of the F statistic of a period: what its harmonics explain of values (whose weighted mean is 0) over
 * what they leave, each by degree of freedom.
 * @param size how many values there are
 * @param explained of their weighted squares
 * @param square the weighted sum of squares of the values
 * @param floor the least, above 0, that counts as left: what is smaller than the noise is no rhythm
 */
export function logF(
  { count }: Harmonics,
  size: number,
  explained: number,
  square: number,
  floor: number,
): number {
  const left = Math.max(square - explained, floor)
  return Math.log(Math.max(explained, 1e-12 * floor) / count) - Math.log(left / (size - 1 - count))
}
