import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingCatalogue } from '../../src/findings/catalogue.ts'
import { codeBlocks } from './code-blocks.ts'
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
    expect([...findingIds].filter(id => !list.includes(`(${id}.md)`))).toEqual([])
  })
})

/** What a request of each store may begin with; all of them were run, or checked against the store's own types. */
const requestMembers = ['query', 'using', 'filter', 'prefetch', 'limit', 'knn', 'retriever']

describe('what to do in a store', () => {
  const searchPages = pages.filter(({ path }) => /search-\w+\.md$/.test(path))

  test('stands on each page on search, for Qdrant, Elasticsearch and pgvector', () => {
    expect(searchPages).toHaveLength(4)
    for (const { path, text } of searchPages) {
      for (const store of ['Qdrant', 'Elasticsearch', 'pgvector']) expect(text, path).toContain(`\n${store}`)
      const languages = codeBlocks(path).map(({ language }) => language)
      expect(languages, path).toEqual(['json', 'json', 'sql'])
    }
  })

  test('is a whole request, which a program can read', () => {
    for (const { path } of pages)
      for (const { language, text } of codeBlocks(path)) {
        if (language !== 'json') continue
        const request = JSON.parse(text) as Record<string, unknown>
        for (const member of Object.keys(request)) expect(requestMembers, path).toContain(member)
        expect(text, path).not.toContain('…')
      }
  })

  test('is one statement of SQL with as many parameters as it names', () => {
    for (const { path } of pages)
      for (const { language, text } of codeBlocks(path)) {
        if (language !== 'sql') continue
        expect(text.trim(), path).toMatch(/^[^;]+;$/)
        expect(text.split('(').length, path).toBe(text.split(')').length)
        const parameters = [...new Set([...text.matchAll(/\$(\d)/g)].map(([, place]) => Number(place)))]
        expect(parameters.sort(), path).toEqual(parameters.map((_, at) => at + 1))
      }
  })
})
