import { describe, expect, test } from 'vitest'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { digitGroups, documentOfPlaces, lastDigitPair } from '../../src/series/digit-groups.ts'

const texts = (id: string) => catalogueSeries(id).texts

describe('digitGroups', () => {
  test('holds documents that differ in one place alone, three at least', () => {
    const groups = digitGroups(['10', '11', '12', '21', '100', '$1'])
    expect(
      groups.map(({ place, isLeading, rest, documents }) => [place, isLeading, rest, documents]),
    ).toEqual([
      [
        1,
        false,
        '1',
        [
          { item: 0, digit: '0' },
          { item: 1, digit: '1' },
          { item: 2, digit: '2' },
        ],
      ],
    ])
  })

  test('takes a digit for leading where no 1 to 9 stands before it', () => {
    const leading = digitGroups(['0.1', '0.2', '0.3', '$4', '$5', '$6']).map(({ isLeading }) => isLeading)
    expect(leading).toEqual([true, true])
  })
})

describe('lastDigitPair', () => {
  test.each([
    ['integers', ['51', '59']],
    ['currency', ['$51', '$59']],
    ['offset', ['421', '429']],
    ['times', ['19:52:07', '19:58:07']],
  ] as const)('of %s is two documents that differ in the last place that varies', (id, pair) => {
    expect(lastDigitPair(texts(id))).toEqual(pair)
  })

  test('is null where digits vary in the leading place alone, or not at all', () => {
    expect(lastDigitPair(['1', '2', '3'])).toBeNull()
    expect(lastDigitPair(texts('words'))).toBeNull()
  })
})

describe('documentOfPlaces', () => {
  test('stands in groups of as many places as any', () => {
    for (const id of ['integers', 'offset', 'times', 'dates']) {
      const document = documentOfPlaces(texts(id))!
      const places = (text: string) =>
        new Set(
          digitGroups(texts(id))
            .filter(
              ({ isLeading, documents }) =>
                !isLeading && documents.some(({ item }) => texts(id)[item] === text),
            )
            .map(({ place }) => place),
        ).size
      expect(places(document), id).toBe(Math.max(...texts(id).map(places)))
    }
  })

  test('is null where there is none', () => {
    expect(documentOfPlaces(texts('words'))).toBeNull()
  })
})
