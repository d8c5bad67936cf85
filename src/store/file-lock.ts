import { sqlite } from './sqlite.ts'

/**
 * Does `work` while no other process does its own under the same lock. The lock goes with the process,
 * however it ends; the empty file stays, because to delete it would let two in at once.
 *
 * @param path of the lock file; made when missing
 * @param patience how long to wait for the lock, in milliseconds
 */
export function whileLocked<Result>(path: string, patience: number, work: () => Result): Result {
  const { DatabaseSync } = sqlite()
  const lock = new DatabaseSync(path)
  try {
    lock.exec(`PRAGMA busy_timeout = ${patience}`)
    lock.exec('BEGIN EXCLUSIVE')
    return work()
  } finally {
    lock.close()
  }
}
