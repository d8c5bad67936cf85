import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Contender, processorTime } from './paired.ts'

/** What a peer in Python is given. */
export interface PythonPeer {
  /** As it is named in a line. */
  readonly name: string
  /** A file here, which prints the least milliseconds of processor time of several runs. */
  readonly script: string
  readonly args: readonly (string | number)[]
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/**
 * Least milliseconds of processor time, all threads together, of ours and of a peer in Python, and their ratio. The two
 * take turns, so that what else the machine does meets both. PYTHON names the interpreter.
 */
export async function againstPython(ours: Contender, peer: PythonPeer, rounds = 3): Promise<string> {
  let own = await processorTime(ours)
  let theirs = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const python = spawnSync(
      process.env.PYTHON ?? 'python3',
      [join(import.meta.dirname, peer.script), ...peer.args.map(String)],
      { env: { ...process.env, ...peer.env }, encoding: 'utf8', input: peer.input ?? '' },
    )
    if (python.status !== 0)
      return `${peer.name} is not here: not compared (PYTHON names another interpreter)`
    theirs = Math.min(theirs, Number(python.stdout))
    for (let run = 0; run < 7; run++) own = Math.min(own, await processorTime(ours))
  }
  return `processor time: ${ours.name} ${own.toFixed(1)} ms; ${peer.name} ${theirs.toFixed(1)} ms; ratio ${(theirs / own).toFixed(2)}`
}
