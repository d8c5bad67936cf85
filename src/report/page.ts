import { hash } from 'node:crypto'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { appFiles } from './app-files.ts'
import { htmlDocument } from './document.ts'
import { html, Markup } from './markup.ts'
import { packBytes, packRuns } from './packed-runs.ts'

interface Page {
  readonly title: string
  /** What a reader without scripts sees. */
  readonly plain: Markup
  readonly runs: readonly NamedRun[]
  /** Stands in its head. Default: none. */
  readonly mark?: Markup
  /** Whether `numeracy view` serves the page, which may then ask it for more. Default false: a saved file. */
  readonly live?: boolean
}

/**
 * Hides the plain report before anything is painted, then unpacks the app and starts it; where that fails, the
 * plain report comes back. A frame whose document stays open holds back the page's load event until the app is there:
 * who prints a page that has loaded, as a browser without a window does, prints the app and no empty sheet.
 */
const boot = `const root = document.documentElement
root.classList.add('app')
addEventListener('DOMContentLoaded', async () => {
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.body.append(frame)
  frame.contentDocument.open()
  const ready = () => {
    removeEventListener('error', failed)
    frame.contentDocument?.close()
    frame.remove()
  }
  const failed = () => {
    root.classList.remove('app')
    ready()
  }
  addEventListener('error', failed)
  addEventListener('numeracy-ready', ready, { once: true })
  try {
    const bytes = Uint8Array.from(atob(document.getElementById('numeracy-app').textContent), c => c.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    const script = document.createElement('script')
    script.textContent = await new Response(stream).text()
    document.body.append(script)
  } catch (error) {
    failed()
    throw error
  }
})`

/**
 * One HTML file with the app, its style and the runs in it. Its policy allows just these scripts, by their
 * hashes, and no request to any network.
 * @throws NumeracyError `storage` when the app has not been built
 */
export async function pageHtml({ title, plain, runs, mark = html``, live = false }: Page): Promise<string> {
  const { script, style } = await appFiles()
  const policy = [
    `script-src ${[boot, script].map(source => `'sha256-${hash('sha256', source, 'base64')}'`).join(' ')}`,
    ...(live ? ["connect-src 'self'"] : []),
  ]
  const body = html`<div id="plain">
${plain}
</div>
<div id="app"></div>
<script type="application/octet-stream" id="numeracy-runs"${live ? new Markup(' data-live') : ''}>${new Markup(await packRuns(runs))}</script>
<script type="application/octet-stream" id="numeracy-app">${new Markup(await packBytes([new TextEncoder().encode(script)]))}</script>`
  return htmlDocument({
    title,
    policy,
    head: html`${mark}<script>${new Markup(boot)}</script>
`,
    style,
    body,
  })
}
