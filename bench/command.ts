import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { paired, timed } from './paired.ts'

const bin = join(import.meta.dirname, '..', 'bin', 'numeracy.cjs')

function node(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
}

/** Start-up beside an empty node, and the main job on an empty cache and on a full one. */
export async function command(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  try {
    const startUp = await paired(
      { name: 'empty node', run: () => node('--eval', '') },
      { name: 'numeracy --help', run: () => node(bin, '--help') },
      11,
    )
    const job = {
      name: 'main job',
      run: () => node(bin, 'probe', '--out', join(folder, 'out'), '--cache', join(folder, 'cache')),
    }
    const cold = await timed(job)
    const warm = await timed(job)
    return [
      startUp,
      `main job: cold ${(cold / 1000).toFixed(1)} s, warm ${(warm / 1000).toFixed(2)} s, ratio ${(cold / warm).toFixed(0)}`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
