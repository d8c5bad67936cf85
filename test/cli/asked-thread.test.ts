import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../../src', path))

/** How many files compiled modules were kept in, of a program that does some work with a thread. */
function compiledBy(work: string): number {
  const [folder, program] = [temporaryFolder(), join(temporaryFolder(), 'program.mjs')]
  const text = `import { enableCompileCache } from 'node:module'
enableCompileCache(${JSON.stringify(folder)})
const { askedThread } = await import(${source('cli/asked-thread.ts')})
const { rangeSeries } = await import(${source('series/range.ts')})
const { ask, close } = askedThread('judge-worker', { does: 'computes statistics' })
${work}
await close()`
  writeFileSync(program, text)
  execFileSync(process.execPath, [program], {
    env: { ...process.env, NODE_COMPILE_CACHE: '', NODE_V8_COVERAGE: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length
}

describe('a thread', () => {
  test('keeps what it compiles where the program that begins it does', () => {
    const asked = `await ask({ about: 'references', task: { series: rangeSeries('1..6'), seed: 1 } })`
    expect(compiledBy(asked)).toBeGreaterThan(compiledBy('') + 5)
  })
})
