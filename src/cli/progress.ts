import type { Event, Listener } from '../base/events.ts'
import type { Context } from './context.ts'

/** Milliseconds; a wait that is shorter, such as one between two requests, is not told. */
const shortWait = 3000

/** Progress of one command on stderr: a line for each stage, live where stderr is a terminal. */
export interface Progress {
  readonly listen: Listener
  /** Ends the display; with an error, the stage at hand is shown as failed. */
  finish(error?: unknown): Promise<void>
}

/** @param stages the titles in the order in which they will run, each with the events that belong to it */
export async function showProgress(
  stages: readonly { readonly title: string; readonly owns: (event: Event) => boolean }[],
  { stderr, signal, now }: Context,
): Promise<Progress> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2')
  const notices: string[] = []
  const states = stages.map(stage => ({
    ...stage,
    ...Promise.withResolvers<void>(),
    text: '',
    begun: undefined as number | undefined,
    report: (_: string) => {},
  }))
  let current = 0
  const stream = stderr as NodeJS.WriteStream
  const logger = new ListrLogger({ processOutput: new ProcessOutput(stream, stream) })
  const tasks = new Listr(
    states.map(state => ({
      title: state.title,
      task: (_, task) => {
        state.report = text => {
          task.title = `${state.title}: ${text}`
        }
        if (state.text !== '') state.report(state.text)
        return state.promise
      },
    })),
    {
      concurrent: false,
      fallbackRenderer: 'simple',
      fallbackRendererCondition: !stderr.isTTY,
      rendererOptions: { logger },
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
      if (event.type === 'waiting' && event.until - now().getTime() < shortWait) return
      const at = states.findIndex(({ owns }) => owns(event))
      if (at < 0) return
      pass(at)
      states[at].begun ??= now().getTime()
      states[at].text = told(event, now().getTime() - states[at].begun)
      states[at].report(states[at].text)
      if (event.type !== 'waiting' && event.done === event.total) pass(at + 1)
    },
    async finish(error) {
      if (error === undefined) pass(states.length)
      else states[current]?.reject(signal.aborted ? new Error('interrupted') : error)
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

function clock(milliseconds: number): string {
  return new Date(milliseconds).toTimeString().slice(0, 8)
}
