/** A figure in a sentence: four digits, small ones with a power of ten. */
export function shown(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && size < 1e-3) return value.toExponential(1)
  return Number(value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 6 })
}

/** A cosine in a sentence; one below 1 is not rounded up to it. */
export function shownCosine(value: number): string {
  return (Math.trunc(value * 1e6) / 1e6).toFixed(6)
}

/** A part of 1 in a sentence. */
export function percent(part: number): string {
  return `${shown(100 * part)} %`
}
