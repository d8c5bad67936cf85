import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { seriesFromLines } from '../../src/series/lines.ts'

describe('seriesFromLines', () => {
  test.each<[what: string, content: string, texts: string[], values: number[]]>([
    ['one number a line', '1\n2\n3\n', ['1', '2', '3'], [1, 2, 3]],
    ['texts with their values', 'a,1\nb,2\nc,3', ['a', 'b', 'c'], [1, 2, 3]],
    ['numbers with other values', 'text,value\n1,20\n2,40\n3,60', ['1', '2', '3'], [20, 40, 60]],
    [
      'decimal commas that a first line says to be texts',
      'text\n1,20\n2,40\n3,60',
      ['1,20', '2,40', '3,60'],
      [1.2, 2.4, 3.6],
    ],
    ['columns with a tab', '1,000\t1\n2,000\t2\n3,000\t3', ['1,000', '2,000', '3,000'], [1, 2, 3]],
    ['spaces round the columns', ' a , 1 \nb ,2\nc, 3', ['a', 'b', 'c'], [1, 2, 3]],
    ['quoted commas', '"1,000"\n"2,000.50"\n"3,000"', ['1,000', '2,000.50', '3,000'], [1000, 2000.5, 3000]],
    ['quoted quotes', '"12"" long",1\nb,2\n"c,""d""",3', ['12" long', 'b', 'c,"d"'], [1, 2, 3]],
    ['quoted values', 'a,"1,000.0"\nb,"2"\nc,3', ['b', 'c', 'a'], [2, 3, 1000]],
    ['grouped numbers beside plain ones', '1,234\n2,000\n5.5', ['5.5', '1,234', '2,000'], [5.5, 1234, 2000]],
    ['prices', '$2.00\n$1.99\n$1,000', ['$1.99', '$2.00', '$1,000'], [1.99, 2, 1000]],
    [
      'dates',
      '2024-01-01\n2023-12-31\n2024-02-29',
      ['2023-12-31', '2024-01-01', '2024-02-29'],
      [19_722, 19_723, 19_782],
    ],
    ['times', '00:01\n23:59\n12:00:30', ['00:01', '12:00:30', '23:59'], [60, 43_230, 86_340]],
    ['line ends of Windows', '1\r\n2\r\n3\r\n', ['1', '2', '3'], [1, 2, 3]],
    ['line ends of old Macs', '1\r2\r3', ['1', '2', '3'], [1, 2, 3]],
    ['a byte order mark before a quote', '\uFEFF"1,5",1\nb,2\nc,3', ['1,5', 'b', 'c'], [1, 2, 3]],
    ['empty lines', '\n\n1\n \n2\n\t\n3\n\n', ['1', '2', '3'], [1, 2, 3]],
    ['any order, put in ascending order', '10\n-1\n3e1\n.5', ['-1', '.5', '10', '3e1'], [-1, 0.5, 10, 30]],
  ])('reads %s', (_, content, texts, values) => {
    const series = seriesFromLines('mine.csv', content)
    expect([series.texts, series.values]).toEqual([texts, values])
    expect(series).toMatchObject({ id: 'mine.csv', source: 'mine.csv', ruler: 'linear', period: null })
  })

  test('tells what the texts stand for, and takes texts with given values for numbers', () => {
    expect(seriesFromLines('f', '$1\n$2\n$3').family).toBe('money')
    expect(seriesFromLines('f', '00:01\n00:02\n00:03').family).toBe('time')
    expect(seriesFromLines('f', '2024-01-01\n2024-01-02\n2024-01-03').family).toBe('date')
    expect(seriesFromLines('f', 'a,1\nb,2\nc,3').family).toBe('number')
  })

  test.each<[what: string, content: string, texts: string[], values: number[]]>([
    [
      'decimal commas with a currency',
      '19,99 €\n5,00 €\n1.299,00 €',
      ['5,00 €', '19,99 €', '1.299,00 €'],
      [5, 19.99, 1299],
    ],
    ['decimal commas in quotes', '"19,99"\n"5,0"\n"7,123"', ['5,0', '7,123', '19,99'], [5, 7.123, 19.99]],
    [
      'thousands by blanks',
      '1 299\n999\n12 345 678',
      ['999', '1 299', '12 345 678'],
      [999, 1299, 12_345_678],
    ],
    [
      'thousands by thin blanks',
      '1\u202f299\n1\u2009300\n1\u00a0301',
      ['1\u202f299', '1\u2009300', '1\u00a0301'],
      [1299, 1300, 1301],
    ],
    [
      'thousands by apostrophes',
      "CHF 1'299.50\nCHF 2\u2019000\nCHF 5",
      ['CHF 5', "CHF 1'299.50", 'CHF 2\u2019000'],
      [5, 1299.5, 2000],
    ],
    [
      'points between thousands that a comma decides',
      '1.299\n2.000\n0,5',
      ['0,5', '1.299', '2.000'],
      [0.5, 1299, 2000],
    ],
    ['lakhs', '"12,34,567"\n"1,00,000"\n5', ['5', '1,00,000', '12,34,567'], [5, 100_000, 1_234_567]],
    ['one currency in several ways', '$5\n8 USD\nUSD 6', ['$5', 'USD 6', '8 USD'], [5, 6, 8]],
    ['yen by sign and by name', '¥100\n200 JPY\n¥300', ['¥100', '200 JPY', '¥300'], [100, 200, 300]],
    [
      'quotes of a table with tabs',
      '"1,234.50"\t1234.5\n"say ""5"""\t5\n12" pipe\t12',
      ['say "5"', '12" pipe', '1,234.50'],
      [5, 12, 1234.5],
    ],
    ['semicolons with decimal commas', 'a;19,99\nb;5,0\n"c;d";7', ['b', 'c;d', 'a'], [5, 7, 19.99]],
    ['semicolons inside texts', '"a;1",3\n"b;2",2\n"c;3",1', ['c;3', 'b;2', 'a;1'], [1, 2, 3]],
    [
      'points in columns that commas separate',
      'a,1.234\nb,2.345\nc,3.999',
      ['a', 'b', 'c'],
      [1.234, 2.345, 3.999],
    ],
    ['commas behind every line', '1,\n2,\n3,', ['1', '2', '3'], [1, 2, 3]],
    ['several separators behind every line', 'a,1,, \nb,2,,\nc,3,,', ['a', 'b', 'c'], [1, 2, 3]],
    ['tabs behind every line', 'a\t1\t\nb\t2\t\nc\t3\t', ['a', 'b', 'c'], [1, 2, 3]],
    [
      'dates that one of them decides',
      '25/12/2024\n01/02/2024\n03/02/2024',
      ['01/02/2024', '03/02/2024', '25/12/2024'],
      [19_754, 19_756, 20_082],
    ],
    [
      'dates before points',
      '01.02.2024\n02.02.2024\n03.02.2024',
      ['01.02.2024', '02.02.2024', '03.02.2024'],
      [19_754, 19_755, 19_756],
    ],
    [
      'dates in words, in quotes',
      '"Feb 1, 2024"\n"February 2, 2024"\n2024-02-03',
      ['Feb 1, 2024', 'February 2, 2024', '2024-02-03'],
      [19_754, 19_755, 19_756],
    ],
  ])('reads what has one reading: %s', (_, content, texts, values) => {
    const series = seriesFromLines('mine.csv', content)
    expect([series.texts, series.values]).toEqual([texts, values])
  })

  test.each([
    [
      'decimal commas',
      '19,99\n5,00\n7,50',
      'line 1: got "19,99", which reads as one value and as text and value ("19" worth 99)',
    ],
    [
      'decimal commas beside a text',
      'x,5\n5,00\n7,50',
      'line 2: got "5,00", which reads as one value and as text and value',
    ],
    [
      'prices with decimal commas',
      '€19,99\n€5,00\n€7,50',
      'line 1: got "€19,99", which reads as one value and as text',
    ],
    [
      'points between thousands, then a comma',
      '1.234,56\n2.345,10\n3.999,99',
      'line 1: got "1.234,56", which reads as one value',
    ],
    [
      'blanks between thousands, then a comma',
      '1 234,56\n2 345,10\n3 999,99',
      'line 1: got "1 234,56", which reads as one value',
    ],
    [
      'dates in words',
      'Jan 5, 2023\nFeb 6, 2024\nMar 7, 2025',
      'line 1: got "Jan 5, 2023", which reads as one value',
    ],
    [
      'how to choose',
      '1,2\n3,4\n5,6',
      'Add --decimal comma where it is one value, or put a line before the first that says which: text, or text,value.',
    ],
    [
      'points that may stand between thousands',
      '5\n1.234\n2.000',
      'line 2: got "1.234", which reads as 1.234 (decimal point) and as 1234 (decimal comma), and no other line decides. Add --decimal point or --decimal comma.',
    ],
    ['prices of that kind', '1.234 €\n2.000 €\n3.500 €', 'line 1: got "1.234 €", which reads as 1.234'],
    [
      'quoted commas of that kind',
      '"1,000"\n"2,000"\n"3,000"',
      'line 1: got "1,000", which reads as 1000 (decimal point) and as 1',
    ],
    [
      'values of that kind beside tabs',
      'a\t1.234\nb\t2.000\nc\t3.500',
      'line 1: got the value "1.234", which reads as 1.234 (decimal point) and as 1234 (decimal comma)',
    ],
    [
      'two decimal marks',
      '"1,5"\n2.5\n3',
      'line 2: got "2.5" (decimal point) after "1,5" (decimal comma, f.csv, line 1); one series has one way of writing',
    ],
    [
      'two decimal marks of values',
      'a\t1,5\nb\t2.5\nc\t3',
      'line 2: got the value "2.5" (decimal point) after "1,5" (decimal comma, f.csv, line 1)',
    ],
    [
      'several currencies',
      '$5\n6 €\n£7\n8 USD',
      'line 2: got "6 €" (EUR) after "$5" (USD, f.csv, line 1); one series holds one currency',
    ],
    [
      'a sign of two currencies, and both',
      '¥100\n200 JPY\n300 CNY',
      'line 3: got "300 CNY" (CNY) after "200 JPY" (JPY, f.csv, line 2)',
    ],
    [
      'days and months in either order',
      '01/02/2024\n02/03/2024\n03/04/2024',
      'line 1: got "01/02/2024", which reads as 2024-02-01 (day before month) and as 2024-01-02 (month before day)',
    ],
    [
      'days and months in both orders',
      '25/12/2024\n12/25/2024\n01/02/2024',
      'line 2: got "12/25/2024" (month before day) after "25/12/2024" (day before month, f.csv, line 1)',
    ],
    [
      'what is measured in two ways',
      '5 km\n6 kg\n700 m',
      'line 2: got "6 kg" (mass in g) after "5 km" (length in m, f.csv, line 1); one series measures one thing.',
    ],
    ['unknown units', '5 km\n6 furlongs\n700 m', 'line 2: got "6 furlongs", which reads as no number'],
    ['a comma in some lines behind', '1,\n2\n3', 'line 2: got 1 column ("2"); expected text and value'],
    [
      'columns by tabs in some lines only',
      'a\t1\nb,2\nc\t3',
      'line 2: got 1 column ("b,2"); expected text and value',
    ],
    ['an open quote beside tabs', '"a\t1\nb\t2\nc\t3', 'line 1: got "\\"a\\t1", where a double quote'],
    [
      'a zero byte',
      'a\0,1\nb,2\nc,3',
      'line 1: got the character U+0000 in "a\\u0000,1"; expected text without control characters. Remove it, or save the file as UTF-8.',
    ],
    ['an escape', 'a,1\nb\x1b[2J,2\nc,3', 'line 2: got the character U+001B'],
    ['half a pair', 'a,1\nb\ud83d,2\nc,3', 'line 2: got the character U+D83D'],
  ])('refuses what has two readings or none: %s', (_, content, problem) => {
    expect(messageOf(content)).toContain(problem)
  })

  test('counts the line that says what the columns are, but not as a document', () => {
    expect(messageOf('\ntext,value\na,1\nb,x\nc,3')).toContain('f.csv, line 4: got the value "x"')
    const lines = Array.from({ length: 5000 }, (_, index) => `${index},${index}`).join('\n')
    const series = seriesFromLines('f.csv', `Text;Value\n${lines.replaceAll(',', ';')}`, { rows: 5000 })
    expect(series.texts).toHaveLength(5000)
  })

  test('takes no longer than its length for a line that is never right', () => {
    for (const part of [' ', '"', '""', 'a ', ' "'])
      expect(messageOf(`x${part.repeat(200_000)}"y\n1\n2`)).toMatch(/^f\.csv, line 1: got/)
  })

  test.each([
    ['line 2 of 3', '1\n01/02/24\n3', 'f.csv, line 2: got "01/02/24", which reads as no number'],
    [
      'a date that may be of two months',
      '01/02/2024\n01/03/2024\n01/04/2024',
      'f.csv, line 1: got "01/02/2024"',
    ],
    ['a day that does not exist', '2024-02-28\n2024-02-30\n2024-03-01', 'f.csv, line 2: got "2024-02-30"'],
    ['a word without a value', '1\n2\n\nthree', 'f.csv, line 4: got "three"'],
    ['another kind than before', '1\n$2\n3', 'f.csv, line 2: got "$2" (money) after "1" (number)'],
    [
      'a value that is a word',
      'name,price\na,1\nb,2',
      'f.csv, line 1: got the value "price"; expected a finite',
    ],
    ['a value that is missing', 'a,1\nb,\nc,3', 'f.csv, line 2: got the value ""; expected a finite number'],
    ['a value beyond all numbers', 'a,1\nb,2\nc,1e999', 'f.csv, line 3: got the value "1e999"'],
    ['a value that is no number', 'a,1\nb,NaN\nc,3', 'f.csv, line 2: got the value "NaN"'],
    ['a line without its value', 'a,1\nb\nc,3', 'f.csv, line 2: got 1 column ("b"); expected text and value'],
    ['a third column', 'a,1\nb,2,x\nc,3', 'f.csv, line 2: got 3 columns ("b,2,x"); expected text and value'],
    ['three columns throughout', 'a,1,x\nb,2,y\nc,3,z', 'f.csv, line 1: got 3 columns'],
    [
      'a column too many after plain texts',
      '1\n2\n3,x',
      'f.csv, line 3: got 2 columns ("3,x"); expected one text',
    ],
    ['an open quote', 'a,1\n"b,2\nc,3', 'f.csv, line 2: got "\\"b,2", where a double quote opens or closes'],
    ['a quote inside a text', 'a,1\nb"c,2\nc,3', 'f.csv, line 2: got "b\\"c,2", where a double quote'],
    ['a byte order mark, without showing it', '\uFEFFa"b,1\nb,2\nc,3', 'f.csv, line 1: got "a\\"b,1",'],
    ['text behind a quote', '"a"b,1\nb,2\nc,3', 'f.csv, line 1: got "\\"a\\"b,1", where a double quote'],
    ['a text over two lines', 'a,1\n"b\nc",2\nd,3', 'f.csv, line 2: got "\\"b", where a double quote'],
    ['an empty text, by its line', 'a,3\n,1\nc,2', 'f.csv, line 2: got an empty text'],
    ['an empty text in quotes', 'a,1\nb,2\n" ",0', 'f.csv, line 3: got an empty text'],
    [
      'a text twice with two values',
      'a,1\nb,2\n\na,3',
      'f.csv, line 4: got the text "a" with the value 3 (with 1 at f.csv, line 1); a text has one value.',
    ],
    ['equal values throughout', 'a,1\nb,1\nc,1', 'f.csv: got the value 1 on every line'],
    ['too few different texts', '1\n2\n1\n2', 'f.csv: got 2 different texts on 4 lines; a series needs'],
    ['one text throughout', '7\n7\n7', 'f.csv: got 1 different text on 3 lines'],
    [
      'two readings of every line',
      '1,000\n2,000\n3,000',
      'f.csv, line 1: got "1,000", which reads as one value and as text and value',
    ],
    ['two lines', '1\n2', 'f.csv: got 2 lines with text; a series needs at least 3'],
    ['one line', '\n1\n', 'f.csv: got 1 line with text;'],
    ['an empty file', '', 'f.csv: got 0 lines with text;'],
    ['only a byte order mark', '\uFEFF', 'f.csv: got 0 lines with text;'],
  ])('refuses %s', (_, content, problem) => {
    expect(messageOf(content)).toContain(problem)
  })

  test('takes equal values, each with its own text, in the order of the lines', () => {
    for (const [content, texts, values] of [
      ['a,1\nb,2\nc,1', ['a', 'c', 'b'], [1, 1, 2]],
      ['1\n2\n1.0', ['1', '1.0', '2'], [1, 1, 2]],
      ['0\n1\n-0', ['0', '-0', '1'], [0, -0, 1]],
    ] as const) {
      const series = seriesFromLines('f.csv', content)
      expect(series.texts).toEqual(texts)
      expect(series.values).toEqual(values)
      expect(series.notes).toBeUndefined()
    }
  })

  test('merges equal texts into one document, and says so', () => {
    const once = seriesFromLines('f.csv', '$5\n$1\n$5\n$3')
    expect(once.texts).toEqual(['$1', '$3', '$5'])
    expect(once.description).toBe('3 documents from f.csv, a text that stands there again left out.')
    expect(once.notes).toEqual([
      'f.csv: one line holds a text that stands on an earlier line; equal texts are one document, so that 3 of 4 lines are compared.',
    ])
    const twice = seriesFromLines('f.csv', 'a,5\nb,1\na,5\nc,3\nb,1')
    expect(twice.texts).toEqual(['b', 'c', 'a'])
    expect(twice.description).toBe('3 documents from f.csv, 2 texts that stand there again left out.')
    expect(twice.notes?.[0]).toMatch(/^f\.csv: 2 lines hold a text .* 3 of 5 lines are compared\.$/)
  })

  test('names the line of a text that is too long, whatever its place among the values', () => {
    expect(messageOf(`a,9\n${'x'.repeat(10_001)},1\nc,5`)).toBe(
      'f.csv, line 2: got a text of 10,001 characters; at most 10,000 are taken. Shorten it. Correct it, or add --skip-bad-rows to leave it out.',
    )
  })

  test('repeats no more than 60 characters of a bad line', () => {
    expect(messageOf(`1\n2\n${'x'.repeat(9000)}`)).toMatch(/^f\.csv, line 3: got "x{60}…", .{0,120}$/)
  })

  test('compares 500 of many lines, drawn from all over them by the seed, and says so', () => {
    const lines = Array.from({ length: 6000 }, (_, index) => index * index).join('\n')
    const series = seriesFromLines('f.csv', lines)
    expect(series.texts).toHaveLength(500)
    for (let part = 0; part < 500; part++) expect(Math.floor(Math.sqrt(series.values[part]) / 12)).toBe(part)
    expect(series.notes).toEqual([
      'f.csv: 500 of 6,000 documents are compared, drawn so that they are spread over the quantiles of the values (seed 1). Add --rows 6000 to compare all.',
    ])
    expect(seriesFromLines('f.csv', lines)).toEqual(series)
    expect(seriesFromLines('f.csv', lines, { seed: 2 }).texts).not.toEqual(series.texts)
    expect(seriesFromLines('f.csv', lines, { rows: 4999 }).texts).toHaveLength(4999)
  })

  test('leaves out lines that cannot be read only where it is asked to, and says which', () => {
    const content = '1\n2\nthree\n4\n\nfive\n6"\n"7\n8\n9,x\n10'
    expect(messageOf(content)).toContain('f.csv, line 7: got "6\\"", where a double quote')
    const { texts, notes } = seriesFromLines('f.csv', content, { skipBadRows: true, decimal: 'point' })
    expect(texts).toEqual(['1', '2', '4', '8', '10'])
    expect(notes?.[0]).toMatch(
      /^f\.csv: 5 of 10 lines cannot be read and are left out; the first 3: f\.csv, line 7/,
    )
  })

  test('counts the lines that cannot be read', () => {
    expect(messageOf('1\n2\nthree\n4\nfive\n6')).toContain(
      '2 of 6 lines cannot be read. Correct them, or add',
    )
    expect(messageOf('a b\nc d\n3')).toContain('Write each as one, or give its value in a second column.')
  })

  test('reads many lines', () => {
    const content = Array.from({ length: 200_000 }, (_, index) => `${index}.5`).join('\n')
    expect(seriesFromLines('f.csv', content).read.rows).toBe(200_000)
    expect(messageOf('"never closed\n'.repeat(1_000_000))).toContain('f.csv, line 1')
  })

  test('takes decimal commas and the order of dates as they are said', () => {
    const { values, read } = seriesFromLines('f.csv', '19,99\n5,00\n7,50', { decimal: 'comma' })
    expect([values, read.notation]).toEqual([[5, 7.5, 19.99], 'decimal comma'])
    expect(seriesFromLines('f', '1.234\n2.000\n3.5', { decimal: 'point' }).values).toEqual([1.234, 2, 3.5])
    expect(seriesFromLines('f', '1.234\n2.000\n7', { decimal: 'comma' }).values).toEqual([7, 1234, 2000])
    const dates = '01/02/2024\n02/03/2024\n03/04/2024'
    expect(seriesFromLines('f', dates, { dates: 'dmy' }).values).toEqual([19_754, 19_784, 19_816])
    expect(seriesFromLines('f', dates, { dates: 'mdy' }).values).toEqual([19_724, 19_756, 19_786])
  })
})

function messageOf(content: string): string {
  try {
    seriesFromLines('f.csv', content)
  } catch (error) {
    if (error instanceof NumeracyError && error.code === 'input') return error.message
    throw error
  }
  throw new Error('The lines were taken for a series')
}
