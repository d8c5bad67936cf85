import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findChromium } from './chromium.ts'

/** What the tests need, with the packages of Debian that bring it. */
const needs = [
  {
    name: 'Chromium',
    packages: ['chromium', 'fonts-liberation'],
    isHere: () => findChromium() !== undefined,
    instead: ', or set CHROMIUM to the path of a Chromium or Chrome',
  },
  {
    name: 'redis-server',
    packages: ['redis-server'],
    isHere: () => spawnSync('redis-server', ['--version']).status === 0,
    instead: '',
  },
] as const

/** Installs what the tests need beyond npm. Returns the sentence that says why it could not, or undefined. */
export function installSystem(milliseconds: number): string | undefined {
  const missing = needs.filter(({ isHere }) => !isHere())
  if (missing.length === 0) return undefined
  if (process.env.CHROMIUM && missing[0].name === 'Chromium')
    return `CHROMIUM names ${process.env.CHROMIUM}, which is not a program that can be run.`
  const install = ['install', '-y', '--no-install-recommends', ...missing.flatMap(({ packages }) => packages)]
  const names = missing.map(({ name }) => name).join(' and ')
  if (!mayInstall()) {
    const instead = missing.map(each => each.instead).join('')
    return `The tests need ${names}: install it (on Debian: apt-get ${install.join(' ')})${instead}.`
  }
  const deadline = performance.now() + milliseconds
  for (const args of [['update'], install]) {
    const failure = aptGet(args, deadline - performance.now())
    if (failure !== undefined) return failure
  }
  const left = needs.filter(({ isHere }) => !isHere()).map(({ name }) => name)
  return left.length === 0
    ? undefined
    : `apt-get installed ${names}, but there is no ${left.join(' and no ')} on the PATH.`
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
