import { hash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Run } from '../store/run.ts'
import { runContent } from '../store/run-text.ts'
import { html, type Markup } from './markup.ts'

/** A hash of all that a run holds, except for when and how it was made: equal for runs that were made again. */
export function runHash(run: Run): string {
  return hash('sha256', runContent(run), 'hex')
}

const name = 'numeracy-runs'

/** The mark in a page of several runs by which a later report sees which runs it would overwrite. */
export function reportedMark(runs: readonly Run[]): Markup {
  return html`<meta name="${name}" content="${runs.map(runHash).join(' ')}">
`
}

/** Bytes at the beginning of a page in which its mark stands, of as many runs as a page can hold. */
const headBytes = 256 * 1024

/** The content of each run that a page of several says it is of; none where it says nothing. */
export async function reportedRuns(path: string): Promise<string[]> {
  const head = await headOf(path, headBytes)
  const content = new RegExp(`<meta name="${name}" content="([0-9a-f ]*)">`).exec(head)?.[1] ?? ''
  return content.split(' ').filter(each => each !== '')
}

/** The beginning of a file; empty where none can be read. */
export async function headOf(path: string, bytes: number): Promise<string> {
  // A pipe is not waited for: what a report wrote is a file.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null)
  try {
    const read = await file?.read(Buffer.alloc(bytes), 0, bytes, 0)
    return read?.buffer.toString('utf8', 0, read.bytesRead) ?? ''
  } catch {
    return ''
  } finally {
    await file?.close()
  }
}
