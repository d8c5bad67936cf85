import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reachedDeclarations } from '../../scripts/declarations.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

test('declarations are followed through every form of import, in circles too', () => {
  const folder = temporaryFolder()
  const files = {
    'index.d.ts': 'export { a } from \'./a.ts\';\nexport declare const c: import("./deep/c.js").C;',
    'a.d.ts': "import './index.ts';\nexport * from './deep/d.ts';",
    'deep/c.d.ts': "import type { Zod } from 'zod';",
    'deep/d.d.ts': "import { c } from '../deep/c.ts';",
    'unreached.d.ts': "import './a.ts';",
  }
  mkdirSync(join(folder, 'deep'))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
  expect([...reachedDeclarations(folder, 'index.d.ts')].sort()).toEqual([
    'a.d.ts',
    'deep/c.d.ts',
    'deep/d.d.ts',
    'index.d.ts',
  ])
})
