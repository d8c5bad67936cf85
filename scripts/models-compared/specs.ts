import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The models of a folder that `fetch.ts` made, by name. Empty where it made none. */
export function readSpecs(folder: string): Map<string, string> {
  const path = join(folder, 'specs.txt')
  if (!existsSync(path)) return new Map()
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return new Map(lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

/** A line `NAME=SPEC` for each. */
export function specsText(specs: ReadonlyMap<string, string>): string {
  return [...specs].map(([name, spec]) => `${name}=${spec}\n`).join('')
}
