/** A number as the page writes it: with a true minus, and none for what rounds to 0; a dash for none. */
export function number(value: number | null, digits = 2): string {
  if (value === null || Number.isNaN(value)) return '–'
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text
}

/** An interval: 0.70–0.77. */
export function interval(ends: readonly [number, number] | null, digits = 2): string {
  if (ends === null) return ''
  const [low, high] = ends.map(end => number(end, digits))
  return low.startsWith('−') || high.startsWith('−') ? `${low} … ${high}` : `${low}–${high}`
}
