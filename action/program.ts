import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../src/base/error.ts'
import type { Environment, Inputs } from './inputs.ts'

/** What a program that has ended left behind. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * The program of the package that the repository has installed, looked for from a folder upwards as Node does.
 * @returns null where it has none
 */
export function installedProgram(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = programIn(join(folder, 'node_modules', 'numeracy'))
    if (found !== null) return found
    if (dirname(folder) === folder) return null
  }
}

function programIn(folder: string): string | null {
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) return null
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: string | Record<string, string> }
  const path = typeof bin === 'string' ? bin : bin?.numeracy
  return path === undefined ? null : join(folder, path)
}

/**
 * Installs the package with npm into a folder of its own, without a script of any package being run.
 * @throws NumeracyError `model-unavailable` where it cannot be installed
 */
export async function installProgram(
  folder: string,
  { version, packages }: Pick<Inputs, 'packages'> & { readonly version: string },
  env: Environment,
  write: (text: string) => void,
): Promise<string> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const names = [`numeracy@${version}`, ...packages]
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier']
  // A home that cannot be written is no place for npm's own files.
  const npmEnv = { ...env, npm_config_cache: env.npm_config_cache ?? join(folder, '.npm') }
  const advice = 'Install numeracy in a step before this one, such as npm ci, or correct the input version.'
  const ended = await run('npm', [...args, ...names], { cwd: folder, env: npmEnv, write }).catch(
    (cause: unknown) => {
      throw new NumeracyError('model-unavailable', `npm did not start: ${messageOf(cause)}. ${advice}`, {
        cause,
      })
    },
  )
  const program = programIn(join(folder, 'node_modules', 'numeracy'))
  if (ended.code === 0 && program !== null) return program
  throw new NumeracyError(
    'model-unavailable',
    `npm install ${names.join(' ')} failed with code ${ended.code}; what it said stands in the log. ${advice}`,
  )
}

/** The environment of the check: without the tokens of the job and without the files by which a step commands the runner. */
export function environmentOfCheck(env: Environment): Record<string, string> {
  const own = /^(?:INPUT_|STATE_|ACTIONS_)/
  const files = [
    'GITHUB_ACTIONS',
    'GITHUB_STEP_SUMMARY',
    'GITHUB_OUTPUT',
    'GITHUB_ENV',
    'GITHUB_PATH',
    'GITHUB_STATE',
  ]
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || own.test(name) || files.includes(name) ? [] : [[name, value]],
    ),
  )
}

/** Runs a program to its end, without a terminal. What it says on stderr is passed on as it comes. */
export function run(
  program: string,
  args: readonly string[],
  {
    cwd,
    env,
    write,
  }: { readonly cwd: string; readonly env: Environment; readonly write: (text: string) => void },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a script there, which only a shell starts; no argument holds what a shell would read.
      shell: process.platform === 'win32' && program === 'npm',
    })
    const parts = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      parts.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      parts.stderr += text
      write(text)
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...parts }))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  })
}
