import { printableLine } from '../base/control-characters.ts'
import type { Event, Listener } from '../base/events.ts'
import type { Context, Output } from './context.ts'
import { clock, longWaits } from './long-wait.ts'

/** Milliseconds between two lines of a stage that is not shown live. */
const betweenLines = 5000

/** Milliseconds; a wait that is shorter, such as one between two requests, is not shown. */
const shortWait = 3000

/** What a failed stage says of its failure: the message itself comes once, at the end. */
const failure = new Error('the error is below')

/** A part of a command's work, as its progress shows it. */
export interface Stage {
  readonly title: string
  /** The model that it is about, where it is about one: its id, and what it is called wherever it is shown. */
  readonly model?: { readonly id: string; readonly name: string }
  readonly owns: (event: Event) => boolean
}

/**
 * Progress of one command on stderr: a line for each stage, live where stderr is a terminal. It begins with the first
 * event of a stage, so that what is refused before is reported alone.
 */
export interface Progress {
  readonly listen: Listener
  /** Adds stages, in the order in which they will run, before the first begins. */
  expect(stages: readonly Stage[]): void
  /** Shows the stage of a model as failed, and goes on with the next. */
  failed(model: string): void
  /**
   * Does the work that is shown, and ends the display as it ends: where it fails, the stage at hand is shown as
   * failed. The error itself is reported once, elsewhere.
   */
  during<Result>(work: () => Promise<Result>): Promise<Result>
}

interface ShownStage extends Stage, PromiseWithResolvers<void> {
  text: string
  begun: number | undefined
  report(text: string): void
}

export function showProgress(first: readonly Stage[], context: Context): Progress {
  const { stderr, signal, now, talk = () => 'usual' } = context
  if (talk() === 'quiet') return silent
  const isVerbose = talk() === 'verbose'
  const isLive = stderr.isTTY === true && !isVerbose
  const said = new Set<string>()
  const held: string[] = []
  const stages: ShownStage[] = []
  const nameOf = (id: string) => stages.find(({ model }) => model?.id === id)?.model?.name ?? id
  const waits = longWaits(() => now().getTime(), nameOf)
  let isEnded = false
  let current = 0
  let goesOn = false
  let shown: Promise<void> | undefined
  let lastLine = Number.NEGATIVE_INFINITY
  const details = isVerbose ? requestDetails(nameOf) : () => null
  const expect = (more: readonly Stage[]) => {
    for (const stage of more) {
      const state = { ...stage, ...Promise.withResolvers<void>(), text: '', begun: undefined, report() {} }
      // It may fail before it is shown.
      state.promise.catch(() => {})
      stages.push(state)
    }
  }
  const pass = (until: number) => {
    shown ??= display(stages, stderr, isLive, () => goesOn)
    for (; current < until; current++) {
      const { title, begun } = stages[current]
      stages[current].resolve()
      if (isVerbose && begun !== undefined)
        stderr.write(`${title}: done after ${seconds(now().getTime() - begun)}\n`)
    }
  }
  const say = (notice: string) => {
    if (said.has(notice)) return
    said.add(notice)
    // A live display would be torn by it.
    if (isLive && shown !== undefined && !isEnded) held.push(notice)
    else stderr.write(`note: ${notice}\n`)
  }
  const end = async (error?: unknown) => {
    if (shown !== undefined) {
      if (error === undefined) pass(stages.length)
      else {
        goesOn = false
        stages[current]?.reject(signal.aborted ? new Error('interrupted') : failure)
      }
      await shown
    }
    isEnded = true
    for (const notice of held) stderr.write(`note: ${notice}\n`)
  }
  expect(first)
  return {
    expect,
    listen(event) {
      if (event.type === 'notice') {
        say(event.message)
        return
      }
      const detail = details(event)
      if (detail !== null) stderr.write(`${detail}\n`)
      if (event.type === 'request' || event.type === 'retry') return
      // Where nothing is shown live, a stage that waits says so in a line of its own.
      const wait = isLive ? null : waits(event)
      if (wait !== null) stderr.write(`note: ${wait}\n`)
      if (event.type === 'waiting' && event.until - now().getTime() < shortWait) return
      const at = stages.findIndex(({ owns }) => owns(event))
      if (at < 0) return
      pass(at)
      const time = now().getTime()
      if (stages[at].begun === undefined) lastLine = time
      stages[at].begun ??= time
      stages[at].text = stageText(event, time - stages[at].begun)
      stages[at].report(stages[at].text)
      if (
        !isLive &&
        event.type !== 'waiting' &&
        event.done < event.total &&
        time - lastLine >= betweenLines
      ) {
        lastLine = time
        stderr.write(`  ${stages[at].title}: ${stages[at].text}\n`)
      }
      if (event.type !== 'waiting' && event.done === event.total) pass(at + 1)
    },
    failed(model) {
      const at = stages.findIndex(({ owns }) => owns({ type: 'waiting', model, until: 0 }))
      if (at < current) return
      pass(at)
      goesOn = true
      stages[current++].reject(failure)
    },
    async during(work) {
      let result: Awaited<ReturnType<typeof work>>
      try {
        result = await work()
      } catch (error) {
        await end(error)
        throw error
      }
      await end()
      return result
    },
  }
}

/** Shows the stages until the last has ended. */
async function display(
  stages: readonly ShownStage[],
  stderr: Output,
  isLive: boolean,
  goesOn: () => boolean,
): Promise<void> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2')
  const stream = (stderr.unfiltered ?? stderr) as NodeJS.WriteStream
  const logger = new ListrLogger({ processOutput: new ProcessOutput(stream, stream) })
  const tasks = new Listr(
    stages.map(stage => ({
      title: printableLine(stage.title),
      exitOnError: () => !goesOn(),
      task: (_, task) => {
        stage.report = text => {
          task.title = printableLine(`${stage.title}: ${text}`)
        }
        if (stage.text !== '') stage.report(stage.text)
        return stage.promise
      },
    })),
    {
      concurrent: false,
      fallbackRenderer: 'simple',
      fallbackRendererCondition: !isLive,
      rendererOptions: { logger, showErrorMessage: false },
      fallbackRendererOptions: { logger },
      registerSignalListeners: false,
    },
  )
  await tasks.run().catch(() => {})
}

/** Progress that is not shown. */
const silent: Progress = {
  listen() {},
  expect() {},
  failed() {},
  during: async work => work(),
}

/** What an event says of requests, for who wants to know each: null where it says nothing new. */
function requestDetails(nameOf: (model: string) => string): (event: Event) => string | null {
  const cached = new Map<string, number>()
  return event => {
    switch (event.type) {
      case 'request':
        return `${nameOf(event.model)}: a request of ${event.count.toLocaleString('en')} ${event.unit}`
      case 'retry':
        return `${nameOf(event.model)}: attempt ${event.attempt} failed, the next in ${seconds(event.milliseconds)}: ${event.message}`
      case 'answers': {
        if (event.cached === (cached.get(event.model) ?? 0)) return null
        cached.set(event.model, event.cached)
        return `${nameOf(event.model)}: ${event.cached.toLocaleString('en')} of ${event.total.toLocaleString('en')} ${event.unit} come from the cache`
      }
      default:
        return null
    }
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** What a stage shows of an event: how far it is, how fast, and how long it still takes or waits. */
function stageText(
  event: Exclude<Event, { type: 'notice' | 'request' | 'retry' }>,
  milliseconds: number,
): string {
  if (event.type === 'waiting') return `waiting for the limit until ${clock(event.until)}`
  const count = `${event.done.toLocaleString('en')} of ${event.total.toLocaleString('en')}`
  if (event.type !== 'answers') {
    const label = event.label === '' ? '' : `, ${event.label}`
    return `${count}${label}${left(event, milliseconds)}`
  }
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

/** Time left of work whose parts take alike, once there is something to reckon from. */
function left(
  { done, total }: { readonly done: number; readonly total: number },
  milliseconds: number,
): string {
  if (milliseconds < 3000 || done === 0 || done === total) return ''
  return `, ${duration((milliseconds / 1000 / done) * (total - done))} left`
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60).toLocaleString('en')} min`
}
