import { describe, expect, test } from 'vitest'
import { drawFacts } from '../../src/experiments/same/facts.ts'
import { codeBlocks } from './code-blocks.ts'
import { askPython, python } from './python.ts'

const page = 'docs/findings/merge-threshold.md'

const pairs = [1, 2, 3].flatMap(seed =>
  drawFacts(seed).flatMap(({ base, others }) => others.map(({ pair, text }) => ({ pair, a: base, b: text }))),
)

/** How many pairs of each type are kept. */
function keptOf(answers: readonly boolean[]) {
  const share = (type: string) => {
    const own = answers.filter((_, at) => pairs[at].pair === type)
    return own.filter(Boolean).length / own.length
  }
  return Object.fromEntries(
    ['same-words', 'same-format', 'different', 'different-reworded'].map(type => [type, share(type)]),
  )
}

describe('the guard of the documentation', () => {
  test.skipIf(python === undefined)(
    'in Python merges nothing that differs in a number, and refuses other formats',
    () => {
      const program = codeBlocks(page).find(({ language }) => language === 'python')!.text
      const asked = pairs.map(({ a, b }) => [a, b])
      const answers = askPython(
        `${program}\nimport json, sys\nprint(json.dumps([may_merge(a, b, 0.9) for a, b in json.loads(sys.argv[1])]))`,
        JSON.stringify(asked.slice(0, 1080)),
      ) as boolean[]
      const kept = keptOf(answers)
      expect(kept.different).toBe(0)
      expect(kept['different-reworded']).toBe(0)
      expect(kept['same-words']).toBe(1)
      expect(kept['same-format']).toBeGreaterThan(0.3)
      expect(kept['same-format']).toBeLessThan(0.9)
    },
  )
})
