/**
 * The natural logarithm of a normal number above 0, within one unit in the last place, by the steps of fdlibm (Sun
 * 1993). Math.log may differ in its last bit from one machine to another; this does not, and a kernel can repeat it.
 */
export function logarithm(x: number): number {
  words.double[0] = x
  const high = words.whole[1]
  const fraction = high & 0xfffff
  const above = (fraction + 0x95f64) & 0x100000
  const exponent = (high >> 20) - 1023 + (above >> 20)
  words.whole[1] = fraction | (above ^ 0x3ff00000)
  const f = words.double[0] - 1
  const lead = exponent * 0.6931471803691238
  const rest = exponent * 1.9082149292705877e-10
  if (((2 + fraction) & 0xfffff) < 3) {
    if (f === 0) return lead + rest
    return lead - (f * f * (0.5 - 0.3333333333333333 * f) - rest - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const even =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const series = even + odd
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const square = 0.5 * f * f
    return lead - (square - (s * (square + series) + rest) - f)
  }
  return lead - (s * (f - series) - rest - f)
}

/** A double and its two words, the low one first. */
const words = doubleAndWords()

function doubleAndWords() {
  const double = new Float64Array(1)
  return { double, whole: new Int32Array(double.buffer) }
}
