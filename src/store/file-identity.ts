import { existsSync, renameSync, statSync } from 'node:fs'

/** Whether a name still stands for the same file; null when there is none. */
export function fileIdentity(path: string): string | null {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stats === undefined ? null : `${stats.dev}:${stats.ino}`
  } catch {
    // As of a link that leads round in a circle, or of a folder that may not be entered.
    return null
  }
}

/**
 * Renames a SQLite file and what belongs to it to `<path>.damaged-N`, the first N that is free. Nothing may
 * be opening `path` meanwhile.
 * @returns the new path
 */
export function setAside(path: string): string {
  let number = 1
  const isTaken = () => ['', '-wal', '-shm'].some(part => existsSync(`${path}.damaged-${number}${part}`))
  while (isTaken()) number++
  const aside = `${path}.damaged-${number}`
  // The file between its two companions: cut short at any point, SQLite repairs what is left of them.
  for (const part of ['-shm', '', '-wal']) {
    if (existsSync(path + part)) renameSync(path + part, aside + part)
  }
  return aside
}
