import type { Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { printableLine } from '../base/control-characters.ts'
import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { stepIn } from '../findings/comparison/steps.ts'
import { troubleOf } from '../store/storage-trouble.ts'

/** A file or folder of a training, as it is now. */
export interface Checkpoint {
  readonly name: string
  readonly path: string
  /** Those that it is made of, each once. */
  readonly files: readonly string[]
  /** Of its content: how many files, how long, and the latest change. Equal at two looks: nobody is writing. */
  readonly signature: string
  /** Whether it holds the file that says it is complete; false where none is asked for. */
  readonly isMarked: boolean
  /** Why it cannot be looked at; null where it can. */
  readonly problem: string | null
}

/** Names under which trainers write what is not there yet, and files of the system. */
const temporary = /^(?:\.|tmp-)|\.(?:tmp|part|partial|lock|crdownload)$/i

/**
 * What a folder holds, by step, else by name. Links lead to what they stand for, but none to a folder that it is in.
 * @param marker the name of a file that a checkpoint gets when it is complete
 * @param without paths that are none of them, nor in one, such as those of the results; absolute, links resolved
 * @throws NumeracyError `storage` where the folder cannot be read
 */
export async function checkpointsIn(
  folder: string,
  { marker, without }: { readonly marker: string | undefined; readonly without: readonly string[] },
): Promise<Checkpoint[]> {
  const unreadable = (cause: unknown): never => {
    throw new NumeracyError(
      'storage',
      `watch: the folder ${folder} cannot be read (${troubleOf(cause).reason}). Give the folder into which checkpoints are written.`,
      { cause, details: { path: folder } },
    )
  }
  const real = await realpath(folder).catch(unreadable)
  const names = await readdir(folder).catch(unreadable)
  const isOurs = (name: string) =>
    without.some(path => path === join(real, name) || path.startsWith(join(real, name) + sep))
  const own = names.filter(name => !temporary.test(name) && !isOurs(name))
  const found = await Promise.all(own.map(name => checkpointAt(join(folder, name), name, { marker, real })))
  return found
    .filter(each => each !== null)
    .sort((a, b) => (stepIn(a.name) ?? 0) - (stepIn(b.name) ?? 0) || (a.name < b.name ? -1 : 1))
}

/**
 * @param real the folder that it is in, links resolved
 * @returns null for an empty folder, for what is neither file nor folder, and for what has gone meanwhile
 */
async function checkpointAt(
  path: string,
  name: string,
  { marker, real }: { readonly marker: string | undefined; readonly real: string },
): Promise<Checkpoint | null> {
  // Node reads names as UTF-8, and under what it makes of others nothing is found.
  if (name.includes('\ufffd') && (await stat(path).catch(() => null)) === null)
    return faulty(path, name, 'its name is not UTF-8. Rename it.')
  try {
    const top = await stat(path)
    if (!top.isDirectory() && !top.isFile()) return null
    const files = top.isDirectory() ? await filesIn(path, real, new Set()) : [path]
    if (files.length === 0) return null
    const facts = await Promise.all(files.map(file => stat(file)))
    const bytes = facts.reduce((sum, { size }) => sum + size, 0)
    const latest = facts.reduce((most, { mtimeMs }) => Math.max(most, mtimeMs), 0)
    const isMarked =
      marker !== undefined && top.isDirectory() && ((await targetOf(join(path, marker)))?.isFile() ?? false)
    return { name, path, files, signature: `${files.length} ${bytes} ${latest}`, isMarked, problem: null }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    return faulty(path, name, `it cannot be read (${troubleOf(error).reason}).`)
  }
}

function faulty(path: string, name: string, problem: string): Checkpoint {
  return { name, path, files: [], signature: problem, isMarked: false, problem: `watch: ${problem}` }
}

/**
 * All files below a folder, each real folder once: links may lead round in a circle, or many ways to one place.
 * @param whole a folder that is not read as a part, nor what it stands in; links resolved
 * @param seen those that were read, links resolved
 */
async function filesIn(folder: string, whole: string, seen: Set<string>): Promise<string[]> {
  const real = await realpath(folder)
  if (seen.has(real) || isAround(real, whole)) return []
  seen.add(real)
  const entries = await readdir(real, { withFileTypes: true })
  const parts = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      // By way of links alone a path would grow until the system refuses it.
      const path = join(real, entry.name)
      const target = entry.isSymbolicLink() ? await targetOf(path) : entry
      if (target?.isFile()) return [path]
      return target?.isDirectory() ? filesIn(path, whole, seen) : []
    }),
  )
  return parts.flat()
}

/** What a link leads to; null where there is nothing. */
async function targetOf(link: string): Promise<Stats | null> {
  return stat(link).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** Whether a folder is another one, or one that it stands in. */
function isAround(folder: string, other: string): boolean {
  return folder === other || other.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/**
 * The spec of a checkpoint: `{path}` and `{name}` filled in; a path with blanks in quotes where a command line is
 * split into words. The name of the checkpoint is its label, where the spec has none.
 * @throws NumeracyError `usage` for a spec without `{path}`, `input` for a name that no spec can hold
 */
export function specOf(template: string, { name, path }: Pick<Checkpoint, 'name' | 'path'>): string {
  if (!template.includes('{path}'))
    throw new NumeracyError(
      'usage',
      `watch: got the model ${quoted(template, 200)}; expected {path} where the checkpoint goes, such as --embed 'command:python3 encode.py {path}' or --embed '{path}'.`,
    )
  if (/[?"'\\$`]/.test(path) || printableLine(path) !== path)
    throw new NumeracyError(
      'input',
      `watch: the checkpoint ${JSON.stringify(path)} has a name with a question mark, a quote or a control character, which no model spec can hold. Rename it.`,
    )
  const isCommand = /^(?:[^:/\\?=]*=)?command:/.test(template)
  const asWord = (text: string) => (isCommand && /\s/.test(text) ? `"${text}"` : text)
  const spec = template.replaceAll(/\{(path|name)\}/g, (_, member) => asWord(member === 'path' ? path : name))
  const hasLabel = /^[^:/\\?={]*=/.test(template)
  return hasLabel ? spec : `${labelOf(name)}=${spec}`
}

/** A name as a label: without what ends one, and short. */
function labelOf(name: string): string {
  return cut(name.replaceAll(/[:/\\?=]/g, '-'), 60)
}

/** The beginning of a text, with no half of a character at its end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
