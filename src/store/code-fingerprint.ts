import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One file of the code, under its path below the root, with slashes and without extension, such as `math/rank`. */
export interface CodeFile {
  /** Of its text. */
  readonly hash: string
  /** The files that it imports, by their paths; types do not count. */
  readonly imports: readonly string[]
  /** The packages that it names. */
  readonly packages: readonly string[]
}

/** Gives the files of the code by their paths. */
export type Code = (path: string) => CodeFile

/** Beside the built code: what the sources were that it was built from, by their paths. */
export const builtFrom = 'built-from.json'

const root = fileURLToPath(new URL('../', import.meta.url))
const known = new Map<string, string>()
let code: Code | undefined

/**
 * A fingerprint of the code that makes a result: of all files that a module reaches by its imports, and of the
 * packages that they use, by version. Results are kept under it, so that none outlives a change of what makes
 * it. In a checkout it is computed from the sources (some 10 ms, once a process), in the package from what the
 * build has noted.
 *
 * @param module `import.meta.url` of the module that makes the result
 * @param others further modules, written as that module would import them, where it is given what they make
 */
export function codeFingerprint(module: string, others: readonly string[] = []): string {
  const key = [module, ...others].join('\n')
  const before = known.get(key)
  if (before !== undefined) return before
  const paths = [module, ...others.map(other => new URL(other, module).href)].map(url =>
    pathBelow(root, fileURLToPath(url)),
  )
  code ??= remembered(codeBelow(root))
  const fingerprint = fingerprintOf(paths, code, name => installedVersion(name, root))
  known.set(key, fingerprint)
  return fingerprint
}

function remembered(code: Code): Code {
  const files = new Map<string, CodeFile>()
  return path => {
    const file = files.get(path) ?? code(path)
    files.set(path, file)
    return file
  }
}

/** The fingerprint of the files at `paths` and all that they reach. */
export function fingerprintOf(
  paths: readonly string[],
  code: Code,
  versionOf: (packageName: string) => string,
): string {
  const files = reached(paths, code)
  const packages = new Set([...files.values()].flatMap(file => file.packages))
  const lines = [
    ...[...files].map(([path, file]) => `${path} ${file.hash}`),
    ...[...packages].map(name => `${name} ${versionOf(name)}`),
  ]
  return hash('sha256', lines.sort().join('\n'), 'hex')
}

/** The files at `paths` and all that they reach by their imports. */
export function reached(paths: readonly string[], code: Code): ReadonlyMap<string, CodeFile> {
  const files = new Map<string, CodeFile>()
  const open = [...paths]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path)) continue
    const file = code(path)
    files.set(path, file)
    open.push(...file.imports)
  }
  return files
}

/** The code in a folder: as the build has noted it, else as it is there. */
function codeBelow(folder: string): Code {
  const noted = join(folder, builtFrom)
  if (!existsSync(noted)) return sourcesBelow(folder)
  const files = JSON.parse(readFileSync(noted, 'utf8')) as Record<string, CodeFile>
  return path => files[path]!
}

/** The sources in a folder, each read when it is asked for. */
export function sourcesBelow(folder: string): Code {
  const packages = Object.keys(dependencies(folder))
  return path => {
    const file = ['.ts', '.tsx', '.js'].map(extension => join(folder, path + extension)).find(existsSync)!
    const text = readFileSync(file, 'utf8')
    const imports = [...text.matchAll(imported)].map(([, statement, call]) =>
      pathBelow(folder, join(dirname(file), statement ?? call)),
    )
    return {
      hash: hash('sha256', text, 'hex').slice(0, 32),
      imports: [...new Set(imports)],
      packages: packages.filter(name => quotes.some(quote => text.includes(quote + name))),
    }
  }
}

const quotes = ["'", '"', '`'] as const

// What follows an import of a value. One in a comment or a text counts as well: that does no harm where the file
// is there, and there is none elsewhere.
const imported =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[\w$*{}\s,]+?\sfrom\s*)?['"](\.[^'"\n]+)['"]|\bimport\(\s*['"](\.[^'"\n]+)['"]/g

function pathBelow(folder: string, file: string): string {
  return relative(folder, file)
    .split(sep)
    .join('/')
    .replace(/\.[jt]sx?$/, '')
}

/** All packages that the code may use, optional ones too, from the package.json above a folder. */
function dependencies(folder: string): Readonly<Record<string, string>> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(join(dirname(folder), 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  return { ...dependencies, ...peerDependencies }
}

/** The version of a package as it is installed for the code in a folder; `none` where it is not. */
function installedVersion(name: string, folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    const path = join(above, 'node_modules', name, 'package.json')
    if (existsSync(path)) return String(JSON.parse(readFileSync(path, 'utf8')).version)
    if (dirname(above) === above) return 'none'
  }
}
