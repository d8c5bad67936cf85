import { zlibSync } from 'fflate'
import { joinedBytes } from '../base/bytes.ts'

/** An image of few colours. */
export interface PaletteImage {
  readonly width: number
  readonly height: number
  /** Bits of a pixel. */
  readonly depth: 4 | 8
  /** Red, green, blue and, where not all are opaque, opacity of each colour, 0 to 255. */
  readonly palette: readonly (readonly number[])[]
  /** Places in the palette, row-major, each row from a new byte; of four bits two in a byte, the left one high. */
  readonly data: Uint8Array
}

/** What a PNG takes to be written. */
export interface Packing {
  /** In the format of zlib. */
  deflate(bytes: Uint8Array): Uint8Array
  crc32(bytes: Uint8Array): number
}

/** An image as a PNG (PNG specification, third edition, 5 and 11). */
export function palettePng(image: PaletteImage, packing: Packing = defaultPacking): Uint8Array {
  const { width, height, depth, palette } = image
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([depth, indexedColour], 8)
  // Colours behind the last that is not opaque need none.
  const clear = palette.findLastIndex(([, , , opacity = 255]) => opacity < 255) + 1
  const chunk = (name: string, content: Uint8Array) => pngChunk(name, content, packing)
  return joinedBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flatMap(colour => colour.slice(0, 3)))),
    ...(clear === 0
      ? []
      : [
          chunk(
            'tRNS',
            Uint8Array.from(palette.slice(0, clear), colour => colour[3]),
          ),
        ]),
    chunk('IDAT', packing.deflate(scanlines(image))),
    chunk('IEND', new Uint8Array()),
  ])
}

const indexedColour = 3

/** Rows as they are compressed: before each a byte that says that it stands as it is, and not as a difference. */
function scanlines({ height, data }: PaletteImage): Uint8Array {
  const length = data.length / height
  const lines = new Uint8Array(data.length + height)
  for (let row = 0; row < height; row++)
    lines.set(data.subarray(row * length, (row + 1) * length), row * (length + 1) + 1)
  return lines
}

/** A part of a PNG: how long it is, its name, its content and a checksum. */
function pngChunk(name: string, content: Uint8Array, { crc32 }: Packing): Uint8Array {
  const chunk = new Uint8Array(content.length + 12)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, content.length)
  for (let at = 0; at < name.length; at++) chunk[4 + at] = name.charCodeAt(at)
  chunk.set(content, 8)
  view.setUint32(content.length + 8, crc32(chunk.subarray(4, content.length + 8)))
  return chunk
}

/** How hard zlib tries, of 9: more makes images of dots hardly smaller. */
const level = 6

/** In a browser, where nothing packs at once. */
export const browserPacking: Packing = {
  deflate: bytes => zlibSync(bytes, { level }),
  crc32(bytes) {
    let crc = 0xffffffff
    for (const byte of bytes) crc = (crc >>> 8) ^ remainders[(crc ^ byte) & 0xff]
    return ~crc >>> 0
  },
}

/** Of each byte, by the polynomial of CRC-32. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

interface NodeZlib {
  deflateSync(bytes: Uint8Array, options: { readonly level: number }): Uint8Array
  crc32(bytes: Uint8Array): number
}

const { process } = globalThis as {
  readonly process?: { getBuiltinModule?(name: 'node:zlib'): NodeZlib }
}

/** What Node has is several times as fast. */
function nodePacking(): Packing | undefined {
  const zlib = process?.getBuiltinModule?.('node:zlib')
  return zlib && { deflate: bytes => zlib.deflateSync(bytes, { level }), crc32: zlib.crc32 }
}

const defaultPacking = nodePacking() ?? browserPacking
