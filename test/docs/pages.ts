import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

export interface DocumentationPage {
  /** Relative to the root of the project. */
  readonly path: string
  readonly text: string
}

/** Every Markdown page that a user reads. */
export function documentationPages(): DocumentationPage[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  const paths = ['README.md', 'README.zh.md', 'CONTRIBUTING.md', ...inDocs.map(name => join('docs', name))]
  return paths
    .filter(path => path.endsWith('.md'))
    .map(path => ({ path: relative('.', path), text: readFileSync(join(root, path), 'utf8') }))
}

/** The text of a page that must be there. */
export function pageAt(pages: readonly DocumentationPage[], path: string): string {
  const found = pages.find(page => page.path === path)
  if (found === undefined) throw new Error(`${path} is missing: write this page, as CONTRIBUTING.md says.`)
  return found.text
}

/** The lines of the pages' shell blocks that call the command, in order, without comments behind them. */
export function documentedCommands({ text }: DocumentationPage): string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block]) => block.split('\n'))
    .filter(line => line.startsWith('numeracy '))
    .map(line => line.replace(/\s+#.*$/, ''))
}
