import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Environment } from './inputs.ts'

type Level = 'error' | 'warning' | 'notice'

/** What an action says to the runner: commands on stdout, and the files whose names it gives. */
export interface Runner {
  /** A line that the runner shows beside the job. */
  say(level: Level, text: string): void
  /** Lines of the log, in which nothing is obeyed as a command. */
  log(text: string): void
  /** Commands that are made already, each on a line of its own. */
  commands(lines: string): void
  /** Lines of the log that fold under a title, in which nothing is obeyed while `work` goes on. */
  folded<Result>(title: string, work: () => Promise<Result>): Promise<Result>
  setOutput(name: string, value: string): void
  /** What the step after the job finds as `STATE_` and the name. */
  setState(name: string, value: string): void
  addSummary(markdown: string): void
}

export function runnerOf(env: Environment, write: (text: string) => void): Runner {
  const literally = (work: () => void) => {
    const end = randomUUID()
    write(`::stop-commands::${end}\n`)
    work()
    write(`::${end}::\n`)
  }
  const append = (variable: string, text: string) => {
    const path = env[variable]
    if (path) appendFileSync(path, text)
  }
  /** A value of any number of lines between two lines that it does not hold. */
  const entry = (name: string, value: string) => {
    const end = `end-${randomUUID()}`
    return `${name}<<${end}\n${value}\n${end}\n`
  }
  return {
    say: (level, text) => write(`::${level} title=numeracy::${commandData(text)}\n`),
    log: text => literally(() => write(text.endsWith('\n') ? text : `${text}\n`)),
    commands: lines => write(lines),
    async folded(title, work) {
      const end = randomUUID()
      write(`::group::${commandData(title)}\n::stop-commands::${end}\n`)
      try {
        return await work()
      } finally {
        write(`::${end}::\n::endgroup::\n`)
      }
    },
    setOutput: (name, value) => append('GITHUB_OUTPUT', entry(name, value)),
    setState: (name, value) => append('GITHUB_STATE', entry(name, value)),
    addSummary: markdown => append('GITHUB_STEP_SUMMARY', `${markdown}\n`),
  }
}

/** Text as it may stand in a command. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
