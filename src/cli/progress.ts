import { printableLine } from '../base/control-characters.ts'
import type { Event, Listener } from '../base/events.ts'
import type { Context } from './context.ts'
import { clock, longWaits } from './long-wait.ts'

/** Milliseconds; a wait that is shorter, such as one between two requests, is not told. */
const shortWait = 3000

/** What a failed stage says of its failure: the message itself comes once, at the end. */
const failure = new Error('the error is below')

/** Progress of one command on stderr: a line for each stage, live where stderr is a terminal. */
export interface Progress {
  readonly listen: Listener
  /** Shows the stage of a model as failed, and goes on with the next. */
  failed(model: string): void
  /** Ends the display; with an error, the stage at hand is shown as failed. The error itself is told once, elsewhere. */
  finish(error?: unknown): Promise<void>
}

/** @param stages the titles in the order in which they will run, each with the events that belong to it */
export async function showProgress(
  stages: readonly { readonly title: string; readonly owns: (event: Event) => boolean }[],
  { stderr, signal, now }: Context,
): Promise<Progress> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2')
  const notices: string[] = []
  const waits = longWaits(() => now().getTime())
  const states = stages.map(stage => ({
    ...stage,
    ...Promise.withResolvers<void>(),
    text: '',
    begun: undefined as number | undefined,
    report: (_: string) => {},
  }))
  // A stage may fail before it is shown.
  for (const { promise } of states) promise.catch(() => {})
  let current = 0
  let goesOn = false
  const stream = (stderr.unfiltered ?? stderr) as NodeJS.WriteStream
  const logger = new ListrLogger({ processOutput: new ProcessOutput(stream, stream) })
  const tasks = new Listr(
    states.map(state => ({
      title: printableLine(state.title),
      exitOnError: () => !goesOn,
      task: (_, task) => {
        state.report = text => {
          task.title = printableLine(`${state.title}: ${text}`)
        }
        if (state.text !== '') state.report(state.text)
        return state.promise
      },
    })),
    {
      concurrent: false,
      fallbackRenderer: 'simple',
      fallbackRendererCondition: !stderr.isTTY,
      rendererOptions: { logger, showErrorMessage: false },
      fallbackRendererOptions: { logger },
      registerSignalListeners: false,
    },
  )
  const shown = tasks.run().catch(() => {})
  const pass = (until: number) => {
    for (; current < until; current++) states[current].resolve()
  }
  return {
    listen(event) {
      if (event.type === 'notice') {
        if (!notices.includes(event.message)) notices.push(event.message)
        return
      }
      // Where nothing is shown live, a stage that waits says so in a line of its own.
      const wait = stderr.isTTY ? null : waits(event)
      if (wait !== null) stderr.write(`note: ${wait}\n`)
      if (event.type === 'waiting' && event.until - now().getTime() < shortWait) return
      const at = states.findIndex(({ owns }) => owns(event))
      if (at < 0) return
      pass(at)
      states[at].begun ??= now().getTime()
      states[at].text = told(event, now().getTime() - states[at].begun)
      states[at].report(states[at].text)
      if (event.type !== 'waiting' && event.done === event.total) pass(at + 1)
    },
    failed(model) {
      const at = states.findIndex(({ owns }) => owns({ type: 'waiting', model, until: 0 }))
      if (at < current) return
      pass(at)
      goesOn = true
      states[current++].reject(failure)
    },
    async finish(error) {
      if (error === undefined) pass(states.length)
      else {
        goesOn = false
        states[current]?.reject(signal.aborted ? new Error('interrupted') : failure)
      }
      await shown
      for (const notice of notices) stderr.write(`note: ${notice}\n`)
    },
  }
}

/** What a stage shows of an event: how far it is, how fast, and how long it still takes or waits. */
function told(event: Exclude<Event, { type: 'notice' }>, milliseconds: number): string {
  if (event.type === 'waiting') return `waiting for the limit until ${clock(event.until)}`
  const count = `${event.done.toLocaleString('en')} of ${event.total.toLocaleString('en')}`
  if (event.type !== 'answers') return event.label === '' ? count : `${count}, ${event.label}`
  const cached = event.cached === 0 ? '' : `, ${event.cached.toLocaleString('en')} from the cache`
  return `${count} ${event.unit}${cached}${pace(event, milliseconds)}`
}

/** Rate and time left, once there is something to reckon from. */
function pace({ done, total, cached }: Extract<Event, { type: 'answers' }>, milliseconds: number): string {
  const fresh = done - cached
  if (milliseconds < 3000 || fresh <= 0 || done === total) return ''
  const perSecond = (fresh / milliseconds) * 1000
  const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en')
  return `, ${rate} a second, ${duration((total - done) / perSecond)} left`
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60).toLocaleString('en')} min`
}
