import { decode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { dotsImage, gridImage } from '../../src/plots/pixels.ts'

function opened(dataUrl: string) {
  const [head, data] = dataUrl.split(',')
  expect(head).toBe('data:image/png;base64')
  return decode(Buffer.from(data, 'base64'))
}

describe('dotsImage', () => {
  const dots = { width: 20, height: 10, radius: 1, opacity: 0.5 }
  const drawn = (x: number[], y: number[]) => opened(dotsImage({ ...dots, x, y }, 2, '#336699'))

  test('has two pixels for each CSS pixel', () => {
    const { width, height } = drawn([], [])
    expect([width, height]).toEqual([40, 20])
  })

  test('is clear where there is no dot, and denser where two lie on each other', () => {
    const { data, palette } = drawn([5, 15, 15], [5, 5, 5])
    const opacityAt = (column: number, row: number) => {
      const byte = data[row * 20 + (column >> 1)]
      return palette![column % 2 === 0 ? byte >> 4 : byte & 15][3]
    }
    expect(opacityAt(20, 10)).toBe(0)
    expect(opacityAt(10, 10)).toBeGreaterThan(90)
    expect(opacityAt(30, 10)).toBeGreaterThan(opacityAt(10, 10) + 30)
  })

  test('takes its colour from the theme', () => {
    const { palette } = drawn([5], [5])
    expect(palette!.at(-1)).toEqual([0x33, 0x66, 0x99, 255])
  })

  test('keeps a dot on the edge inside the image', () => {
    expect(() => drawn([0, 20, 20, 0], [0, 10, 0, 10])).not.toThrow()
  })
})

describe('gridImage', () => {
  test('draws each number as a square of its own colour, row by row', () => {
    const palette = [
      [0, 0, 0],
      [255, 0, 0],
      [0, 0, 255],
    ]
    const image = opened(gridImage([0, 1, 2, 1, 0, 2], 3, palette, 2))
    expect([image.width, image.height]).toEqual([6, 4])
    expect([...image.data].map(level => image.palette![level])).toEqual(
      [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 1, 1, 0, 0, 2, 2, 1, 1, 0, 0, 2, 2].map(level => palette[level]),
    )
  })
})
