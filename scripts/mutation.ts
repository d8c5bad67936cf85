import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Mutation tests of src/math by test/math and of src/measures by test/measures: `npm run mutation`, or one of them by
 * `npm run mutation math`. Further arguments go to Stryker, such as `--mutate src/math/rank.ts`. Below a score of
 * 85 % it fails.
 */
const sets = ['math', 'measures']
const given = process.argv.slice(2)
const chosen = sets.filter(name => given.includes(name))
const further = given.filter(argument => !sets.includes(argument))

const vectors = mkdtempSync(join(tmpdir(), 'numeracy-vectors-'))
try {
  run(process.env, 'scripts/reference/dump.ts', vectors)
  const results = (chosen.length === 0 ? sets : chosen).map(mutated)
  process.exitCode = Math.max(...results)
} finally {
  rmSync(vectors, { recursive: true, force: true })
}

function mutated(name: string): number {
  const env = { ...process.env, NUMERACY_REFERENCE_VECTORS: vectors, NUMERACY_MUTATION: name }
  const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js'
  return run(env, stryker, 'run', '--mutate', `src/${name}/**/*.ts`, ...further)
}

function run(env: NodeJS.ProcessEnv, ...command: string[]): number {
  return spawnSync(process.execPath, command, { stdio: 'inherit', env }).status ?? 1
}
