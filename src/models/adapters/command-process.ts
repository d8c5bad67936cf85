import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { readLines } from './command-lines.ts'
import type { ModelEnvironment } from './family.ts'

export interface ProcessOptions {
  readonly environment: ModelEnvironment
  /** Most bytes of its output that wait to be read; a process that prints more is killed. */
  readonly maxUnread: number
}

/** How a process came to its end. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Why it could not be started. */
  readonly failure: NodeJS.ErrnoException | null
  /** Whether it was killed for printing more than `maxUnread`. */
  readonly flooded: boolean
  /** The last it wrote to standard error. */
  readonly lastWords: string
}

/** A program that talks in lines. It keeps this process from ending only while it is busy. */
export interface CommandProcess {
  send(line: string): void
  /** Its next line, or how it ended when there is none. Rejects with the signal's reason. */
  read(signal: AbortSignal): Promise<string | Ended>
  lastWords(): string
  setBusy(busy: boolean): void
  /** Ends it and all that it started, at once. */
  kill(): void
  /** Closes its standard input and waits for its end; one that is slow to end is killed. */
  close(): Promise<void>
}

/** In milliseconds: to end after its input was closed, and for its output to arrive after it ended. */
const closingTime = 2000
const drainingTime = 500

const lastWordsLength = 2000

const running = new Set<CommandProcess>()

/** Nothing else is left to do here: programs get the signal, and may end by themselves. */
function closeAll(): void {
  for (const each of running) void each.close()
}

function killAll(): void {
  for (const each of running) each.kill()
}

/**
 * Starts a program, in a process group of its own, so that Ctrl-C reaches it through us only.
 * @throws Error of Node.js for words that no program can be started with
 */
export function startProcess(words: readonly [string, ...string[]], options: ProcessOptions): CommandProcess {
  const { environment, maxUnread } = options
  const [program, ...others] = words
  const grouped = process.platform !== 'win32'
  const child = spawn(program, others, {
    cwd: environment.cwd,
    // Python would else keep a printed line to itself, and read and write in the encoding of the machine.
    env: { PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', ...environment.env },
    stdio: 'pipe',
    detached: grouped,
    windowsHide: true,
  })
  let flooded = false
  const lines = readLines(child.stdout, maxUnread, () => {
    flooded = true
    kill()
  })
  let written = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written = (written + text).slice(-lastWordsLength)
  })
  // Who writes to a program that has ended learns of it by reading.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {})
  const ended = endOf(child).then(end => {
    // What it started and left behind ends with it.
    kill()
    lines.close()
    return { ...end, flooded, lastWords: written.trim() }
  })

  function kill(): void {
    try {
      if (grouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    } catch {
      // It has ended already.
    }
  }

  const started: CommandProcess = {
    send: line => child.stdin.write(`${line}\n`),
    read: async signal => (await lines.next(signal)) ?? ended,
    lastWords: () => written.trim(),
    setBusy(busy) {
      const streams = [child.stdin, child.stdout, child.stderr] as unknown as Socket[]
      for (const handle of [child, ...streams]) {
        if (busy) handle.ref()
        else handle.unref()
      }
    },
    kill,
    async close() {
      started.setBusy(true)
      child.stdin.end()
      const slow = setTimeout(kill, closingTime)
      await ended
      clearTimeout(slow)
    },
  }
  if (running.size === 0) process.on('beforeExit', closeAll).on('exit', killAll)
  running.add(started)
  void ended.then(() => {
    running.delete(started)
    if (running.size === 0) process.off('beforeExit', closeAll).off('exit', killAll)
  })
  return started
}

type End = Pick<Ended, 'code' | 'signal' | 'failure'>

/** Its end, once its output has arrived; what it started may hold the streams open, and is not waited for long. */
function endOf(child: ChildProcessWithoutNullStreams): Promise<End> {
  return new Promise(resolve => {
    child.once('error', failure => resolve({ code: null, signal: null, failure }))
    child.once('exit', (code, signal) => {
      const end = () => resolve({ code, signal, failure: null })
      const late = setTimeout(end, drainingTime)
      child.once('close', () => {
        clearTimeout(late)
        end()
      })
    })
  })
}
