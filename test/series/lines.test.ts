import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { seriesFromLines } from '../../src/series/lines.ts'

describe('seriesFromLines', () => {
  test.each<[what: string, content: string, texts: string[], values: number[]]>([
    ['one number a line', '1\n2\n3\n', ['1', '2', '3'], [1, 2, 3]],
    ['texts with their values', 'a,1\nb,2\nc,3', ['a', 'b', 'c'], [1, 2, 3]],
    ['numbers with other values', '1,20\n2,40\n3,60', ['1', '2', '3'], [20, 40, 60]],
    ['columns with a tab', '1,000\t1\n2,000\t2\n3,000\t3', ['1,000', '2,000', '3,000'], [1, 2, 3]],
    ['spaces round the columns', ' a , 1 \nb ,2\nc, 3', ['a', 'b', 'c'], [1, 2, 3]],
    ['quoted commas', '"1,000"\n"2,000"\n"3,000"', ['1,000', '2,000', '3,000'], [1000, 2000, 3000]],
    ['quoted quotes', '"12"" long",1\nb,2\n"c,""d""",3', ['12" long', 'b', 'c,"d"'], [1, 2, 3]],
    ['quoted values', 'a,"1,000"\nb,"2"\nc,3', ['b', 'c', 'a'], [2, 3, 1000]],
    ['grouped numbers beside plain ones', '1,234\n2,000\n5', ['5', '1,234', '2,000'], [5, 1234, 2000]],
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

  test.each([
    ['line 2 of 3', '1\n01/02/2024\n3', 'f.csv, line 2: got "01/02/2024", which reads as no number'],
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
      'text,value\na,1\nb,2',
      'f.csv, line 1: got the value "value"; expected a finite',
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
    ['a text twice', 'a,1\nb,2\n\na,3', 'f.csv, line 4: got the text "a" again (first at f.csv, line 1)'],
    ['a value twice', 'a,1\nb,2\nc,1', 'f.csv, line 3: got the value "1" again (first at f.csv, line 1)'],
    ['a number twice in two forms', '1\n2\n1.0', 'f.csv, line 3: got the value "1" again'],
    ['zero twice', '0\n1\n-0', 'f.csv, line 3: got the value "0" again (first at f.csv, line 1)'],
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

  test('names the line of a text that is too long, whatever its place among the values', () => {
    expect(messageOf(`a,9\n${'x'.repeat(10_001)},1\nc,5`)).toBe(
      'f.csv, line 2: got a text of 10,001 characters; at most 10,000 are taken. Shorten it.',
    )
  })

  test('repeats no more than 60 characters of a bad line', () => {
    expect(messageOf(`1\n2\n${'x'.repeat(9000)}`)).toMatch(/^f\.csv, line 3: got "x{60}…", .{0,120}$/)
  })

  test('takes 5,000 lines and refuses one more, with their number', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => index).join('\n')
    expect(seriesFromLines('f.csv', lines(5000)).texts).toHaveLength(5000)
    expect(messageOf(lines(5001))).toBe(
      'f.csv: got 5,001 lines; at most 5,000 are compared with each other. Take a part of them.',
    )
  })

  test('refuses a million lines for their number, before it reads any', () => {
    expect(messageOf('"never closed\n'.repeat(1_000_000))).toContain('got 1,000,000 lines')
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
