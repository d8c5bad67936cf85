import type { Json } from '../../base/json.ts'
import { isObject } from '../../base/json.ts'
import type { Hello } from './command-hello.ts'
import { type CommandProcess, type Ended, type ProcessOptions, startProcess } from './command-process.ts'
import { type CommandTrouble, commandTrouble } from './command-trouble.ts'

export interface ProgramOptions extends ProcessOptions {
  /** Program and arguments. */
  readonly words: readonly [string, ...string[]]
  /** Who complains in errors. */
  readonly name: string
  /** Most milliseconds from a question to its answer, the start of the program included. */
  readonly timeout: number
  /** The program is ended when nothing was asked for so many milliseconds, and started again when asked. */
  readonly idle: number
  /** What is wrong with a hello, as a sentence; null when nothing is. */
  readonly objection: (hello: Hello) => string | null
}

/** A program of the user's that answers questions, one at a time. It runs from the first question on. */
export interface CommandProgram {
  /** What the program says of itself before any question. */
  hello(): Promise<Hello>
  /** The members of its answer, except for `id`. @throws NumeracyError `model-unavailable` or `invalid-response` */
  ask(question: { readonly [name: string]: Json }, signal: AbortSignal | undefined): Promise<Answer>
  /** Lets the program end. It starts again when asked. */
  close(): Promise<void>
}

export type Answer = Readonly<Record<string, unknown>>

/** After a failure that leaves in doubt what the program will say next, it is killed; the next question starts it again. */
export function commandProgram(options: ProgramOptions): CommandProgram {
  let current: { readonly process: CommandProcess; greeted: boolean } | null = null
  let asked = 0
  let idling: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** Runs `talk` when all before it has come to its end. */
  function inTurn<Result>(talk: () => Promise<Result>): Promise<Result> {
    const turn = last.then(talk)
    last = turn.catch(() => {})
    return turn
  }

  async function withProcess<Result>(
    signal: AbortSignal | undefined,
    talk: (process: CommandProcess, limit: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted()
    clearTimeout(idling)
    const timeout = AbortSignal.timeout(options.timeout)
    const limit = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
    current ??= { process: start(), greeted: false }
    const { process } = current
    process.setBusy(true)
    try {
      return await talk(process, limit)
    } catch (error) {
      stop()
      if (error !== limit.reason) throw error
      signal?.throwIfAborted()
      throw fail({ kind: 'slow', milliseconds: options.timeout, lastWords: process.lastWords() })
    } finally {
      process.setBusy(false)
      idling = setTimeout(() => void close(), options.idle).unref()
    }
  }

  function start(): CommandProcess {
    try {
      return startProcess(options.words, options)
    } catch (error) {
      throw fail({ kind: 'unstartable', failure: error as NodeJS.ErrnoException })
    }
  }

  async function readLine(process: CommandProcess, limit: AbortSignal): Promise<string> {
    const line = await process.read(limit)
    if (typeof line !== 'string') throw fail(endTrouble(line))
    return line
  }

  async function readAnswer(process: CommandProcess, id: number, limit: AbortSignal): Promise<Answer> {
    const line = await readLine(process, limit)
    const answer = objectOf(line)
    if (answer?.ready !== undefined && current?.greeted === false) {
      current.greeted = true
      await helloOf(line, answer)
      return readAnswer(process, id, limit)
    }
    if (current !== null) current.greeted = true
    if (answer === undefined) throw fail({ kind: 'stray', line })
    if (answer.id !== id) throw fail({ kind: 'id', line, got: answer.id, expected: id })
    return answer
  }

  async function helloOf(line: string, answer: Answer | undefined): Promise<Hello> {
    const { readHello } = await import('./command-hello.ts')
    const hello = readHello(answer)
    const problem = typeof hello === 'string' ? hello : options.objection(hello)
    if (typeof hello === 'string' || problem !== null) {
      throw fail({ kind: 'hello', line, problem: problem ?? '' })
    }
    return hello
  }

  function fail(trouble: CommandTrouble): Error {
    return commandTrouble(options, trouble)
  }

  function stop(): void {
    current?.process.kill()
    current = null
  }

  async function close(): Promise<void> {
    clearTimeout(idling)
    const closing = current
    current = null
    await closing?.process.close()
  }

  return {
    hello: () =>
      inTurn(() =>
        withProcess(undefined, async (process, limit) => {
          const line = await readLine(process, limit)
          const hello = await helloOf(line, objectOf(line))
          if (current !== null) current.greeted = true
          return hello
        }),
      ),
    ask: (question, signal) =>
      inTurn(() =>
        withProcess(signal, (process, limit) => {
          const id = ++asked
          process.send(asciiJson({ id, ...question }))
          return readAnswer(process, id, limit)
        }),
      ),
    close: () => inTurn(close),
  }
}

function endTrouble(ended: Ended): CommandTrouble {
  if (ended.failure !== null) return { kind: 'unstartable', failure: ended.failure }
  return ended.flooded ? { kind: 'flood', lastWords: ended.lastWords } : { kind: 'end', ended }
}

/** The object that a line holds; undefined when it holds anything else. */
function objectOf(line: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** JSON of ASCII characters alone, which means the same in whatever encoding the program reads. */
function asciiJson(value: Json): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
