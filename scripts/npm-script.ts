import { spawnSync } from 'node:child_process'

/** Runs one script of package.json with its output on the terminal; whether it ended well within the time. */
export function npmScript(
  name: string,
  options: { args?: readonly string[]; milliseconds: number },
): boolean {
  const args = ['run', '--silent', name, ...(options.args === undefined ? [] : ['--', ...options.args])]
  const { status } = spawnSync('npm', args, { stdio: 'inherit', timeout: options.milliseconds })
  return status === 0
}
