import { setTimeout } from 'node:timers/promises'
import { runCommand } from '../src/cli/program.ts'

/**
 * What a command prints, and its exit code.
 * @param version what its files name as the version of the tool
 */
export async function printedBy(
  words: readonly string[],
  version: string,
): Promise<{ readonly code: number; readonly printed: string }> {
  const parts: string[] = []
  const code = await runCommand(words, {
    stdout: {
      write(part: string) {
        parts.push(part)
        return true
      },
    },
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    wait: async milliseconds => {
      await setTimeout(milliseconds)
    },
    signal: new AbortController().signal,
    ask: null,
    tool: { version, node: process.versions.node },
  })
  return { code, printed: parts.join('') }
}
