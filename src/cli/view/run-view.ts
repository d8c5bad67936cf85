import { randomBytes } from 'node:crypto'
import { relative } from 'node:path'
import { messageOf } from '../../base/error.ts'
import type { Context } from '../context.ts'
import { app } from './app.ts'
import { consent, type Named } from './consent.ts'
import { type FolderWatch, watchFolder } from './folder-watch.ts'
import { type Handoff, handoffFile } from './handoff.ts'
import { listen } from './listen.ts'
import { liveEvents } from './live-events.ts'
import { liveProbe } from './live-probe.ts'
import { type PageBuilder, pageOf } from './page.ts'
import { runShelf } from './run-shelf.ts'
import { viewedPath } from './viewed-path.ts'

/** What `numeracy view` was asked. */
export interface ViewCommand extends Named {
  /** A run file or a folder; null for what is usual. */
  readonly path: string | null
  /** 0 for any that is free. */
  readonly port: number
  readonly json: boolean
  /** Folder of the cache. */
  readonly cache: string
  readonly page: PageBuilder
  /** Opens a file in the user's browser, while the server answers; null to leave that to them. */
  readonly open: ((path: string) => Promise<void>) | null
}

/** Serves the runs until the user interrupts, which is how it ends well. */
export async function runView(command: ViewCommand, context: Context): Promise<void> {
  const { stdout, stderr, signal, cwd } = context
  const note = (message: string) => stderr.write(`note: ${message}\n`)
  const asked = consent(command, context)
  const viewed = await viewedPath(command.path, cwd)
  const { folder } = viewed
  const shelf = await runShelf(viewed, note)
  const listening = await listen(command.port)
  const events = liveEvents(() => ({ name: 'state', data: () => ({ running: live.running() }) }))
  const { cache } = command
  const live = liveProbe({
    context,
    cache,
    folder,
    events,
    onWritten: async name => void (await shelf.add(name)),
  })
  let watch: FolderWatch | undefined
  let handoff: Handoff | undefined
  try {
    watch = await watchFolder(
      folder,
      async () => {
        if (await shelf.refresh()) events.send('runs')
      },
      error => note(`${folder} is not watched (${messageOf(error)}). Reload the page to see new runs.`),
    )
    const token = randomBytes(32).toString('base64url')
    const { port } = listening
    const page = pageOf(shelf, command.page)
    // Where the browser still holds the file, it is removed at the end.
    const onArrival = () => void handoff?.remove().catch(() => {})
    listening.answer(
      app({
        token,
        port,
        shelf,
        page,
        events,
        live,
        context,
        cache,
        consent: asked,
        named: command,
        onArrival,
      }).fetch,
    )
    const url = `http://127.0.0.1:${port}/${token}/`
    stdout.write(command.json ? `${JSON.stringify({ url })}\n` : `${url}\n`)
    stderr.write(`Watching ${relative(cwd, folder) || '.'}; Ctrl-C stops.\n`)
    if (command.open !== null) {
      const failed = (error: unknown): undefined => {
        note(`No browser could be opened (${messageOf(error)}). Open the address above.`)
      }
      handoff = await handoffFile(`${url}arrival`).catch(failed)
      if (handoff !== undefined) command.open(handoff.path).catch(failed)
    }
    await aborted(signal)
    if (live.running()) note('The probe was stopped. Every answer that came is kept.')
  } finally {
    await live.ended()
    events.end()
    await handoff?.remove()
    await watch?.close()
    await listening.close()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
