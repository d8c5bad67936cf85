import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingCatalogue } from '../../src/findings/catalogue.ts'
import { documentationPages } from './pages.ts'

const findingIds = new Set(findingCatalogue.flatMap(({ reports }) => Object.keys(reports)))

const pages = documentationPages().filter(({ path }) => path.startsWith(join('docs', 'findings')))

describe('the pages on findings', () => {
  test('are one for each finding, and no more', () => {
    const documented = pages.map(({ path }) => path.split(/[\\/]/).at(-1)!.replace('.md', ''))
    expect(new Set(documented.filter(name => name !== 'README'))).toEqual(findingIds)
  })

  test('say what it means, when it is reported, what to do and what it stands on', () => {
    for (const { path, text } of pages.filter(page => !page.path.endsWith('README.md')))
      for (const part of ['What it means', 'When it is reported', 'What to do', 'Evidence'])
        expect(text, path).toContain(`\n## ${part}\n`)
  })

  test('are all in the list', () => {
    const list = pages.find(({ path }) => path.endsWith('README.md'))!.text
    for (const id of findingIds) expect(list).toContain(`(${id}.md)`)
  })
})
