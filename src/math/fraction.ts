/** An exact number: reduced, the denominator above 0. What is compared for equality must not be rounded. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The fraction of two whole numbers, the second not 0. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  const divisor = greatestDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

/** A decimal such as `12`, `0.5` or `1.5e-3`, without marks between thousands. Cost grows with the exponent. */
export function fractionOf(decimal: string): Fraction {
  const [, whole, decimals = '', exponent = '0'] = /^(-?\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(decimal)!
  const places = Number(exponent) - decimals.length
  const digits = BigInt(whole + decimals)
  return places < 0 ? fraction(digits, 10n ** BigInt(-places)) : fraction(digits * 10n ** BigInt(places))
}

export function sum(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function product(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function negative({ numerator, denominator }: Fraction): Fraction {
  return { numerator: -numerator, denominator }
}

/** Below 0, 0 or above it, as `a` is below, equal to or above `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** `3`, `-1/2`: equal for equal numbers, and for no others. */
export function writtenFraction({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

/** As a double, to some 15 digits; infinite above 10³⁰⁸, 0 below 10⁻³⁰⁸. */
export function numberOf({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator)
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (right !== 0n) [left, right] = [right, left % right]
  return left === 0n ? 1n : left
}
