import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { transform } from '../../src/math/spectrum.ts'

describe('the fast Fourier transform', () => {
  test.each([1, 2, 8, 64])('of %d values is the sum that defines it', size => {
    const random = seededRandom(1, 'transform', String(size))
    const real = Float64Array.from({ length: size }, random)
    const imaginary = Float64Array.from({ length: size }, random)
    const [before, beforeImaginary] = [real.slice(), imaginary.slice()]
    transform(real, imaginary)
    for (let j = 0; j < size; j++) {
      let [x, y] = [0, 0]
      for (let k = 0; k < size; k++) {
        const angle = (-2 * Math.PI * j * k) / size
        x += before[k] * Math.cos(angle) - beforeImaginary[k] * Math.sin(angle)
        y += before[k] * Math.sin(angle) + beforeImaginary[k] * Math.cos(angle)
      }
      expect(real[j]).toBeCloseTo(x, 10)
      expect(imaginary[j]).toBeCloseTo(y, 10)
    }
  })
})
