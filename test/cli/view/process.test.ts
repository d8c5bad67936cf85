import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { endProcess } from '../../fixtures/end-process.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { eventStream } from './fixtures/event-stream.ts'
import { modelServer } from './fixtures/model-server.ts'

const main = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'main.ts')

/** The command as a process of its own, once it has told its address. */
async function startView(cwd: string, args: readonly string[] = ['--no-open'], variables = {}) {
  const env = { ...process.env, ...variables }
  const child = spawn(process.execPath, [main, 'view', ...args], { cwd, env })
  onTestFinished(() => endProcess(child))
  const written = { stdout: '', stderr: '' }
  child.stdout.on('data', part => {
    written.stdout += part
  })
  child.stderr.on('data', part => {
    written.stderr += part
  })
  const exit = once(child, 'exit')
  for (let turn = 0; turn < 20_000 && !written.stdout.includes('\n'); turn++) await setTimeout(10)
  return { url: written.stdout.trim(), written, child, exit }
}

describe('the process of numeracy view', () => {
  test('ends with 0 on Ctrl-C, while a probe runs and pages listen', async () => {
    const model = await modelServer(3)
    const { url, written, child, exit } = await startView(temporaryFolder(), [
      '--no-open',
      '--embed',
      model.spec,
    ])
    const stream = await eventStream(`${url}events`)
    const body = JSON.stringify({ embed: [model.spec], series: ['integers'] })
    expect((await fetch(`${url}probe`, { method: 'POST', body })).status).toBe(202)
    await stream.next(({ name, data }) => name === 'answers' && data.done === 60)
    child.kill('SIGINT')
    expect(await exit).toEqual([0, null])
    await stream.ended
    expect(stream.events.at(-1)?.name).toBe('stopped')
    expect(written.stdout).toBe(`${url}\n`)
    expect(written.stderr).toBe(
      'Watching .; Ctrl-C stops.\nnote: The probe was stopped. Every answer that came is kept.\n',
    )
  })

  test('says nothing when pages come and go', async () => {
    const { url, written, child, exit } = await startView(temporaryFolder())
    for (let page = 0; page < 3; page++) {
      const stop = new AbortController()
      const response = await fetch(`${url}events`, { signal: stop.signal })
      await response.body!.getReader().read()
      stop.abort()
      const leave = new AbortController()
      const asked = fetch(url, { signal: leave.signal }).catch(() => null)
      leave.abort()
      await asked
    }
    await setTimeout(200)
    child.kill('SIGINT')
    expect(await exit).toEqual([0, null])
    expect(written).toEqual({ stdout: `${url}\n`, stderr: 'Watching .; Ctrl-C stops.\n' })
  })

  test.runIf(process.platform === 'linux')(
    'names to the browser a file of its own, never the address',
    async () => {
      const [folder, cwd] = [temporaryFolder(), temporaryFolder()]
      const [browser, log] = [join(folder, 'browser'), join(folder, 'log')]
      writeFileSync(
        browser,
        `#!/bin/sh\nfile="\${1#file://}"\nprintf '%s\\n' "$#" "$1" "$(stat -c %a "$file")" "$(cat "$file")" > '${log}.part'\nmv '${log}.part' '${log}'\n`,
        { mode: 0o755 },
      )
      // Without a desktop, what opens a browser takes it from this variable.
      const desktop = {
        BROWSER: browser,
        DISPLAY: '',
        WAYLAND_DISPLAY: '',
        XDG_CURRENT_DESKTOP: '',
        TMPDIR: folder,
      }
      const { url, child, exit } = await startView(cwd, [], desktop)
      await expect.poll(() => existsSync(log), { timeout: 200_000 }).toBe(true)
      const [count, path, mode, ...html] = readFileSync(log, 'utf8').split('\n')
      expect({ count, mode }).toEqual({ count: '1', mode: '600' })
      expect(path).toMatch(/numeracy-view-\w{6}\/open\.html$/)
      expect(path).not.toContain(new URL(url).pathname.slice(1, -1))
      expect(html.join('\n')).toContain(url)
      child.kill('SIGINT')
      expect(await exit).toEqual([0, null])
      expect(existsSync(path)).toBe(false)
    },
  )
})
