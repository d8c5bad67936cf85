import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { drawFacts } from '../../src/experiments/same/facts.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { codeBlocks } from './code-blocks.ts'
import { root } from './pages.ts'
import { askPython, python } from './python.ts'

const pairs = drawFacts(1).flatMap(({ base, others }) =>
  others.map(({ pair, text }) => ({ pair, a: base, b: text })),
)

/** The share of the pairs of each type that may be merged. */
function mergedOf(answers: readonly boolean[]) {
  const types = ['same-words', 'same-format', 'different', 'different-reworded']
  return types.map(type => {
    const own = answers.filter((_, at) => pairs[at].pair === type)
    return own.filter(Boolean).length / own.length
  })
}

function programOf(page: string, language: string): string {
  return codeBlocks(page).find(block => block.language === language)!.text
}

describe('the guard on the facts of same or different', () => {
  test('merges as the page on merging has it in TypeScript: what is the same, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'numeracy-guard-'))
    const index = pathToFileURL(join(root, 'src', 'index.ts')).href
    const path = join(folder, 'guard.ts')
    writeFileSync(
      path,
      programOf('docs/findings/merge-threshold.md', 'ts').replace("'numeracy'", `'${index}'`),
    )
    const { mayMerge } = await import(/* @vite-ignore */ path)
    removeFolder(folder)
    expect(mergedOf(pairs.map(({ a, b }) => mayMerge(a, b, 0.9)))).toEqual([1, 1, 0, 0])
    expect(pairs.some(({ a, b }) => mayMerge(a, b, 0.7))).toBe(false)
  })

  test.skipIf(python === undefined)('merges in Python no changed number, and fewer duplicates', () => {
    const answers = askPython(
      `import sys, io, json\nprinted, sys.stdout = sys.stdout, io.StringIO()\n${programOf('docs/guard.md', 'python')}\nsys.stdout = printed\nprint(json.dumps([same_numbers(a, b) for a, b in json.loads(sys.argv[1])]))`,
      JSON.stringify(pairs.map(({ a, b }) => [a, b])),
    ) as boolean[]
    const [words, format, different, reworded] = mergedOf(answers)
    expect([different, reworded]).toEqual([0, 0])
    expect(words).toBeGreaterThan(0.5)
    expect(words).toBeLessThan(1)
    expect(format).toBeLessThan(0.9)
  })
})
