import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from './pages.ts'

test('the citation is of this version and under this licence, with all that its format asks for', () => {
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const citation = parse(readFileSync(join(root, 'CITATION.cff'), 'utf8'))
  expect(citation).toMatchObject({ 'cff-version': '1.2.0', type: 'software', version, license })
  for (const name of ['message', 'title', 'abstract'])
    expect(citation[name], name).toEqual(expect.any(String))
  expect(citation.authors.length).toBeGreaterThan(0)
  // Schema 1.2.0: an author is an entity with a name, or a person with the parts of one.
  for (const author of citation.authors)
    expect(author.name ?? author['family-names']).toEqual(expect.any(String))
})
