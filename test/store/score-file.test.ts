import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { readScoreFile, readValues } from '../../src/store/score-file.ts'
import { parquetTable } from '../../src/store/table/parquet-table.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const limits = { rows: 50, columns: 50 }
const read = (name: string, content: string | Uint8Array) => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return readScoreFile(path, limits)
}

/** A .npy file as NumPy writes it; from version 2 on the length of the header takes four bytes. */
function npy(
  descr: string,
  shape: string,
  numbers: Uint8Array,
  fortran = false,
  version = 1,
  room = 117,
): Uint8Array {
  const order = fortran ? 'True' : 'False'
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`
  const padded = `${header.padEnd(room)}\n`
  const length = Buffer.alloc(version === 1 ? 2 : 4)
  length.writeUIntLE(padded.length, 0, length.length)
  const start = Buffer.from(`\x93NUMPY${String.fromCharCode(version)}\x00`, 'latin1')
  return Buffer.concat([start, length, Buffer.from(padded), numbers])
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
    ['blanks', '1.000e+00 2.0e+00 3\n 4 5  6 \n'],
    ['tabs', '1\t2\t3\n4\t5\t6'],
    ['semicolons', '1;2;3\n4; 5 ;6'],
    ['commas and blanks', '1, 2, 3\n4, 5, 6'],
    ['commas, one of them behind each row', '1,2,3,\n4,5,6,'],
    ['commas, in quotes', '"1","2","3"\n4,5,"6"'],
    ['lines of comments before it', '# made by savetxt\n#\n1 2 3\n4 5 6'],
    ['UTF-16', Buffer.from('\uFEFF1,2,3\n4,5,6', 'utf16le')],
    ['UTF-16 of the other order', Buffer.from('\uFEFF1,2,3\n4,5,6', 'utf16le').swap16()],
  ])('can be a text with %s', async (_, content) => {
    for (const name of ['a.csv', 'a.tsv', 'a.txt']) expect((await read(name, content)).table).toEqual(table)
  })

  test.each([
    ['little-endian', npy('<f8', '2, 3', float64(six))],
    ['big-endian', npy('>f8', '2, 3', float64(six, false))],
    ['in Fortran order', npy('<f8', '2, 3', float64([1, 4, 2, 5, 3, 6]), true)],
    ['of version 2', npy('<f8', '2, 3', float64(six), false, 2)],
    ['of version 3', npy('<f8', '2, 3', float64(six), false, 3)],
    [
      'of version 2 with a header that version 1 has no room for',
      npy('<f8', '2, 3', float64(six), false, 2, 70_000),
    ],
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
    [
      '.npy of a version to come',
      'a.npy',
      npy('<f8', '2, 3', float64(six), false, 4),
      /of the version 4 of \.npy/,
    ],
    ['.npy of version 0', 'a.npy', npy('<f8', '2, 3', float64(six), false, 0), /of the version 0 of \.npy/],
    [
      'a header of .npy that goes on behind the file',
      'a.npy',
      npy('<f8', '2, 3', float64([]), false, 2).subarray(0, 60),
      /has a header that cannot be read/,
    ],
    [
      'a decimal comma between semicolons',
      'a.csv',
      '1,0;2,0\n3,0;4,0',
      /has "1,0" in row 1, column 1; expected a finite number with a decimal point/,
    ],
    [
      'a decimal comma between blanks',
      'a.txt',
      '1,0 2,0\n3,0 4,0',
      /has "1,0" in row 1, column 1; expected a finite number with a decimal point/,
    ],
    ['a decimal comma between tabs', 'a.tsv', '1,0\t2,0', /has "1,0" in row 1, column 1.*decimal point/],
    ['two separators', 'a.csv', '1,2;3\n4,5;6', /has "1,2" in row 1, column 1/],
    ['blanks in one row and commas in another', 'a.csv', '1 2\n3,4', /is ragged: row 2 has 1 numbers/],
    ['a number of another base', 'a.csv', '1,0x10', /has "0x10" in row 1, column 2/],
    [
      'nan in the first row, without a word about a header',
      'a.csv',
      'nan,1\n1,2',
      /has "nan" in row 1, column 1; expected a finite number\. Correct it\./,
    ],
    ['1e400 in a CSV', 'a.csv', '1,1e400', /has "1e400" in row 1, column 2/],
    ['a text without numbers', 'a.csv', '\n \n', /holds no numbers/],
    ['a text of comments', 'a.txt', '# a\n# b', /holds no numbers/],
    ['another encoding', 'a.csv', Uint8Array.of(0xff, 0x31), /is not UTF-8 text/],
    [
      'NaN in JSON',
      'a.json',
      '{"distances":[[1,2],[3,NaN]]}',
      /has NaN in distances, row 2, column 2; expected a finite number/,
    ],
    [
      '-Infinity in JSON',
      'a.json',
      '{"vectors":[[1,-Infinity]]}',
      /has -Infinity in vectors, row 1, column 2/,
    ],
    ['1e400 in JSON', 'a.json', '{"vectors":[[1],[1e400]]}', /has Infinity in vectors, row 2, column 1/],
    [
      'NaN among the values of JSON',
      'a.json',
      '{"values":[1,NaN],"vectors":[[1],[2]]}',
      /has NaN in values, place 2; expected a finite number/,
    ],
    [
      '1e400 among the values of JSON',
      'a.json',
      '{"values":[1,1e400],"vectors":[[1],[2]]}',
      /has Infinity in values, place 2/,
    ],
    [
      'a word in JSON that reads NaN',
      'a.json',
      '{"vectors":[["NaN"]]}',
      /has "NaN" in vectors, row 1, column 1/,
    ],
    [
      'a deep list in place of a number',
      'a.json',
      `{"vectors":[[${'['.repeat(200_000)}${']'.repeat(200_000)}]]}`,
      /has a list in vectors, row 1, column 1/,
    ],
    ['deep JSON that is broken', 'a.json', '['.repeat(200_000), /is not JSON/],
    [
      'a deep object in place of the file',
      'a.json',
      `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
      /does not have the shape that is taken/,
    ],
    [
      'a control character in a text',
      'a.json',
      '{"texts":["a","b\\u0000"],"vectors":[[1],[2]]}',
      /has the character U\+0000 in texts, place 2/,
    ],
    ['a ragged CSV', 'a.csv', '1,2\n3', /is ragged: row 2 has 1 numbers, row 1 has 2/],
    ['a word in a CSV', 'a.csv', '1,2\n3,x', /has "x" in row 2, column 2/],
    ['a word below a header', 'a.csv', 'a,b\n3,4\n3,x', /has "x" in row 2, column 2/],
    ['a header that is too long', 'a.csv', 'a,b,c\n3,4', /has 3 labels in its first row, and 2 numbers/],
    ['NaN in a CSV', 'a.csv', '1,NaN', /has "NaN" in row 1, column 2/],
    ['an empty cell', 'a.csv', '1,,2', /has "" in row 1, column 2/],
    ['too many columns', 'a.csv', new Array(51).fill('1').join(), /1 rows and 51 columns; at most 50 and 50/],
    [
      'whole numbers in .npy',
      'a.npy',
      npy('<i8', '2, 3', float64(six)),
      /of the type "<i8"; expected float16, float32 or float64/,
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
    ['what is no .npy', 'a.npy', 'hello hello hello', /is not a \.npy file/],
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

  describe('of Parquet', () => {
    const column = (name: string, data: number[]) => ({ name, data, type: 'DOUBLE' as const })
    const parquet = (
      columnData: ReturnType<typeof column>[],
      rowGroupSize = 2,
      codec: 'SNAPPY' | 'UNCOMPRESSED' = 'SNAPPY',
    ) => new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize, codec }))

    test('can have several groups of rows', async () => {
      const { table } = await read('a.parquet', parquet([column('a', [1, 3, 5]), column('b', [2, 4, 6])]))
      expect([...table.data]).toEqual([1, 2, 3, 4, 5, 6])
    })

    test('is refused with a message where one group is damaged and the next names a column that is not there', async () => {
      const file = Buffer.from(parquet([column('first', [1, 2, 3, 4])]))
      // The first page cannot be unpacked; the footer names the column in the schema, then in each group.
      file.fill(0xff, 30, 40)
      const last = file.lastIndexOf('first')
      file.write('other', last)
      await expect(read('a.parquet', file)).rejects.toMatchObject({
        code: 'input',
        message: expect.stringMatching(/a\.parquet cannot be read as Parquet/),
      })
    })

    test('is refused where it says that it has more rows than it has', async () => {
      const file = Buffer.from(parquet([column('a', [1, 2, 3, 4, 5])], 5))
      const footer = file.subarray(file.length - 8 - file.readUInt32LE(file.length - 8))
      // Five and six as the footer writes whole numbers, in the field of the rows of the file.
      const at = footer.indexOf(Buffer.of(0x16, 0x0a, 0x19))
      expect(at).toBeGreaterThan(0)
      footer[at + 1] = 0x0c
      await expect(read('a.parquet', file)).rejects.toThrow(/it says that it has 6 rows, and has 5/)
    })

    test('is refused where two columns have one name', async () => {
      const file = parquet([column('a', [1, 2]), column('a', [3, 4])])
      await expect(read('a.parquet', file)).rejects.toThrow(/has two columns of the name "a"/)
    })

    test('is given up where reading it takes too long', async () => {
      const refuse = (problem: string): never => {
        throw new Error(problem)
      }
      await expect(parquetTable(parquet([column('a', [1, 2])]), limits, refuse, 1)).rejects.toThrow(
        /cannot be read as Parquet \(reading it takes over 0\.001 seconds\)/,
      )
    })
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
