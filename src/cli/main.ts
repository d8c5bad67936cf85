import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Context } from './context.ts'
import { runCommand } from './program.ts'

const interruption = new AbortController()

process.on('SIGINT', () => {
  // A second Ctrl-C does not wait for the work at hand.
  if (interruption.signal.aborted) process.exit(130)
  interruption.abort()
})

// Who reads our output may stop early, as `head` does: nothing is left to do then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const context: Context = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  wait: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, signal && { signal })
  },
  signal: interruption.signal,
  confirm: process.stdin.isTTY ? confirm : null,
  tool: { version, node: process.versions.node },
}

async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim())
  } finally {
    reader.close()
  }
}

runCommand(process.argv.slice(2), context).then(code => {
  process.exitCode = code
})
