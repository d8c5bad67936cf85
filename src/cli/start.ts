import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Context } from './context.ts'
import { lastHandler } from './last-handler.ts'
import { runCommand } from './program.ts'

const args = process.argv.slice(2)
const last = lastHandler(process, args)

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
  signal: last.signal,
  ask: process.stdin.isTTY ? ask : null,
  finishAtLeisure: last.finishAtLeisure,
  tool: { version, node: process.versions.node },
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  // While it reads a line, the terminal hands Ctrl-C to the reader.
  reader.on('SIGINT', () => process.emit('SIGINT'))
  try {
    const { signal } = last
    return (await reader.question(`${question} `, { signal })).trim()
  } finally {
    reader.close()
  }
}

runCommand(args, context).then(last.end)
