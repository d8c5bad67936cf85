import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyOf } from '../src/store/key.ts'
import { openCache } from '../src/store/open-cache.ts'
import { timed } from './paired.ts'

const rows = 1_000_000
const asked = 10_000
const together = 20_000
const dimensions = 384

/** A cache of a million vectors: how long it takes to open it and to find 10,000 of them. */
export async function cache(): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'numeracy-bench-'))
  const open = () => openCache({ directory, listen: () => {} })
  const key = (text: number) => keyOf('model', 'document', String(text))
  try {
    const filled = open()
    const filling = await timed({
      name: 'filling',
      run() {
        for (let start = 0; start < rows; start += together) {
          const entries = Array.from({ length: together }, (_, at) => ({
            key: key(start + at),
            value: new Uint8Array(new Float32Array(dimensions).fill(start + at + 1).buffer),
          }))
          filled.write('model', entries)
        }
      },
    })
    filled.close()
    const keys = Array.from({ length: asked }, (_, at) => key((at * 7919) % rows))
    let found = 0
    const answering = await timed({
      name: 'answering',
      run() {
        const opened = open()
        found = opened.read(keys).filter(value => value !== undefined).length
        opened.close()
      },
    })
    const gigabytes = statSync(join(directory, 'cache.sqlite')).size / 1e9
    return [
      `${rows.toLocaleString('en')} vectors of ${dimensions} numbers, ${gigabytes.toFixed(1)} GB, filled in ${(filling / 1000).toFixed(0)} s`,
      `opened, and ${found.toLocaleString('en')} of ${asked.toLocaleString('en')} found: ${answering.toFixed(0)} ms`,
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
