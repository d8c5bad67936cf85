import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { delimiter, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { NumeracyError } from '../../base/error.ts'
import type { ModelEnvironment } from './family.ts'

/** A file above this many bytes, or one that cannot be read, counts by its size and time of change; the others by their content. */
const wholeBytes = 64 * 2 ** 20

/** Most files below a folder of a command line. */
const maxFiles = 10_000

/**
 * What the files of a command line hold, as one hash: the program, wherever the PATH finds it, and every word
 * (or what follows its first equals sign) that is a file or a folder. It changes when one of them is edited,
 * and not when they are moved. What they load from elsewhere is not seen.
 * @throws NumeracyError `usage` when a folder has too many files to look at
 */
export async function commandRevision(
  words: readonly string[],
  environment: ModelEnvironment,
): Promise<string> {
  const hash = createHash('sha256')
  for (const [index, word] of words.entries()) {
    const paths = index === 0 ? programPaths(word, environment) : argumentPaths(word, environment.cwd)
    const found = await firstThere(paths)
    if (found === undefined) continue
    for (const file of await filesOf(found)) {
      hash.update(JSON.stringify([index, relative(found, file), await fileHash(file)]))
    }
  }
  return `files-${hash.digest('hex').slice(0, 16)}`
}

function programPaths(program: string, { env, cwd }: ModelEnvironment): string[] {
  if (/[/\\]/.test(program)) return [resolve(cwd, program)]
  return (env.PATH ?? '').split(delimiter).map(folder => resolve(cwd, folder, program))
}

function argumentPaths(word: string, cwd: string): string[] {
  const value = word.slice(word.indexOf('=') + 1)
  return [word, value].filter(path => path !== '').map(path => resolve(cwd, path))
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const real = await realpath(path).catch(() => undefined)
    if (real !== undefined) return real
  }
  return undefined
}

/** The file itself, or the files below a folder by name; what is hidden, and Python's cache, belong to no model. */
async function filesOf(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path]
  const files: string[] = []
  const folders = new Set([path])
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (name.startsWith('.') || name === '__pycache__') continue
      const entry = join(folder, name)
      if (await isFolder(entry)) folders.add(await realpath(entry))
      else files.push(entry)
      if (files.length + folders.size > maxFiles) throw tooMany(path)
    }
  }
  return files.sort()
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

async function fileHash(path: string): Promise<string> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined)
  if (stats === undefined || !stats.isFile()) return 'none'
  const change = `${stats.size} bytes of ${stats.mtimeNs}`
  if (stats.size > wholeBytes) return change
  const hash = createHash('sha256')
  return pipeline(createReadStream(path), hash).then(
    () => hash.digest('hex'),
    () => change,
  )
}

function tooMany(path: string): NumeracyError {
  return new NumeracyError(
    'usage',
    `command: the folder ${path} has more than ${maxFiles.toLocaleString('en')} files, too many to find out whether the model was changed. Name its version in the spec: ?revision=NAME.`,
    { details: { path } },
  )
}
