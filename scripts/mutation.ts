import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Mutation tests of src/math and src/measures: `npm run mutation`, about an hour on two cores. Further arguments
 * go to Stryker, such as `--mutate src/math/rank.ts`. Below a score of 85 % it fails.
 */
const vectors = mkdtempSync(join(tmpdir(), 'numeracy-vectors-'))
try {
  const run = (env: NodeJS.ProcessEnv, ...command: string[]) =>
    spawnSync(process.execPath, command, { stdio: 'inherit', env }).status ?? 1
  run(process.env, 'scripts/reference/dump.ts', vectors)
  process.exitCode = run(
    { ...process.env, NUMERACY_REFERENCE_VECTORS: vectors },
    'node_modules/@stryker-mutator/core/bin/stryker.js',
    'run',
    ...process.argv.slice(2),
  )
} finally {
  rmSync(vectors, { recursive: true, force: true })
}
