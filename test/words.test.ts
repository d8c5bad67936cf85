import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** A word that does not come back, what to write in its place, and its row in the table of CONTRIBUTING.md. */
interface Word {
  readonly row: string
  readonly pattern: RegExp
  readonly write: string
}

const words: readonly Word[] = [
  {
    row: 'tell, told',
    pattern: /\b(?:tell|tells|telling|told|untold)\b(?! .{0,60}\bapart\b| apart\b)/i,
    write: 'report, say or show; significant, of a difference; selected, of what was chosen',
  },
  { row: 'tell, told', pattern: /(?:told|tell|Told|Tell)[A-Z]|[a-z](?:Told|Tell)\b/, write: 'report' },
  { row: 'foresee, foretold', pattern: /\bfore(?:see|sees|seen|saw|told|tell)\b/i, write: 'estimate' },
  {
    row: 'let go',
    pattern: /\b(?:lets|letting|[Ll]et) (?:it |them |him )?go\b|\bletGo/,
    write: 'dispose, or release',
  },
  { row: 'a coin', pattern: /\bcoins?\b/i, write: 'guessing' },
  { row: 'nearer', pattern: /\bnearer\b/i, write: 'closer' },
  {
    row: 'just as far apart',
    pattern: /\bas far apart\b|\bplaces apart\b/i,
    write: 'at the same distance, or lag',
  },
  { row: 'no difference seen', pattern: /\bdifferences? (?:is |was )?seen\b/i, write: 'no clear difference' },
  { row: 'again', pattern: /\banew\b/i, write: 'again' },
  { row: 'but for', pattern: /\bbut for\b/i, write: 'except for' },
  {
    row: 'for, hang on',
    pattern: /, for (?:it|they|nothing|nobody|no|that is) |\bhangs? on\b/i,
    write: 'because; depend on',
  },
  { row: 'mend', pattern: /\bmend(?:s|ed|ing)?\b/i, write: 'repair or correct' },
  { row: 'heed', pattern: /\bheed(?:s|ed|ing)?\b/i, write: 'use or apply' },
  { row: 'mostBytes, leastRows', pattern: /\b(?:most|least)(?!Important\b)[A-Z]\w/, write: 'max… or min…' },
  { row: 'usualTimeout', pattern: /\busual[A-Z]\w/, write: 'default…' },
  {
    row: 'chance',
    pattern:
      /Dashed: chance|\babove chance\b|higher\? Chance\b|(?:title|label|chance|text): 'chance'|随机水平/,
    write: 'guessing',
  },
  { row: 'spelling alone', pattern: /spelling alone(?:'|,| up to| [0-9$])/, write: 'spelling floor' },
  {
    row: 'duplicates kept',
    pattern: /\bduplicates kept\b|\bkeeps (?:\$\{[^}]*\}|\d+ %) of the duplicates|保留[^。]{0,30}重复项/,
    write: 'duplicates found, finds',
  },
  { row: 'a share of 0.49', pattern: /\bin a share of (?:0|\$\{)/, write: '49 %' },
  { row: 'fuse', pattern: /\bfus(?:e|es|ed|ing) (?:the |two |both )?rank/i, write: 'combine' },
  {
    row: 'a dual encoder stands in',
    pattern: /\(a dual encoder stand/,
    write: 'standing in as reranker',
  },
  {
    row: '95 %',
    pattern: /(['"`>] ?)95 %(?=['"`<])|, 95 %['"`]|\b95 % CI\b|\b95%/,
    write: '95 % interval, or 95 % from and 95 % to for its two ends',
  },
  { row: '系列, 抛硬币', pattern: /系列|抛硬币/, write: '序列 or 猜测' },
]

/** Facts and questions as people write them: what is measured, not what is said. */
const data = /^src\/experiments\/(?:same|search)\/kinds\//

const texts = globSync(['src/**/*.ts', 'web/**/*.{ts,tsx,css}', 'docs/**/*.md', 'README*.md'], {
  cwd: root,
}).filter(file => !data.test(file))

describe('one word for one thing', () => {
  test('reads the sources, the page and the documentation', () => {
    expect(texts.length).toBeGreaterThan(400)
  })

  test.each(words)('$row: $write', ({ pattern, write }) => {
    const found = texts.flatMap(file =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => {
          const word = pattern.exec(line)?.[0]
          return word === undefined ? [] : [`${file}:${at + 1}: “${word}”. Write ${write}.`]
        }),
    )
    expect(found).toEqual([])
  })

  test.each(words)('$row is in the table of CONTRIBUTING.md', ({ row }) => {
    const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    expect(guide).toContain(`| ${row} |`)
  })
})
