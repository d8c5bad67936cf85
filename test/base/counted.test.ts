import { expect, test } from 'vitest'
import { counted } from '../../src/base/counted.ts'

test('a count of one has its noun in the singular, and thousands have a comma', () => {
  expect([0, 1, 2, 1200].map(count => counted(count, 'text'))).toEqual([
    '0 texts',
    '1 text',
    '2 texts',
    '1,200 texts',
  ])
})
