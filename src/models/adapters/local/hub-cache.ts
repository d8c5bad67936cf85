import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../../../store/folders.ts'

/** What is known of a file of a commit: `nowhere` when the hub has said that there is none. */
export type FileState = 'here' | 'nowhere' | 'unknown'

/**
 * The files of one model in the cache of a hub, in the layout of huggingface_hub: `refs/main` holds a commit,
 * `snapshots/COMMIT` its files, `.no_exist/COMMIT` an empty file for each that the hub does not have.
 */
export interface HubCache {
  /** The commit of a branch, a tag or a commit; undefined when there is nothing of it. */
  commit(revision: string): Promise<string | undefined>
  /** That `revision` is this commit. */
  remember(revision: string, commit: string): Promise<void>
  folder(commit: string): string
  state(commit: string, file: string): Promise<FileState>
  markNowhere(commit: string, file: string): Promise<void>
  /** Keeps a file whole or not at all: `write` makes and fills another one, which then takes the name. */
  keep(commit: string, file: string, write: (path: string) => Promise<void>): Promise<void>
}

/** @param name `ORG/NAME` */
export function hubCache(root: string, name: string): HubCache {
  const base = join(root, `models--${name.replace('/', '--')}`)
  const folder = (commit: string) => join(base, 'snapshots', commit)
  const nowhere = (commit: string, file: string) => join(base, '.no_exist', commit, file)
  return {
    folder,
    async commit(revision) {
      const noted = await readFile(join(base, 'refs', revision), 'utf8').catch(() => '')
      const commit = noted.trim() || revision
      return (await isThere(folder(commit))) ? commit : undefined
    },
    async remember(revision, commit) {
      if (revision === commit) return
      await written(join(base, 'refs', revision), path => writeFile(path, commit, { flag: 'wx' }))
    },
    async state(commit, file) {
      if (await isThere(join(folder(commit), file))) return 'here'
      return (await isThere(nowhere(commit, file))) ? 'nowhere' : 'unknown'
    },
    markNowhere: (commit, file) =>
      written(nowhere(commit, file), path => writeFile(path, '', { flag: 'wx' })),
    keep: (commit, file, write) => written(join(folder(commit), file), write),
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}

async function written(path: string, write: (path: string) => Promise<void>): Promise<void> {
  // A name that nobody can guess, so that nothing waits there to be written through.
  const part = join(dirname(path), `.${randomBytes(12).toString('hex')}.part`)
  makeFolder(dirname(path))
  try {
    await write(part)
    await rename(part, path)
  } finally {
    await rm(part, { force: true })
  }
}
