import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './pages.ts'

/** The entries of the package. */
const entries = ['index.ts', 'statistics.ts', 'matchers/vitest.ts', 'matchers/jest.ts']

/** Each name that an entry exports, with the text of the file that declares it. */
function exportsOf(entry: string): { readonly name: string; readonly source: string }[] {
  const path = join(root, 'src', entry)
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, names, file]) => {
    const source = readFileSync(join(dirname(path), file), 'utf8')
    return names
      .split(',')
      .map(name => name.trim().replace(/^type /, ''))
      .filter(name => name !== '')
      .map(name => ({ name, source }))
  })
}

/** Whether a comment for readers of the API stands right before the declaration. */
function isExplained(name: string, source: string): boolean {
  const declaration = new RegExp(
    `^export (?:async )?(?:function\\*?|const|class|interface|type) ${name}\\b`,
    'm',
  )
  const at = declaration.exec(source)?.index
  return at !== undefined && /\*\/\n$/.test(source.slice(0, at))
}

describe('what a program may import has a docstring', () => {
  test('the entries export what is looked at here', () => {
    expect(entries.map(entry => exportsOf(entry).length).every(count => count > 0)).toBe(true)
    expect(exportsOf('index.ts').length).toBeGreaterThan(80)
    expect(isExplained('bare', 'export const bare = 1\n')).toBe(false)
    expect(isExplained('missing', '/** Another. */\nexport const another = 1\n')).toBe(false)
  })

  test.each(entries)('%s', entry => {
    const bare = exportsOf(entry).filter(({ name, source }) => !isExplained(name, source))
    expect(bare.map(({ name }) => name)).toEqual([])
  })
})
