import { describe, expect, test } from 'vitest'
import { orderingComponent } from '../../src/measures/decode.ts'
import { decodeItems } from '../../src/measures/decode-blocks.ts'
import { counted, placed, scoredFrom } from '../fixtures/matrices.ts'

const n = 20
const documents = counted(n)

/** Three orthogonal, centred columns: what alternates, what bends, and what rises with the value. */
const alternating = Array.from({ length: n }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 1 : -1))
const rising = Array.from({ length: n }, (_, i) => i - (n - 1) / 2)
const bent = rising.map(place => place ** 2 - rising.reduce((sum, each) => sum + each ** 2, 0) / n)
const unit = (column: readonly number[]) => {
  const length = Math.hypot(...column)
  return column.map(value => value / length)
}

/** The Gram matrix of unit vectors whose centred part has the given variances along the given columns. */
function items(parts: readonly (readonly [variance: number, column: readonly number[]])[], on = documents) {
  const data = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    return parts.reduce((sum, [variance, column]) => sum + variance * unit(column)[i] * unit(column)[j], 0)
  })
  const order = Array.from({ length: n }, (_, at) => at)
  const taken = decodeItems(scoredFrom(on, data), order)
  // The diagonal of a Gram matrix of unit vectors is 1; here only the parts given stand.
  return { ...taken, centred: data }
}

describe('the component that orders the values', () => {
  test('is named by its place and its share of the variance', () => {
    expect(
      orderingComponent(
        items([
          [6, bent],
          [3, rising],
          [1, alternating],
        ]),
      ),
    ).toEqual({
      index: 2,
      share: expect.closeTo(0.3, 9),
      correlation: expect.closeTo(1, 9),
    })
    expect(
      orderingComponent(
        items([
          [8, rising],
          [2, bent],
        ]),
      ),
    ).toMatchObject({ index: 1, share: expect.closeTo(0.8, 9) })
  })

  test('is looked for among what has variance, and not among the dust of rounding', () => {
    // The values themselves with 1e-10 of the variance.
    const component = orderingComponent(
      items([
        [1, bent],
        [1e-10, rising],
      ]),
    )
    expect(component).toMatchObject({ index: 1, share: expect.closeTo(1, 6) })
    expect((component as { correlation: number }).correlation).toBeLessThan(0.5)
  })

  test('is none on a circle, and none where the vectors are equal', () => {
    expect(orderingComponent(items([[1, rising]], placed(documents.values, 'circular', n)))).toBeNull()
    expect(orderingComponent(items([]))).toBeNull()
  })
})
