import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { Campaign } from './fuzz/campaign.ts'
import { targets } from './fuzz/targets.ts'

/**
 * Reads thousands of broken run files, series, tables, .npy and Parquet files: each must be read or refused with a
 * message. `npm run fuzz`; `-- --target Parquet --from 1234 --count 1` looks at one mutant again.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '2000' },
    target: { type: 'string' },
  },
})

/** A mutant is read in milliseconds; one that takes longer than this hangs. */
const maxMilliseconds = 120_000

interface Report {
  readonly at?: number
  readonly result?: Campaign
}

/** Runs a target on a thread of its own, so that one that hangs can be ended. */
function attempt(name: string, folder: string): Promise<Campaign | string> {
  const worker = new Worker(new URL('./fuzz/worker.ts', import.meta.url), {
    workerData: {
      name,
      folder,
      seed: Number(values.seed),
      from: Number(values.from),
      count: Number(values.count),
    },
  })
  return new Promise(resolve => {
    let at = -1
    let watch: NodeJS.Timeout
    const end = (outcome: Campaign | string) => {
      clearTimeout(watch)
      resolve(outcome)
      void worker.terminate()
    }
    const wait = () => {
      clearTimeout(watch)
      watch = setTimeout(
        () => end(`mutant ${at} takes over ${maxMilliseconds / 1000} seconds`),
        maxMilliseconds,
      )
    }
    wait()
    worker.on('message', (report: Report) => {
      if (report.result !== undefined) return end(report.result)
      at = report.at!
      wait()
    })
    worker.on('error', error =>
      end(`mutant ${at} ended the thread: ${error instanceof Error ? error.stack : error}`),
    )
  })
}

const folder = mkdtempSync(join(tmpdir(), 'numeracy-fuzz-'))
try {
  for (const { name } of targets.filter(each => values.target === undefined || each.name === values.target)) {
    const outcome = await attempt(name, folder)
    if (typeof outcome === 'string') {
      console.log(`${name}: ${outcome}`)
      process.exitCode = 1
      continue
    }
    const { read, refused, crashes } = outcome
    console.log(`${name}: ${read} read, ${refused} refused, ${crashes.length} crashed`)
    for (const { at, stack } of crashes.slice(0, 20)) console.log(`  mutant ${at}: ${stack}`)
    if (crashes.length > 0) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
