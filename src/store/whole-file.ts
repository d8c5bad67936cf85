import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** What a file is written of: in pieces, where all of it at once would be too much for the memory. */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array>

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed. What was there is replaced; a
 * link is replaced itself, and what it points to stays as it is. A device or a pipe, such as /dev/stdout, is never
 * replaced: other programs use it.
 * @throws what `node:fs` throws; what was at `path` before is then still there
 */
export async function writeWhole(path: string, content: FileContent): Promise<void> {
  if (await isSpecial(path))
    throw Object.assign(new Error('it is a device, a pipe or a socket, not a file'), {
      code: 'ENOTSUP',
      syscall: 'rename',
    })
  const temporary = temporaryIn(dirname(path))
  await withTemporary(temporary, content, () => rename(temporary, path))
}

/** Where the system has its devices: /dev/stdout may lead to a file, and is none itself. */
const ofSystem = /^\/(?:dev\/(?!shm\/)|proc\/)/

/** Whether a device, a pipe or a socket stands there, be it by a link. */
export async function isSpecial(path: string): Promise<boolean> {
  if (ofSystem.test(resolve(path))) return true
  const there = await stat(path).catch(() => null)
  return there !== null && !there.isFile() && !there.isDirectory()
}

/** A name for a temporary file that nobody can guess, and that is short beside whatever name. */
export function temporaryIn(folder: string): string {
  return join(folder, `.numeracy-${randomBytes(12).toString('hex')}.tmp`)
}

/** Writes a new file through to the disk, then does `work` with it; removes it when any of this fails. */
export async function withTemporary(
  path: string,
  content: FileContent,
  work: () => Promise<void>,
): Promise<void> {
  const file = await open(path, 'wx')
  try {
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await work()
  } catch (error) {
    await rm(path, { force: true }).catch(() => {})
    throw error
  }
}
