/**
 * The discrete Fourier transform Σ z_k · exp(−2πi·jk / N) in place, N a power of two. O(N log N). Cooley and
 * Tukey 1965.
 */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length
  const { cosine, sine, reversed } = tablesFor(size)
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

interface Tables {
  readonly cosine: Float64Array
  readonly sine: Float64Array
  /** Each index with its bits in reverse. */
  readonly reversed: Uint32Array
}

function tablesFor(size: number): Tables {
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

const kept = new Map<number, Tables>()
