import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeFolder } from '../fixtures/temporary-folder.ts'
import { dayFormats, minuteFormats, wholeFormats } from '../fixtures/value-formats.ts'
import { writtenKinds } from '../fixtures/written-values.ts'
import { codeBlocks } from './code-blocks.ts'
import { root } from './pages.ts'
import { askPython, python } from './python.ts'

const blocks = codeBlocks(join('docs', 'guard.md'))
const blockOf = (language: string) => blocks.findIndex(block => block.language === language)
const reader = python === undefined ? 'not run, for lack of Python' : 'with Python'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-guard-'))
})
afterAll(() => removeFolder(folder))

describe('the page on the guard', () => {
  test('prints in TypeScript what it says', () => {
    const at = blockOf('ts')
    const path = join(folder, 'guard.ts')
    const index = pathToFileURL(join(root, 'src', 'index.ts')).href
    writeFileSync(path, blocks[at].text.replace("from 'numeracy'", `from '${index}'`))
    expect(execFileSync(process.execPath, [path], { encoding: 'utf8' })).toBe(blocks[at + 1].text)
  })

  test(`has a Python reader that prints what it says (${reader})`, () => {
    const at = blockOf('python')
    expect(blocks[at + 1].text).toBe('True False\n')
    if (python === undefined) return
    expect(execFileSync(python, ['-c', blocks[at].text], { encoding: 'utf8' })).toBe(blocks[at + 1].text)
  })

  test(`has a Python reader that takes no two values of one kind or format for the same (${reader})`, () => {
    if (python === undefined) return
    const drawn = Array.from({ length: 60 }, (_, k) => (k < 30 ? k : (k - 29) ** 4))
    const all = [
      ...wholeFormats.map(({ write }) => ({ write, most: 999_999 })),
      ...dayFormats.map(({ write }) => ({ write, most: 30_000 })),
      ...minuteFormats.map(({ write }) => ({ write, most: 1439 })),
    ]
    const formats = all.map(({ write, most }) =>
      [...new Set(drawn.map(value => value % (most + 1)))].map(value => [write(value)]),
    )
    const groups = [...writtenKinds.map(({ values }) => values), ...formats]
    const program = blocks[blockOf('python')].text.replace(/^print.*$/m, '')
    const compare = `
import json, sys
merged = []
for values in json.load(open(sys.argv[1], encoding="utf-8")):
    texts = [(at, text) for at, row in enumerate(values) for text in row]
    merged += [[a, b] for i, a in texts for j, b in texts if i < j and same_numbers(a, b)]
print(json.dumps(merged))
`
    const file = join(folder, 'groups.json')
    writeFileSync(file, JSON.stringify(groups))
    expect(askPython(program + compare, file)).toEqual([])
  })
})
