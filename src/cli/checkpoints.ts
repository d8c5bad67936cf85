import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { printableLine } from '../base/control-characters.ts'
import { NumeracyError } from '../base/error.ts'
import { stepIn } from '../findings/comparison/steps.ts'

/** A file or folder of a training, as it is now. */
export interface Checkpoint {
  readonly name: string
  readonly path: string
  /** Of its content: how many files, how long, and the latest change. Equal at two looks: nobody is writing. */
  readonly signature: string
  /** Whether it holds the file that says it is complete; false where none is asked for. */
  readonly isMarked: boolean
}

/** Names under which trainers write what is not there yet, and files of the system. */
const temporary = /^(?:\.|tmp-)|\.(?:tmp|part|partial|lock|crdownload)$/i

/**
 * What a folder holds, by step, else by name.
 * @param marker the name of a file that a checkpoint gets when it is complete
 * @param without a path that is none of them, such as that of the results
 * @throws NumeracyError `storage` where the folder cannot be read
 */
export async function checkpointsIn(
  folder: string,
  { marker, without }: { readonly marker: string | undefined; readonly without: string },
): Promise<Checkpoint[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new NumeracyError(
      'storage',
      `watch: the folder ${folder} cannot be read. Give the folder into which checkpoints are written.`,
      { cause, details: { path: folder } },
    )
  })
  const own = names.filter(name => !temporary.test(name) && resolve(folder, name) !== without)
  const found = await Promise.all(own.map(name => checkpointAt(join(folder, name), name, marker)))
  return found
    .filter(each => each !== null)
    .sort((a, b) => (stepIn(a.name) ?? 0) - (stepIn(b.name) ?? 0) || (a.name < b.name ? -1 : 1))
}

/** @returns null for an empty folder, and for what has gone meanwhile */
async function checkpointAt(
  path: string,
  name: string,
  marker: string | undefined,
): Promise<Checkpoint | null> {
  try {
    const isFolder = (await stat(path)).isDirectory()
    const inside = isFolder ? await readdir(path, { recursive: true, withFileTypes: true }) : []
    const files = isFolder
      ? inside.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
      : [path]
    if (files.length === 0) return null
    const facts = await Promise.all(files.map(file => stat(file)))
    const bytes = facts.reduce((sum, { size }) => sum + size, 0)
    const latest = Math.max(...facts.map(({ mtimeMs }) => mtimeMs))
    const isMarked = marker !== undefined && files.includes(join(path, marker))
    return { name, path, signature: `${files.length} ${bytes} ${latest}`, isMarked }
  } catch {
    return null
  }
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
      `watch: got the model ${JSON.stringify(template.slice(0, 200))}; expected {path} where the checkpoint goes, such as --embed 'command:python3 encode.py {path}' or --embed '{path}'.`,
    )
  if (/[?"'\\$`]/.test(path) || printableLine(path) !== path)
    throw new NumeracyError(
      'input',
      `watch: the checkpoint ${JSON.stringify(path)} has a name with a question mark, a quote or a control character, which no model spec can hold. Rename it.`,
    )
  const isCommand = /^(?:[^:/\\?=]*=)?command:/.test(template)
  const quoted = (text: string) => (isCommand && /\s/.test(text) ? `"${text}"` : text)
  const spec = template.replaceAll('{path}', () => quoted(path)).replaceAll('{name}', () => quoted(name))
  const hasLabel = /^[^:/\\?={]*=/.test(template)
  const label = name.replaceAll(/[:/\\?=]/g, '-').slice(0, 60)
  return hasLabel ? spec : `${label}=${spec}`
}
