import { expect, test } from 'vitest'
import { withLocalFlags } from '../../src/cli/local-flags.ts'

const none = { pooling: undefined, prefix: undefined }

test('the flags become options of each local model and of no other', () => {
  const specs = ['./a', 'hf:org/b?dtype=q8', 'jina:c']
  expect(withLocalFlags(specs, { pooling: 'cls', prefix: 'passage: ' })).toEqual([
    './a?pooling=cls&prefix=passage%3A%20',
    'hf:org/b?dtype=q8&pooling=cls&prefix=passage%3A%20',
    'jina:c',
  ])
  expect(withLocalFlags(specs, { ...none, prefix: 'x' })[0]).toBe('./a?prefix=x')
})

test('without flags the specs stay as they are', () => {
  expect(withLocalFlags(['jina:c', './a'], none)).toEqual(['jina:c', './a'])
})

test('a flag for nothing is refused', () => {
  expect(() => withLocalFlags(['jina:c'], { ...none, pooling: 'cls' })).toThrow(
    '--pooling: got no local embedder that it could be for; expected --embed with a folder or hf:ORG/NAME.',
  )
})
