import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A Node older than the package needs, where the machine has one outside node_modules. */
export function oldNode(): { readonly path: string; readonly version: string } | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'node')
    if (folder === '' || folder.includes('node_modules') || !existsSync(path)) continue
    const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim().replace(/^v/, '')
    const [major, minor] = version.split('.').map(Number)
    if (major! < 22 || (major === 22 && minor! < 13)) return { path, version }
  }
  return undefined
}

export function refusal(version: string): string {
  return `numeracy needs Node 22.13 or newer; this is Node ${version}. Install a newer Node, then run it again.\n`
}
