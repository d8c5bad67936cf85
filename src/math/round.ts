/** `value` rounded to a number of significant decimal digits (1 to 21). */
export function roundSignificant(value: number, digits: number): number {
  return value === 0 || !Number.isFinite(value) ? value : Number(value.toPrecision(digits))
}
