import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { readScoreFile, readValues } from '../../src/store/score-file.ts'
import { temporaryFolder } from './fixtures/temporary.ts'

const limits = { rows: 50, columns: 50 }
const read = (name: string, content: string | Uint8Array) => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return readScoreFile(path, limits)
}

/** A .npy file as NumPy writes it. */
function npy(descr: string, shape: string, numbers: Uint8Array, fortran = false): Uint8Array {
  const order = fortran ? 'True' : 'False'
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`
  const padded = `${header.padEnd(117)}\n`
  const length = Uint8Array.of(padded.length & 255, padded.length >> 8)
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, Buffer.from(padded), numbers])
}

function float64(numbers: readonly number[], littleEndian = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * numbers.length))
  for (const [at, value] of numbers.entries()) view.setFloat64(8 * at, value, littleEndian)
  return new Uint8Array(view.buffer)
}

const six = [1, 2, 3, 4, 5, 6]
const table = { rows: 2, columns: 3, data: Float64Array.from(six) }

describe('a file to be scored', () => {
  test('can be CSV, with any line ends, a byte order mark and empty lines behind', async () => {
    expect((await read('a.csv', '\uFEFF1,2,3\r\n4, 5,6e0\r\n\r\n')).table).toEqual(table)
  })

  test.each([
    ['little-endian', npy('<f8', '2, 3', float64(six))],
    ['big-endian', npy('>f8', '2, 3', float64(six, false))],
    ['in Fortran order', npy('<f8', '2, 3', float64([1, 4, 2, 5, 3, 6]), true)],
    ['of single precision', npy('<f4', '2, 3', new Uint8Array(Float32Array.from(six).buffer))],
  ])('can be .npy, %s', async (_, content) => {
    expect((await read('a.npy', content)).table).toEqual(table)
  })

  test('can be Parquet', async () => {
    const columnData = [
      { name: 'a', data: [1, 4], type: 'DOUBLE' as const },
      { name: 'b', data: [2, 5], type: 'DOUBLE' as const },
      { name: 'c', data: [3, 6], type: 'FLOAT' as const },
    ]
    expect((await read('a.parquet', new Uint8Array(parquetWriteBuffer({ columnData })))).table).toEqual(table)
  })

  test('can be JSON with all that belongs to the numbers', async () => {
    const content = {
      values: [1, 2],
      texts: ['a', 'b'],
      ruler: 'log',
      similarities: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    }
    expect(await read('a.json', JSON.stringify(content))).toEqual({
      table,
      kind: 'similarities',
      values: [1, 2],
      texts: ['a', 'b'],
      ruler: 'log',
      period: null,
    })
  })

  test.each<[string, string, string | Uint8Array, RegExp]>([
    ['a ragged CSV', 'a.csv', '1,2\n3', /is ragged: row 2 has 1 numbers, row 1 has 2/],
    ['a word in a CSV', 'a.csv', '1,2\n3,x', /has "x" in row 2, column 2/],
    ['a header in a CSV', 'a.csv', 'a,b\n3,4', /has "a" in row 1, column 1.*A header is not taken/],
    ['NaN in a CSV', 'a.csv', '1,NaN', /has "NaN" in row 1, column 2/],
    ['an empty cell', 'a.csv', '1,,2', /has "" in row 1, column 2/],
    ['too many columns', 'a.csv', new Array(51).fill('1').join(), /1 rows and 51 columns; at most 50 and 50/],
    [
      'whole numbers in .npy',
      'a.npy',
      npy('<i8', '2, 3', float64(six)),
      /of the type "<i8"; expected float32 or float64/,
    ],
    ['complex numbers in .npy', 'a.npy', npy('<c16', '2, 3', float64(six)), /of the type "<c16"/],
    ['three dimensions in .npy', 'a.npy', npy('<f8', '1, 2, 3', float64(six)), /has the shape \(1, 2, 3\)/],
    ['a cut-off .npy', 'a.npy', npy('<f8', '2, 3', float64([1])), /is cut off or too long/],
    ['NaN in .npy', 'a.npy', npy('<f8', '1, 2', float64([1, Number.NaN])), /has NaN in row 1, column 2/],
    [
      'a huge .npy, before its numbers are read',
      'a.npy',
      npy('<f8', '20000, 20000', float64([])),
      /20,000 rows and 20,000 columns/,
    ],
    ['what is no .npy', 'a.npy', 'hello hello hello', /is no \.npy file/],
    ['what is no Parquet', 'a.parquet', 'PAR1', /cannot be read as Parquet/],
    [
      'JSON of another shape',
      'a.json',
      '{"values":["a"]}',
      /does not have the shape that is taken: values\.0/,
    ],
    ['JSON without numbers', 'a.json', '{"values":[1]}', /has none of similarities, distances and vectors/],
    ['JSON with two matrices', 'a.json', '{"vectors":[[1]],"distances":[[1]]}', /distances and vectors/],
    ['null in JSON', 'a.json', '{"distances":[[1,2],[null,4]]}', /has null in distances, row 2, column 1/],
    ['broken JSON', 'a.json', '{', /is not JSON/],
    ['an empty file', 'a.csv', '', /is empty/],
    ['another ending', 'a.xls', 'x', /has no known ending/],
  ])('is refused where it is %s', async (_, name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message)
  })

  describe('that is a bomb of Parquet', () => {
    const column = (count: number) => [
      { name: 'a', data: Array.from({ length: count }, (_, row) => row / 7), type: 'DOUBLE' as const },
    ]
    const packed = (count: number, pack: (page: Uint8Array) => Uint8Array) =>
      new Uint8Array(
        parquetWriteBuffer({ columnData: column(count), codec: 'GZIP', compressors: { GZIP: pack } }),
      )

    test('is refused where its pages unpack to more than they say, and takes no room', async () => {
      const before = process.memoryUsage().rss
      const bomb = gzipSync(new Uint8Array(200e6))
      await expect(
        read(
          'a.parquet',
          packed(4, () => bomb),
        ),
      ).rejects.toThrow(/cannot be read as Parquet/)
      expect(process.memoryUsage().rss - before).toBeLessThan(400e6)
    })

    test('is refused where its pages say that they hold more than its numbers take', async () => {
      const file = Buffer.from(packed(40_000, page => gzipSync(page)))
      const footer = file.subarray(file.length - 8 - file.readUInt32LE(file.length - 8))
      // 40,000 and 4 as the footer writes whole numbers, the latter in as many bytes.
      const [many, few] = [Buffer.of(0x80, 0xf1, 0x04), Buffer.of(0x88, 0x80, 0x00)]
      for (let at = footer.indexOf(many); at >= 0; at = footer.indexOf(many)) few.copy(footer, at)
      await expect(read('a.parquet', file)).rejects.toThrow(
        /a part of it unpacks to [\d,]+ bytes, more than 4 numbers take/,
      )
    })
  })

  test('is refused where it is Parquet with a column of texts', async () => {
    const columnData = [{ name: 'a', data: ['x', 'y'], type: 'STRING' as const }]
    const texts = new Uint8Array(parquetWriteBuffer({ columnData }))
    await expect(read('a.parquet', texts)).rejects.toThrow(/has a column "a" of the type BYTE_ARRAY/)
  })

  test('that is not there is named', async () => {
    await expect(readScoreFile('/nowhere/a.csv', limits)).rejects.toMatchObject({ code: 'storage' })
  })
})

describe('values', () => {
  test('stand one a line', async () => {
    const path = join(temporaryFolder(), 'values.txt')
    writeFileSync(path, '1\n2.5\n-3\n')
    expect(await readValues(path)).toEqual([1, 2.5, -3])
    writeFileSync(path, '1,2\n3,4\n')
    await expect(readValues(path)).rejects.toThrow(/has 2 numbers in row 1; expected one value a line/)
  })
})
