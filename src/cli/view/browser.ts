import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

/** Milliseconds after which what opens a browser is taken to have done so. */
const patience = 5000

/**
 * Opens a file in the user's browser.
 * @throws when there is none, or it ends at once with a failure
 */
export async function openBrowser(path: string): Promise<void> {
  const { default: open } = await import('open')
  const opener = await open(path)
  const ended = once(opener, 'exit').then(([code]) => code as number | null)
  const code = opener.exitCode ?? (await Promise.race([ended, setTimeout(patience, 0, { ref: false })]))
  if (code !== 0) throw new Error(`what opens it ended with code ${code}`)
}
