import { type Context as Exchange, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { NumeracyError } from '../../base/error.ts'
import type { Event } from '../../base/events.ts'
import { runText } from '../../store/run-text.ts'
import { ask } from '../../usecases/ask.ts'
import { type Context, settingsOf } from '../context.ts'
import { errorJson } from '../error-json.ts'
import { choices } from './choices.ts'
import { type Consent, modelsOf } from './consent.ts'
import { visible } from './consent-words.ts'
import { contentPolicy, guard } from './guard.ts'
import type { LiveEvents } from './live-events.ts'
import type { LiveProbe } from './live-probe.ts'
import type { BuiltPage } from './page.ts'
import { askBody, confirmBody, parsedBody, probeBody, standingBody } from './request-body.ts'
import type { RunShelf } from './run-shelf.ts'

/** Bytes of a request's body: 256 KiB. */
const maxBody = 256 * 1024

/** Milliseconds between two comments that keep a stream of events open. */
const heartbeat = 15_000

export interface AppOptions {
  readonly token: string
  readonly port: number
  readonly shelf: RunShelf
  readonly page: () => Promise<BuiltPage>
  readonly events: LiveEvents
  readonly live: LiveProbe
  readonly context: Context
  /** Folder of the cache. */
  readonly cache: string
  readonly consent: Consent
  /** What the user named on the command line. */
  readonly named: { readonly embed: readonly string[]; readonly rerank: readonly string[] }
  /** Called when a browser comes by way of the file that it was handed. */
  readonly onArrival: () => void
}

/** All that the server answers. */
export function app(options: AppOptions): Hono {
  const { token, port, shelf, page, events, live, context, cache, consent, named, onArrival } = options
  const hono = new Hono()
  hono.use(guard(token, port))
  // What is left of the body is not read: nothing more can come on that connection.
  hono.use(bodyLimit({ maxSize: maxBody, onError: c => c.body(null, 413, { Connection: 'close' }) }))

  hono.get('/:token', c => c.redirect(`/${token}/`))
  hono.get('/:token/', async c => {
    const { html, hashes } = await page()
    c.header('Content-Security-Policy', contentPolicy(hashes))
    return c.html(html)
  })
  hono.get('/:token/arrival', c => {
    onArrival()
    return c.redirect(`/${token}/`)
  })
  hono.get('/:token/choices', c => c.json(choices(shelf.runs(), modelsOf(named))))
  hono.get('/:token/runs/:name{.+}', c => {
    const found = shelf.runs().find(({ name }) => name === c.req.param('name'))
    return found === undefined ? c.body(null, 404) : json(c, runText(found.run))
  })
  hono.get('/:token/events', c =>
    streamSSE(c, async stream => {
      const subscription = events.subscribe()
      stream.onAbort(() => subscription.end())
      const beat = setInterval(() => stream.write(': still here\n\n'), heartbeat)
      try {
        for await (const { name, data } of subscription)
          await stream.writeSSE({ event: name, data: JSON.stringify(data()) })
      } finally {
        clearInterval(beat)
      }
    }),
  )

  hono.post('/:token/standing', async c => {
    const models = modelsOf(parsedBody(standingBody, await c.req.text(), 'standing'))
    return c.json({
      models: models.map(model => ({
        ...model,
        shown: visible(model.spec),
        ...consent.standing(model),
      })),
    })
  })
  hono.post('/:token/confirm', async c => {
    const { does, ...model } = parsedBody(confirmBody, await c.req.text(), 'confirm')
    return c.body(null, consent.confirm(model, does) ? 204 : 403)
  })
  hono.post('/:token/ask', async c => {
    const body = parsedBody(askBody, await c.req.text(), 'ask')
    consent.require(modelsOf(body))
    // Who does not wait for the answer any more does not pay for it.
    const signal = AbortSignal.any([context.signal, c.req.raw.signal])
    const listen = (event: Event) => {
      if (event.type === 'notice') context.stderr.write(`note: ${event.message}\n`)
    }
    const result = await ask(body, { ...settingsOf(context), cache, signal, listen })
    return json(c, `${JSON.stringify(result, null, 2)}\n`)
  })
  hono.post('/:token/probe', async c => {
    const request = parsedBody(probeBody, await c.req.text(), 'probe')
    consent.require(modelsOf(request))
    return c.body(null, (await live.start(request)) ? 202 : 409)
  })
  hono.post('/:token/stop', c => {
    live.stop()
    return c.body(null, 202)
  })

  hono.notFound(c => c.body(null, 404))
  hono.onError((error, c) => c.json(errorJson(error), statusOf(error)))
  return hono
}

function json(c: Exchange, text: string): Response {
  return c.body(text, 200, { 'Content-Type': 'application/json' })
}

/** Whose fault an error is: the user's, a model's, or ours; 403 for a model that may not be asked. */
function statusOf(error: unknown): 400 | 403 | 500 | 502 {
  if (error instanceof NumeracyError && error.details.refused !== undefined) return 403
  const code = error instanceof NumeracyError ? error.code : 'internal'
  if (code === 'usage' || code === 'input' || code === 'unknown') return 400
  return code === 'model-unavailable' || code === 'invalid-response' ? 502 : 500
}
