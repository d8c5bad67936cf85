import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineEmbedder, type Event, probe } from 'numeracy'
import { bin } from './command.ts'
import { timed } from './paired.ts'

/**
 * What the suite quick takes beside the model: the whole command with a model that answers at once, less an empty
 * node; and of that the statistics, from the last answer on.
 */
export async function quick(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  const program = `${process.execPath} ${join(import.meta.dirname, 'instant-model.ts')}`
  const command = (suite: string, name: string) => ({
    name: suite,
    run() {
      const args = [bin, '--cache', join(folder, name), 'probe', '--embed', `command:${program}`]
      const all = [...args, '--suite', suite, '--experiment', 'pairs', '--no-controls']
      const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
    },
  })
  try {
    const fast = await timed(command('quick', 'a'))
    const whole = await timed(command('article', 'b'))
    let answered = 0
    const model = defineEmbedder(texts => texts.map(text => [text.length, 1, Number.parseFloat(text) || 0]), {
      name: 'instant',
      revision: '1',
    })
    const started = performance.now()
    const listen = (event: Event) => {
      if (event.type === 'answers') answered = performance.now()
    }
    await probe({ models: [model], suite: 'quick' }, { listen })
    const ended = performance.now()
    return [
      `suite quick: ${(fast / 1000).toFixed(2)} s of its own, ${(whole / fast).toFixed(1)} times as fast as pairs of the article`,
      `phases on one thread: asked ${((answered - started) / 1000).toFixed(2)} s, judged ${((ended - answered) / 1000).toFixed(2)} s`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
