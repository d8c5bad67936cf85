import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documentationPages, root } from './pages.ts'

const rules = join(root, 'src', 'findings', 'rules')

/** Every id that a rule gives its findings, read from the sources. */
function findingIds(): Set<string> {
  const texts = readdirSync(rules).map(file => readFileSync(join(rules, file), 'utf8'))
  const literal = /\b(?:id|kind): '([a-z-]+)'|'([a-z]+-(?:bumps|peaks))'/g
  return new Set(texts.flatMap(text => [...text.matchAll(literal)].map(match => match[1] ?? match[2])))
}

const pages = documentationPages().filter(({ path }) => path.startsWith(join('docs', 'findings')))

describe('the pages on findings', () => {
  test('are one for each finding, and no more', () => {
    const documented = pages.map(({ path }) => path.split(/[\\/]/).at(-1)!.replace('.md', ''))
    expect(new Set(documented.filter(name => name !== 'README'))).toEqual(findingIds())
  })

  test('say what it means, when it is reported, what to do and what it stands on', () => {
    for (const { path, text } of pages.filter(page => !page.path.endsWith('README.md')))
      for (const part of ['What it means', 'When it is reported', 'What to do', 'Evidence'])
        expect(text, path).toContain(`\n## ${part}\n`)
  })

  test('are all in the list', () => {
    const list = pages.find(({ path }) => path.endsWith('README.md'))!.text
    for (const id of findingIds()) expect(list).toContain(`(${id}.md)`)
  })
})
