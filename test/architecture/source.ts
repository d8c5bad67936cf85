import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { blanked } from './blanked.ts'

/** One file of src, as the checks see it. */
export interface Source {
  /** Below src, with slashes: `math/rank.ts`. */
  readonly path: string
  readonly lines: number
  /** The text without comments, string contents and regular expressions. */
  readonly code: string
  readonly imports: readonly Import[]
}

interface Import {
  readonly specifier: string
  /** `import type` or `export type`, which leave nothing behind at run time. */
  readonly typeOnly: boolean
}

const statement = /\b(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s*\bfrom\s*)?(['"])( *)\2/g
const call = /\b(?:import|require|require\.resolve)\s*\(\s*(['"`])( *)\1/g

export function sourceOf(path: string, text: string): Source {
  const code = blanked(text)
  const specifier = (match: RegExpExecArray, length: number): string => {
    const end = match.index + match[0].length - 1
    return text.slice(end - length, end)
  }
  const statements = [...code.matchAll(statement)].map(match => ({
    specifier: specifier(match, match[3]!.length),
    typeOnly: match[1] !== undefined,
  }))
  const calls = [...code.matchAll(call)].map(match => ({
    specifier: specifier(match, match[2]!.length),
    typeOnly: false,
  }))
  return { path, lines: text.split('\n').length - 1, code, imports: [...statements, ...calls] }
}

export function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.split(sep).join('/'))
    .filter(path => /\.tsx?$/.test(path))
    .sort()
    .map(path => sourceOf(path, readFileSync(join(folder, path), 'utf8')))
}

/** The path below src of an imported file; undefined for a library or a module of Node. */
export function fileOf(importer: string, specifier: string): string | undefined {
  return /^\.{1,2}\//.test(specifier) ? posix.join(posix.dirname(importer), specifier) : undefined
}
