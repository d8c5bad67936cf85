import type { Random } from '../base/random.ts'
import { logarithm } from './logarithm.ts'
import { explained, type Harmonics, transform } from './spectrum.ts'

/** A Gaussian series on a circle, of which some places in a row count. */
export interface CircleSeries {
  /** The square root of each eigenvalue of its covariance over the places of the circle, a power of two. */
  readonly amplitude: Float64Array
  /** Places that count. */
  readonly n: number
  /** Independent series that are drawn together, ≥ 1. */
  readonly dimensions: number
}

/** What the test of a rhythm asks of many curves. Every kernel gives the same bits. */
export interface SpectrumKernel {
  /**
   * Draws series, and gives at each lag the sum of their products with themselves, times the places of the circle.
   * O(dimensions · N log N), N the places of the circle.
   */
  autocorrelations(series: CircleSeries, random: Random): Float64Array
  /**
   * Takes curves of one length, and gives for the harmonics of a period `explained` of each. O(curves · places ·
   * harmonics). What was taken is forgotten when the kernel is asked for anything else.
   */
  explainedOf(curves: readonly Float64Array[]): (harmonics: Harmonics) => Float64Array
}

/** One curve after another, in JavaScript. */
export const plainSpectrum: SpectrumKernel = {
  autocorrelations({ amplitude, n, dimensions }, random) {
    const size = amplitude.length
    const real = new Float64Array(size)
    const imaginary = new Float64Array(size)
    const power = new Float64Array(size)
    const points = new Float64Array(2 * size)
    for (let drawn = 0; drawn < dimensions; drawn += 2) {
      drawPoints(random, points, 0, 2, 1, size)
      for (let at = 0; at < size; at++) {
        const x = points[2 * at]
        const y = points[2 * at + 1]
        const square = x * x + y * y
        const radius = amplitude[at] * Math.sqrt((-2 * logarithm(square)) / square)
        real[at] = radius * x
        imaginary[at] = radius * y
      }
      // Real and imaginary part are two independent series.
      transform(real, imaginary)
      real.fill(0, n)
      imaginary.fill(0, drawn + 1 < dimensions ? n : 0)
      transform(real, imaginary)
      for (let at = 0; at < size; at++) power[at] += real[at] * real[at] + imaginary[at] * imaginary[at]
    }
    imaginary.fill(0)
    transform(power, imaginary)
    return power
  },
  explainedOf: curves => harmonics => Float64Array.from(curves, curve => explained(harmonics, curve)),
}

/**
 * Draws points of the disc about 0 of radius 1, except for 0: each is the direction of a pair of normal values by the polar
 * method (Marsaglia and Bray 1964), which needs no sine and cosine.
 * @param start where the x of the first goes
 * @param stride from one x to the next; @param apart from each x to its y
 */
export function drawPoints(
  random: Random,
  into: Float64Array,
  start: number,
  stride: number,
  apart: number,
  count: number,
): void {
  const end = start + count * stride
  for (let at = start; at < end; at += stride) {
    let x: number
    let y: number
    let square: number
    do {
      x = 2 * random() - 1
      y = 2 * random() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    into[at] = x
    into[at + apart] = y
  }
}
