import { expect, test } from 'vitest'
import { unfit } from '../../scripts/unfit.ts'

test.each([
  ['dist/math/rank.js.map', '{}', 'is or names a source map'],
  ['dist/math/rank.js', 'export {}\n//# sourceMappingURL=rank.js.map', 'is or names a source map'],
  ['dist/math/rank.test.js', '', 'belongs to the tests'],
  ['dist/test/fakes.js', '', 'belongs to the tests'],
  ['dist/a.js', "import { b } from './b.ts'", 'imports ./b.ts, which Node cannot load'],
  ['dist/a.js', "export * from '../b'", 'imports ../b, which Node cannot load'],
  ['dist/a.js', "const b = await import('./b.ts')", 'imports ./b.ts, which Node cannot load'],
])('%s with %j is not published', (path, text, reason) => {
  expect(unfit(path, text)).toEqual([`${path} ${reason}.`])
})

test.each([
  ['dist/a.js', "import { b } from './b.js'\nimport { z } from 'zod'"],
  ['dist/a.d.ts', "import type { B } from './b.ts'"],
  ['dist/measures/latest.js', ''],
])('%s with %j is published', (path, text) => {
  expect(unfit(path, text)).toEqual([])
})
