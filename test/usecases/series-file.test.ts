import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { beforeEach, describe, expect, test } from 'vitest'
import '../fixtures/properties.ts'
import { NumeracyError } from '../../src/base/error.ts'
import type { TableOptions } from '../../src/series/table/table-options.ts'
import { seriesFromFile } from '../../src/usecases/series-file.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})

function read(content: string | Uint8Array, options: TableOptions = {}, name = 'shop.csv') {
  const path = join(folder, name)
  writeFileSync(path, content)
  return seriesFromFile(path, options)
}

async function messageOf(content: string | Uint8Array, options: TableOptions = {}, name = 'shop.csv') {
  const error = await read(content, options, name).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof NumeracyError)) throw new Error(`no refusal, but ${error}`)
  return error.message
}

const shop =
  'sku;name;price;released\nA1;Kettle;1.299,00 €;28/08/2021\nA2;"Lamp; red";19,90 €;01/02/2022\nA3;Chair;5,00 €;03/04/2020\n'

describe('a table as a series', () => {
  test('gives the column that is named, by name or by number', async () => {
    for (const column of ['price', 3, '3']) {
      const { id, family, texts, values, ruler, notes } = await read(shop, { column })
      expect({ id, family, texts, values, ruler, notes }).toEqual({
        id: 'shop.csv:price',
        family: 'money',
        texts: ['5,00 €', '19,90 €', '1.299,00 €'],
        values: [5, 19.9, 1299],
        ruler: 'linear',
        notes: undefined,
      })
    }
  })

  test('says what was understood', async () => {
    expect((await read(shop, { column: 'price' })).read).toEqual({
      file: 'shop.csv',
      format: 'CSV with semicolons',
      documents: 'price',
      valuesFrom: null,
      reads: 'money',
      unit: 'EUR',
      notation: 'decimal comma',
      rows: 3,
      leftOut: { bad: 0, firstBad: [], again: 0, unsampled: 0 },
    })
  })

  test('decides the order of dates by the one that decides, and never without', async () => {
    const { values, read: facts } = await read(shop, { column: 'released' })
    expect([values, facts.notation]).toEqual([[18_355, 18_867, 19_024].toSorted(), 'day before month'])
    const open = shop.replace('28/08/2021', '08/08/2021')
    expect(await messageOf(open, { column: 'released' })).toBe(
      'shop.csv, line 3, column released: got "01/02/2022", which reads as 2022-02-01 (day before month) and as 2022-01-02 (month before day), and no other line decides. Add --dates dmy or --dates mdy, or write dates as 2024-12-31.',
    )
    expect((await read(open, { column: 'released', dates: 'mdy' })).values[1]).toBe(18_847)
  })

  test('takes values from another column, and documents made of several', async () => {
    const named = await read(shop, { column: 'name', valueColumn: 'price' })
    expect([named.texts, named.values, named.family, named.readUnit]).toEqual([
      ['Chair', 'Lamp; red', 'Kettle'],
      [5, 19.9, 1299],
      'number',
      null,
    ])
    const made = await read(shop, { template: '{name} for {price} [{ 1: "x" }]', valueColumn: 'price' })
    expect(made.texts[1]).toBe('Lamp; red for 19,90 € [{ 1: "x" }]')
    expect(made.id).toBe('shop.csv:name-for-price-1-x')
    const both = await read(shop, { template: '{d} for {price}', column: 'name', valueColumn: 'price' })
    expect(both.texts[2]).toBe('Kettle for 1.299,00 €')
    const round = await read(shop, { template: 'It costs {d}.', column: 'price' })
    expect([round.texts[0], round.values, round.readUnit]).toEqual([
      'It costs 5,00 €.',
      [5, 19.9, 1299],
      null,
    ])
    expect(round.read.reads).toBe('money')
  })

  test('asks for the column where there are several, with what each would read as', async () => {
    expect(await messageOf(shop)).toBe(
      [
        'shop.csv has 4 columns; say which one holds the documents:',
        '  --column sku       "A1", "A2", "A3"                          texts, which have no values: those are in another column',
        '  --column name      "Kettle", "Lamp; red", "Chair"            texts, which have no values: those are in another column',
        '  --column price     "1.299,00 €", "19,90 €", "5,00 €"         money (EUR): 1299, 19.9, 5',
        '  --column released  "28/08/2021", "01/02/2022", "03/04/2020"  dates: 2021-08-28, 2022-02-01, 2020-04-03',
      ].join('\n'),
    )
    expect(await messageOf('a,1,x\nb,2,y\nc,3,z')).toMatch(
      /^shop\.csv has 3 columns and no line of names; say which one holds the documents:\n {2}--column 1 /,
    )
    expect(await messageOf(shop, { template: '{name} for {price}' })).toMatch(
      /say which one holds the values of the template:\n {2}--value-column sku/,
    )
    expect(await messageOf('a,b\n1.234,x\n2.000,y\n3.000,z')).toContain(
      '--column a  "1.234", "2.000", "3.000"  numbers: 1.234 or 1234? Add --decimal comma or point',
    )
  })

  test('names the nearest column to one that is not there', async () => {
    const message = await messageOf(shop, { column: 'prise' })
    expect(message).toMatch(
      /^--column: shop\.csv has no column "prise"\. Did you mean "price"\? Its columns:\n/,
    )
    expect(message.split('\n')).toHaveLength(5)
    expect(await messageOf(shop, { column: 'sku', valueColumn: 9 })).toBe(
      '--value-column: got 9; shop.csv has 4 columns. Give a number from 1 to 4.',
    )
    expect(await messageOf(shop, { template: '{nam}: {d}', column: 'price' })).toMatch(
      /^--template: shop\.csv has no column "nam"\. Did you mean "name"\? Its columns:\n {2}\{sku\}/,
    )
    expect(await messageOf('1,2,3\n4,5,6\n7,8,9', { column: 'price' })).toContain(
      'the first row of shop.csv holds no such name (it holds "1", "2", "3"). Give the number of the column, from 1 to 3.',
    )
    expect(await messageOf('a,price,price\nx,1,2\ny,3,4\nz,5,6', { column: 'price' })).toBe(
      '--column: shop.csv has 2 columns called "price"; give the number of one, such as --column 2.',
    )
  })

  test('finds the header, or is told of it', async () => {
    expect((await read('price\n1,50\n2,50\n3,75\n')).values).toEqual([1.5, 2.5, 3.75])
    expect((await read('"price"\n"1,50"\n"2,50"\n"3,75"\n')).values).toEqual([1.5, 2.5, 3.75])
    expect((await read('1;x\n2;y\n3;z\n', { column: 1, header: false })).texts).toEqual(['1', '2', '3'])
    expect((await read('2019;x\n2;y\n3;z\n4;z', { column: '2019', header: true })).texts).toEqual([
      '2',
      '3',
      '4',
    ])
    expect((await read('2019;x\n2;y\n3;z\n4;w', { column: 'x', valueColumn: 1 })).read.rows).toBe(3)
    // A first row that may be a price with a slip is no header.
    expect(await messageOf('1O\n20\n30\n40')).toContain('line 1: got "1O"')
  })

  test('refuses rows that cannot be read, and leaves them out only where it is asked to', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `p${at};${at + 1},5`)
    rows[3] = 'p3;on request'
    rows[7] = 'p7;'
    rows[9] = 'p9'
    rows[11] = 'p"11;5,5'
    rows[13] = 'p13;5,5;too many'
    rows[15] = 'p15;n/a'
    const content = `name;price\n${rows.join('\n')}\n`
    expect(await messageOf(content, { column: 'price' })).toMatch(
      /^shop\.csv, line 11: got 1 column; expected 2, as on the first line\..* 6 of 20 lines cannot be read\. Correct them, or add --skip-bad-rows to leave them out\.$/,
    )
    const { texts, notes, read: facts } = await read(content, { column: 'price', skipBadRows: true })
    expect(texts).toHaveLength(14)
    expect(facts.leftOut.bad).toBe(6)
    expect(facts.leftOut.firstBad).toHaveLength(3)
    expect(notes?.[0]).toMatch(
      /^shop\.csv: 6 of 20 lines cannot be read and are left out; the first 3: shop\.csv, line 11: /,
    )
    expect(
      await messageOf('name;price\na;x\nb;y\nc;z\nd;1', { column: 'price', skipBadRows: true }),
    ).toContain('Name the column of the values:\n  --value-column name')
  })

  test('refuses a value that does not fit what was said, and years of two digits', async () => {
    expect(await messageOf('a;b\nx;1,5\ny;2.5\nz;3', { column: 'b', decimal: 'comma' })).toContain(
      'line 3, column b: got "2.5", which reads with decimal point only, and --decimal comma is given.',
    )
    expect(await messageOf('a;b\nx;2021-01-01\ny;28/08/21\nz;2021-01-03', { column: 'b' })).toContain(
      'got "28/08/21", which reads as no number, money, date, time, percentage or quantity. Write years in four digits.',
    )
  })

  test('has equal texts once, with a note, and refuses one with two values', async () => {
    const again = 'name,price\nKettle,$5\nKettle,$5\nLamp,$9\nChair,$1\n'
    const { texts, notes } = await read(again, { column: 'name', valueColumn: 'price' })
    expect(texts).toEqual(['Chair', 'Kettle', 'Lamp'])
    expect(notes).toEqual([
      'shop.csv: one line holds a text that stands on an earlier line; equal texts are one document, so that 3 of 4 lines are compared.',
    ])
    expect(await messageOf(again.replace('$5', '$6'), { column: 'name', valueColumn: 'price' })).toContain(
      'a text has one value. Make the texts differ by another column, such as --template',
    )
  })

  test('compares what is measured in one base unit, money in one currency', async () => {
    const units = 'name,size\na,2 m\nb,150 cm\nc,1 km\nd,30 in\n'
    const { values, read: facts } = await read(units, { column: 'size' })
    expect([values, facts.unit, facts.reads]).toEqual([[0.762, 1.5, 2, 1000], 'm', 'quantity'])
    expect(await messageOf(`${units}e,2 l\n`, { column: 'size' })).toContain('one series measures one thing')
    expect(await messageOf('n,p\na,$5\nb,6 €\nc,$7', { column: 'p' })).toContain(
      'one series holds one currency',
    )
    expect((await read('n,p\na,5 %\nb,12 %\nc,"7,5 %"', { column: 'p' })).values).toEqual([5, 7.5, 12])
  })

  test('has the ruler that is asked for', async () => {
    expect(await read(shop, { column: 'price', ruler: 'log' })).toMatchObject({ ruler: 'log', period: null })
    const hours = 'at\n23:00\n00:30\n12:00\n'
    expect(await read(hours, { ruler: 'circular' })).toMatchObject({ ruler: 'circular', period: 86_400 })
    const degrees = { column: 'deg', ruler: 'circular' } as const
    expect(await read('deg,x\n10,a\n350,b\n90,c', { ...degrees, period: 360 })).toMatchObject({ period: 360 })
    expect(await messageOf('deg,x\n10,a\n350,b\n90,c', degrees)).toContain('Add --period')
    expect(await messageOf('deg,x\n0,a\n350,b\n90,c', { column: 'deg', ruler: 'log' })).toBe(
      'shop.csv, line 2, column deg: got the value 0 for the log ruler; expected values above 0. Use --ruler linear.',
    )
    expect(await messageOf(shop, { column: 'price', period: 5 })).toContain('Add --ruler circular')
    expect(await messageOf(shop, { column: 'price', rows: 2 })).toContain(
      '--rows: got 2; expected a whole number',
    )
  })

  test.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['line ends of Windows', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['line ends of old Macs', (text: string) => Buffer.from(text.replaceAll('\n', '\r'))],
    ['no line end at its end', (text: string) => Buffer.from(text.trimEnd())],
    ['empty lines', (text: string) => Buffer.from(text.replaceAll('\n', '\n\n'))],
  ])('can be in %s', async (_, encoded) => {
    expect((await read(encoded(shop), { column: 'price' })).values).toEqual([5, 19.9, 1299])
  })

  test.each<[string, string[], number[]]>([
    [
      'thousands by blanks, also thin and unbreakable',
      ['1 299,50 €', '2\u202f000 €', '3\u00a0000,10 €', '4\u2009000 €'],
      [1299.5, 2000, 3000.1, 4000],
    ],
    ['thousands by apostrophes', ["CHF 1'299.50", 'CHF 2’000', 'CHF 5.-'], [1299.5, 2000, 5]],
    ['thousands by points', ['1.299.000,5', '2.000,25', '7'], [1_299_000.5, 2000.25, 7]],
    ['thousands by commas', ['1,299,000.5', '2,000.25', '7'], [1_299_000.5, 2000.25, 7]],
    ['currencies before and after', ['USD 5', '$6', '7 USD', '8$', 'US$9'], [5, 6, 7, 8, 9]],
    [
      'times of dates with a zone',
      ['2021-08-28T12:00:00Z', '2021-08-28T15:00:00+02:00', '2021-08-29T00:00Z'],
      [18_867.5, 18_867 + 13 / 24, 18_868],
    ],
    [
      'names of months',
      ['28 Aug 2021', 'August 29, 2021', '30-Aug-2021', '31. August 2021'],
      [18_867, 18_868, 18_869, 18_870],
    ],
    ['units', ['500 ml', '0.75 l', '33 cl', '2 dl'], [0.5, 0.75, 0.33, 0.2]],
  ])('reads %s', async (_, cells, values) => {
    const content = `n\tv\n${cells.map((cell, at) => `${at}\t${cell}\n`).join('')}`
    const series = await read(content, { column: 'v' }, 'shop.tsv')
    const ofText = new Map(series.texts.map((text, at) => [text, series.values[at]]))
    expect(cells.map(cell => ofText.get(cell.trim()))).toEqual(values)
  })

  test('of JSON keeps the digits as they are written, and reaches into objects', async () => {
    const lines =
      '{"name":"a","offer":{"price":1.50}}\r\n\r\n{"name":"b","offer":{"price":12345678901234567890}}\n{"offer":{"price":3},"more":[1]}\n'
    const { texts, values, id } = await read(lines, { column: 'offer.price' }, 'shop.jsonl')
    expect([texts, values, id]).toEqual([
      ['1.50', '3', '12345678901234567890'],
      [1.5, 3, 12345678901234567e3],
      'shop.jsonl:offer.price',
    ])
    expect((await read('[{"p":"1,5 €"},{"p":"2,5 €"},{"p":"3 €"}]', {}, 'shop.json')).values).toEqual([
      1.5, 2.5, 3,
    ])
    expect((await read('1\n"2"\n3.5\n', {}, 'shop.ndjson')).values).toEqual([1, 2, 3.5])
    expect(await messageOf('{"p":1}\n{"p":2\n{"p":3}\n{"p":4}', {}, 'shop.jsonl')).toMatch(
      /^shop\.jsonl, line 2: it is not JSON: /,
    )
    expect(await messageOf('{"p":1}\n{"q":2}\n{"p":3}\n{"p":4}', { column: 'p' }, 'shop.jsonl')).toContain(
      'shop.jsonl, line 2, column p: got an empty text',
    )
    expect((await read('{"p":1}\n5\n{"p":3}\n{"p":4}', { skipBadRows: true }, 'shop.jsonl')).texts).toEqual([
      '1',
      '3',
      '4',
    ])
    // A number of JSON has one reading, whatever its digits.
    expect((await read('{"p":1.234}\n{"p":2.345}\n{"p":3.456}', {}, 'shop.jsonl')).values[0]).toBe(1.234)
  })

  test('of Parquet has numbers, texts and dates', async () => {
    const columnData = [
      { name: 'name', data: ['a', 'b', 'c'], type: 'STRING' as const },
      { name: 'price', data: [1.234, 2.5, 0.5], type: 'DOUBLE' as const },
      { name: 'count', data: [3n, 1n, 2n], type: 'INT64' as const },
      {
        name: 'when',
        data: ['2021-08-28', '2021-08-29T12:00:00Z', '2021-09-01'].map(day => new Date(day)),
        type: 'TIMESTAMP' as const,
      },
    ]
    const file = new Uint8Array(parquetWriteBuffer({ columnData }))
    const of = async (options: TableOptions) => {
      const { texts, values } = await read(file, options, 'shop.parquet')
      return [texts, values]
    }
    expect(await of({ column: 'price' })).toEqual([
      ['0.5', '1.234', '2.5'],
      [0.5, 1.234, 2.5],
    ])
    expect(await of({ column: 'name', valueColumn: 'count' })).toEqual([
      ['b', 'c', 'a'],
      [1, 2, 3],
    ])
    expect(await of({ column: 'when' })).toEqual([
      ['2021-08-28', '2021-08-29T12:00:00Z', '2021-09-01'],
      [18_867, 18_868.5, 18_871],
    ])
    expect(await messageOf(file, {}, 'shop.parquet')).toContain('--column price')
    expect(await messageOf(file.slice(0, 60), {}, 'shop.parquet')).toContain('cannot be read as Parquet')
  })
})

describe('a Parquet file of pyarrow', () => {
  const path = join(import.meta.dirname, 'fixtures/pyarrow-columns.parquet')
  const of = async (column: string) => {
    const { texts, values } = await seriesFromFile(path, { column })
    return texts.map((text, at) => [text, values[at]])
  }
  const day = (date: string) => Date.parse(`${date.replace(/Z?$/, 'Z')}`) / 86_400_000

  test.each([
    [
      'decimal',
      [
        ['-0.30', -0.3],
        ['1.10', 1.1],
        ['3.50', 3.5],
      ],
    ],
    [
      'wide',
      [
        ['1.00', 1],
        ['2.00', 2],
        ['12345678901234567890.10', 12345678901234567000],
      ],
    ],
    [
      'single',
      [
        ['0.1', 0.1],
        ['0.33333334', 0.33333334],
        ['19.99', 19.99],
      ],
    ],
    [
      'half',
      [
        ['0.1', 0.1],
        ['19.98', 19.98],
        ['65504', 65504],
      ],
    ],
    [
      'time',
      [
        ['01:02:03', 3723],
        ['04:05:06.5', 14706.5],
        ['23:59:59', 86399],
      ],
    ],
    [
      'unsigned',
      [
        ['1', 1],
        ['2', 2],
        ['18446744073709551615', 2 ** 64],
      ],
    ],
    [
      'bytes',
      [
        ['$1', 1],
        ['$2', 2],
        ['$3', 3],
      ],
    ],
  ])('has every digit that is in it: %s', async (column, expected) => {
    expect(await of(column)).toEqual(expected)
  })

  test.each([
    ['utc', ['2024-01-01T01:00:00Z', '2024-01-02T02:00:00Z', '2024-01-03T03:00:00Z']],
    ['local', ['2024-01-01T01:00:00', '2024-01-02T02:00:00', '2024-01-03T03:00:00']],
    [
      'nanoseconds',
      ['1970-01-01T00:00:00.000000001', '1970-01-01T00:00:02', '1970-01-01T00:00:04.000000005'],
    ],
    ['day', ['2024-01-01', '2024-01-02', '2024-01-03']],
  ])('has a zone where its times have one, and parts of seconds: %s', async (column, texts) => {
    const read = await of(column)
    expect(read.map(([text]) => text)).toEqual(texts)
    for (const [at, [, value]] of read.entries()) expect(value).toBeCloseTo(day(texts[at]), 6)
  })

  test('shows no parts of records and lists as columns', async () => {
    const message = await seriesFromFile(path).then(String, (error: Error) => error.message)
    expect(message).toContain('--column decimal')
    expect(message).not.toMatch(/--column (record|list|inner|price|element)/)
  })
})

describe('values that are too close for their size', () => {
  test.each([
    ['ids.csv', 'id\n9007199254740993\n9007199254740992\n9007199254740994\n'],
    ['ids.jsonl', '{"v":9007199254740993}\n{"v":9007199254740992}\n{"v":9007199254740994}\n'],
    ['same.csv', 'id\n18446744073709551615\n18446744073709551614\n18446744073709551613\n'],
    ['parts.csv', 'v\n100000000000000.01\n100000000000000.02\n100000000000000.03\n'],
  ])('are refused, for their differences would be those of rounding: %s', async (name, content) => {
    expect(await messageOf(content, {}, name)).toMatch(/behind their 15th digit.*Take off what they share/)
  })

  test('are read where a number holds them', async () => {
    expect((await read('v\n9007199254740991\n9007199254740990\n9007199254740989\n')).values).toEqual([
      9007199254740989, 9007199254740990, 9007199254740991,
    ])
    expect((await read('v\n12345678901234567890\n1\n2\n')).values[2]).toBe(Number('12345678901234567890'))
  })
})

describe('what spreadsheets and other programs write', () => {
  test('sep= says the separator, and lines keep their numbers', async () => {
    expect(
      (await read('sep=;\r\nname;price\r\nx;1,5\r\ny;2\r\nz;3,25\r\n', { column: 'price' })).values,
    ).toEqual([1.5, 2, 3.25])
    expect(await messageOf('sep=,\nname,price\nx,1\ny,?\nz,3\n', { column: 'price' })).toContain('line 4')
  })

  test('="00123" is the text 00123', async () => {
    const { texts } = await read('id,price\n="00123",1\n="00124",2\n="00125",3\n', { column: 'id' })
    expect(texts).toEqual(['00123', '00124', '00125'])
  })

  test('full-width digits and those of other scripts are digits', async () => {
    expect((await read('１２３\n４５６．５\n７８９\n')).values).toEqual([123, 456.5, 789])
    const yen = await read('￥１，２３４\n￥５００\n￥７０．５\n')
    expect([yen.family, yen.values, yen.texts[2]]).toEqual(['money', [70.5, 500, 1234], '￥１，２３４'])
    expect((await read('١٢٣\n٤٥٦\n٧٨٩\n')).values).toEqual([123, 456, 789])
  })

  test('a list of texts or numbers is JSON of one column', async () => {
    expect((await read('["$5", "$1", "$2"]', {}, 'prices.json')).values).toEqual([1, 2, 5])
    expect((await read('[\n  3,\n  1,\n  2\n]\n', {}, 'numbers.json')).texts).toEqual(['1', '2', '3'])
    // One list a line is one row a line.
    expect((await read('["a",1]\n["b",2]\n["c",3]\n', { column: 2 }, 'rows.jsonl')).values).toEqual([1, 2, 3])
  })

  test('Parquet is found whatever the file is called', async () => {
    const file = parquetWriteBuffer({ columnData: [{ name: 'v', data: [1, 2, 4], type: 'DOUBLE' }] })
    expect((await read(new Uint8Array(file), {}, 'table.csv')).values).toEqual([1, 2, 4])
  })

  test.each([
    ['gzip', [0x1f, 0x8b, 8, 0], /compressed with gzip\. Unpack it/],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd], /compressed with zstd/],
    ['xlsx', [0x50, 0x4b, 3, 4, 20], /ZIP archive, as \.xlsx and \.ods are\. Save the sheet as CSV/],
    ['xls', [0xd0, 0xcf, 0x11, 0xe0], /workbook of Excel/],
    ['latin-1', [0x63, 0xe9, 0x0a], /is not UTF-8 text/],
  ])('what is no text is called by its name: %s', async (_, bytes, message) => {
    expect(await messageOf(new Uint8Array(bytes))).toMatch(message)
  })

  test.each([
    ['a list', `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`, 'deep.json', /nested too deeply/],
    [
      'a line',
      `{"v":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n{"v":1}`,
      'deep.jsonl',
      /line 1: it is nested too deeply/,
    ],
    [
      'one object',
      '{\n"data": [{"v":1},{"v":2}]\n}',
      'data.json',
      /one object of JSON on 3 lines.*Give the list/,
    ],
  ])('JSON of another shape is called so: %s', async (_, content, name, message) => {
    expect(await messageOf(content, {}, name)).toMatch(message)
  })

  test('a character that nobody sees is named', async () => {
    expect(await messageOf('p\n1\u200b2\n34\n56\n')).toContain('the invisible character U+200B')
  })

  test('where no row reads, the first that holds a number is shown, not the name above', async () => {
    expect(await messageOf('day\n01/02/24\n03/04/24\n13/05/24\n')).toMatch(
      /line 2.*Write years in four digits/,
    )
  })
})

describe('options of a program', () => {
  test.each([
    [{ ruler: 'square' }, 'got "square" for ruler; expected "linear", "log", "circular"'],
    [{ decimal: ',' }, 'got "," for decimal'],
    [{ dates: 'ymd' }, 'got "ymd" for dates'],
    [{ delimiter: ';' }, 'got ";" for delimiter'],
    [{ column: null }, 'got null for column; expected a string or a number'],
    [{ header: 'yes' }, 'got "yes" for header'],
    [{ skipBadRows: 1 }, 'got 1 for skipBadRows'],
  ])('that are not what they can be are refused: %j', async (options, message) => {
    expect(await messageOf('v\n1\n2\n3\n', options as TableOptions)).toContain(message)
  })
})

describe('a table in any dialect', () => {
  const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const
  const word = fc.string({ unit: fc.constantFrom(...'ab ,;|"\'\n€7.é'), minLength: 1, maxLength: 12 })
  const dialect = fc.record({
    name: fc.constantFrom<keyof typeof delimiters>('comma', 'semicolon', 'tab', 'bar'),
    end: fc.constantFrom('\n', '\r\n'),
    all: fc.boolean(),
    mark: fc.boolean(),
  })

  test('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { minLength: 3, maxLength: 12 }),
        dialect,
        async (words, { name, end, all, mark }) => {
          const delimiter = delimiters[name]
          const cell = (text: string) =>
            all || /["\r\n\t]|^\s|\s$/.test(text) || text.includes(delimiter)
              ? `"${text.replaceAll('"', '""')}"`
              : text
          const documents = words.map((text, at) => `${at}${text}!`)
          const rows = [['doc', 'value'], ...documents.map((text, at) => [text, String(at * 2)])]
          const content = `${mark ? '\uFEFF' : ''}${rows.map(row => row.map(cell).join(delimiter) + end).join('')}`
          const { texts, values } = await read(content, {
            column: 'doc',
            valueColumn: 'value',
            delimiter: name,
          })
          expect(texts).toEqual(documents)
          expect(values).toEqual(documents.map((_, at) => at * 2))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('has the separator that its header shows, whatever stands in its texts', async () => {
    for (const [name, mark] of Object.entries(delimiters)) {
      const rows = ['sku,price', 'a;b,1', 'c;d,2', 'e;f,3'].map(row =>
        row.replace(',', mark).replace(mark === ';' ? /(?<=^.);/ : /$^/, ':'),
      )
      expect((await read(rows.join('\n'), { column: 'price' })).values, name).toEqual([1, 2, 3])
    }
    expect(await messageOf('a;b,c;d\ne;f,g;h\ni;j,k;l', { column: 2 })).toContain('Add --delimiter')
  })
})

describe('a hostile table', () => {
  test.each<[string, string | Uint8Array, TableOptions, RegExp]>([
    [
      'a quote that is never closed',
      `${shop}A4;"x;1,00 €;28/08/2021\nA5;y;2,00 €;28/08/2021\n`,
      { column: 'price' },
      /behind row 4: a double quote opens that is never closed/,
    ],
    [
      'a quote inside a cell',
      `${shop}A4;12" pipe;1,00 €;28/08/2021\n`,
      { column: 'price' },
      /line 5: a double quote opens or closes in the wrong place/,
    ],
    [
      'NUL in a document',
      `a,b\nx,1\ny\0,2\nz,3`,
      { column: 'a', valueColumn: 'b' },
      /line 3, column a: got the character U\+0000/,
    ],
    [
      'an escape in a document',
      `a,b\nx,1\n\u001b[2J,2\nz,3`,
      { column: 'a', valueColumn: 'b' },
      /line 3, column a: got the character U\+001B/,
    ],
    [
      'a huge line',
      `a,b\nx,1\n${'y'.repeat(5 * 2 ** 20)},2\nz,3`,
      { column: 'b' },
      /a row is longer than 4 MiB/,
    ],
    [
      'a huge cell',
      `a,b\nx,1\n${'y'.repeat(20_000)},2\nz,3`,
      { column: 'a', valueColumn: 'b' },
      /line 3, column a: got a text of 20,000 characters/,
    ],
    ['ragged rows', 'a,b\nx,1\ny,2,3\nz,3\nw,4', { column: 'b' }, /line 3: got 3 columns; expected 2/],
    ['a header alone', 'a,b\n', { column: 'b' }, /got 0 lines with text/],
    ['nothing', '', { column: 'b' }, /holds no rows/],
    ['another encoding', Buffer.from('a,b\nx,1\nü,2\nz,3', 'latin1'), { column: 'b' }, /is not UTF-8 text/],
    [
      'half a pair',
      Buffer.from('\uFEFFa,b\nx,1\n\ud800,2\nz,3', 'utf16le'),
      { column: 'b' },
      /is not UTF-8 text/,
    ],
    [
      'deep JSON',
      `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}\n`,
      {},
      /no rows of JSON|is not JSON|has 1 line|got \d/,
    ],
  ])('is refused by its place: %s', async (_, content, options, message) => {
    expect(await messageOf(content, options)).toMatch(message)
  })

  test('is no folder, and has names that JavaScript knows', async () => {
    mkdirSync(join(folder, 'dir.csv'))
    await expect(seriesFromFile(join(folder, 'dir.csv'))).rejects.toThrow(/is a folder, not a file/)
    await expect(seriesFromFile(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'storage' })
    const odd =
      '{"__proto__":1,"constructor":2}\n{"__proto__":3,"constructor":4}\n{"__proto__":5,"constructor":6}\n'
    expect((await read(odd, { column: 'constructor' }, 'odd.jsonl')).values).toEqual([2, 4, 6])
    expect((await read(odd, { column: '__proto__' }, 'odd.jsonl')).values).toEqual([1, 3, 5])
  })

  test('of a million rows is read, and a sample of it drawn', async () => {
    const content = `sku;price\n${Array.from({ length: 1_000_000 }, (_, at) => `A${at};${at},50 €`).join('\n')}`
    const { texts, read: facts } = await read(content, { column: 'price' })
    expect([texts.length, facts.rows, facts.leftOut.unsampled]).toEqual([500, 1_000_000, 999_500])
  })
})

describe('a file without rows', () => {
  test.each([
    ['empty.csv', '', {}, /got 0 lines with text/],
    ['empty.csv', '', { column: 'price' }, /holds no rows; expected a table with one document a row/],
    ['mark.csv', '\ufeff', { column: 1 }, /holds no rows/],
    ['blank.csv', '\n\n\n', {}, /got 0 lines with text/],
    ['open.csv', '"1\n2\n3\n', { column: 1 }, /and quotes that are closed/],
    ['list.json', '[]', {}, /it holds no rows of JSON/],
    ['list.jsonl', '', {}, /it holds no rows of JSON/],
  ])('is refused: %s holds %j, with %j', async (name, content, options, message) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, content)
    await expect(seriesFromFile(path, options)).rejects.toThrow(message)
  })
})
