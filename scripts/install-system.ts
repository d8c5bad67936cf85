import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findChromium } from './chromium.ts'

const packages = ['chromium', 'fonts-liberation']

/** Installs what the tests need beyond npm. Returns the sentence that says why it could not, or undefined. */
export function installSystem(milliseconds: number): string | undefined {
  if (findChromium() !== undefined) return undefined
  if (process.env.CHROMIUM)
    return `CHROMIUM names ${process.env.CHROMIUM}, which is not a program that can be run.`
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  if (!mayInstall()) {
    return `The tests need Chromium: install it (on Debian: apt-get ${install.join(' ')}), or set CHROMIUM to the path of a Chromium or Chrome.`
  }
  const deadline = performance.now() + milliseconds
  for (const args of [['update'], install]) {
    const failure = aptGet(args, deadline - performance.now())
    if (failure !== undefined) return failure
  }
  return findChromium() === undefined
    ? 'apt-get installed Chromium, but no chromium is on the PATH.'
    : undefined
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && isDebian()
}

function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function aptGet(args: readonly string[], milliseconds: number): string | undefined {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: Math.max(1, Math.round(milliseconds)),
  })
  if (status === 0) return undefined
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  return `apt-get ${args.join(' ')} failed; its output is above.`
}
