import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { paired, timed } from './paired.ts'

const root = join(import.meta.dirname, '..')
/** The built command. */
export const bin = join(root, 'bin', 'numeracy.cjs')
const sources = join(root, 'src', 'cli', 'main.ts')

function node(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
}

/** Start-up beside an empty node, and the main job on an empty cache and on a full one. */
export async function command(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  try {
    const empty = { name: 'empty node', run: () => node('--eval', '') }
    const startUp = await paired(empty, { name: 'numeracy --help', run: () => node(bin, '--help') }, 11)
    const checkout = await paired(
      empty,
      { name: 'the same in a checkout', run: () => node(sources, '--help') },
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
      checkout,
      `main job: cold ${(cold / 1000).toFixed(1)} s, warm ${(warm / 1000).toFixed(2)} s, ratio ${(cold / warm).toFixed(0)}`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
