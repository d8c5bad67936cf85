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
  const paths = ['README.md', 'CONTRIBUTING.md', ...inDocs.map(name => join('docs', name))]
  return paths
    .filter(path => path.endsWith('.md'))
    .map(path => ({ path: relative('.', path), text: readFileSync(join(root, path), 'utf8') }))
}

/** The lines of the pages' shell blocks that call the command, in order, without comments behind them. */
export function documentedCommands({ text }: DocumentationPage): string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block]) => block.split('\n'))
    .filter(line => line.startsWith('numeracy '))
    .map(line => line.replace(/\s+#.*$/, ''))
}
