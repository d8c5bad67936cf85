/** A vector as bytes: float32, little-endian. */
export function vectorBytes(vector: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(vector.length * 4))
  for (let k = 0; k < vector.length; k++) view.setFloat32(k * 4, vector[k], true)
  return new Uint8Array(view.buffer)
}

/**
 * The vector that `vectorBytes` wrote; undefined when the bytes cannot be one: of so many dimensions (null: of any
 * number), finite, not of zeros alone.
 */
export function vectorOf(bytes: Uint8Array, dimensions: number | null): Float32Array | undefined {
  const length = dimensions ?? Math.floor(bytes.length / 4)
  if (length === 0 || bytes.length !== length * 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const vector = new Float32Array(length)
  let isZero = true
  for (let k = 0; k < length; k++) {
    const value = view.getFloat32(k * 4, true)
    if (!Number.isFinite(value)) return undefined
    isZero &&= value === 0
    vector[k] = value
  }
  return isZero ? undefined : vector
}

/** Scores as bytes: float64, little-endian. */
export function scoreBytes(scores: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(scores.length * 8))
  for (let k = 0; k < scores.length; k++) view.setFloat64(k * 8, scores[k], true)
  return new Uint8Array(view.buffer)
}

/** The scores that `scoreBytes` wrote; undefined when the bytes cannot be so many, all of them finite. */
export function scoresOf(bytes: Uint8Array, count: number): Float64Array | undefined {
  if (bytes.length !== count * 8) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const scores = Float64Array.from({ length: count }, (_, k) => view.getFloat64(k * 8, true))
  return scores.every(Number.isFinite) ? scores : undefined
}
