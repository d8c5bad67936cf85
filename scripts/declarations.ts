import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { relativeImport } from './relative-import.ts'

/** The declarations that some of them reach by their imports, themselves among them: paths below the folder, with slashes. */
export function reachedDeclarations(folder: string, ...starts: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [...starts]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    const text = readFileSync(join(folder, path), 'utf8')
    for (const [, specifier] of text.matchAll(relativeImport))
      open.push(posix.join(posix.dirname(path), specifier!.replace(/\.(?:ts|js)$/, '.d.ts')))
  }
  return reached
}
