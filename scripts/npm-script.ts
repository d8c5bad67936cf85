import { spawn, spawnSync } from 'node:child_process'
import type { Section } from './sections.ts'

interface ScriptOptions {
  readonly args?: readonly string[]
  /** After which it is ended, and has failed. */
  readonly milliseconds: number
}

/** Runs one script of package.json with its output on the terminal; whether it ended well within the time. */
export function npmScript(name: string, options: ScriptOptions): boolean {
  const { status } = spawnSync('npm', argumentsOf(name, options), {
    stdio: 'inherit',
    timeout: options.milliseconds,
  })
  return status === 0
}

/** The same beside others: its output goes into a section, which ends with it. */
export function npmScriptBeside(name: string, options: ScriptOptions, section: Section): Promise<boolean> {
  // Behind a pipe a program takes nobody to be looking.
  const env = process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env
  const child = spawn('npm', argumentsOf(name, options), {
    env,
    stdio: ['inherit', 'pipe', 'pipe'],
    timeout: options.milliseconds,
  })
  child.stdout.on('data', part => section.write('stdout', part))
  child.stderr.on('data', part => section.write('stderr', part))
  return new Promise(resolve => {
    const ended = (passed: boolean) => {
      section.end()
      resolve(passed)
    }
    child.on('error', ({ message }) => {
      section.write('stderr', `${message}\n`)
      ended(false)
    })
    // What a script that is ended leaves behind may hold its pipes for ever.
    child.on('exit', status => {
      const left = setTimeout(() => ended(status === 0), 2000)
      child.on('close', () => {
        clearTimeout(left)
        ended(status === 0)
      })
    })
  })
}

function argumentsOf(name: string, { args }: ScriptOptions): string[] {
  return ['run', '--silent', name, ...(args === undefined ? [] : ['--', ...args])]
}
