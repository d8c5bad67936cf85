import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { maxRunBytes } from '../../store/runs.ts'

/** A file that calls itself a run. */
export interface RunFile {
  /** Path relative to the folder, with slashes. */
  readonly name: string
  readonly path: string
  /** Differs when the file was written again. */
  readonly signature: string
}

/** The run files of a folder, directly in it or one level down, by name; other files are passed over. */
export async function runFilesIn(folder: string): Promise<RunFile[]> {
  const files: RunFile[] = []
  for (const name of await jsonFilesIn(folder)) {
    const file = await fileNamed(folder, name)
    if (file !== null) files.push(file)
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A regular file by its name in the folder; null where there is none, or one that is too large for a run. */
export async function fileNamed(folder: string, name: string): Promise<RunFile | null> {
  const path = join(folder, name)
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile() || stats.size > maxRunBytes) return null
  return { name, path, signature: [stats.ino, stats.size, stats.mtimeMs].join(' ') }
}

/** Whether a file says that it is a run, whole or not. */
export async function callsItselfRun({ path }: RunFile): Promise<boolean> {
  const text = await readFile(path, 'latin1').catch(() => '')
  return /"format"\s*:\s*"numeracy-run"/.test(text)
}

/** Whether a name below the viewed folder is looked at: not what is hidden, nor installed packages. */
export function isLookedAt(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules'
}

async function jsonFilesIn(folder: string): Promise<string[]> {
  const names: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!isLookedAt(entry.name)) continue
    if (entry.name.endsWith('.json')) names.push(entry.name)
    if (!entry.isDirectory()) continue
    const inside = await readdir(join(folder, entry.name)).catch(() => [])
    for (const name of inside)
      if (isLookedAt(name) && name.endsWith('.json')) names.push(`${entry.name}/${name}`)
  }
  return names
}
