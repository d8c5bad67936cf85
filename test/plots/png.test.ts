import { decode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { randomInteger, seededRandom } from '../../src/base/random.ts'
import { browserPacking, type PaletteImage, palettePng } from '../../src/plots/png.ts'

const random = seededRandom(1, 'png')
const noise = (length: number, below: number) =>
  Uint8Array.from({ length }, () => randomInteger(random, below))

const opaque: PaletteImage = {
  width: 5,
  height: 4,
  depth: 8,
  palette: [
    [255, 0, 0],
    [0, 128, 255],
    [9, 8, 7],
  ],
  data: noise(20, 3),
}
const clear: PaletteImage = {
  width: 300,
  height: 200,
  depth: 4,
  palette: Array.from({ length: 16 }, (_, shade) => [1, 2, 3, shade * 17]),
  data: noise(300 * 100, 256),
}

describe.each([
  ['in Node', undefined],
  ['in a browser', browserPacking],
])('palettePng %s', (_, packing) => {
  test.each([
    ['opaque colours, a byte a pixel', opaque],
    ['colours that are clear in part, half a byte a pixel', clear],
  ])('is read as what was written: %s', (_, image) => {
    const { width, height, depth, palette, data } = decode(palettePng(image, packing), { checkCrc: true })
    expect({ width, height, depth, palette, data }).toEqual(image)
  })

  test('packs what repeats', () => {
    const image = { ...clear, data: new Uint8Array(clear.data.length) }
    expect(palettePng(image, packing).length).toBeLessThan(clear.data.length / 50)
  })
})
