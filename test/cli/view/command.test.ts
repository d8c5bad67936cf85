import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../../src/cli/program.ts'
import { recordingContext } from '../../fixtures/command-context.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { eventStream } from './fixtures/event-stream.ts'
import { modelServer } from './fixtures/model-server.ts'
import { putFiles, viewing } from './fixtures/viewing.ts'

const isRefused = (url: string) =>
  expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })

describe('numeracy view', () => {
  test('prints its address and nothing else on stdout', async () => {
    const { url, written } = await viewing()
    expect(written().stdout).toBe(`${url}\n`)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\/$/)
    expect((await viewing({}, { json: true })).written().stdout).toMatch(/^\{"url":"http:\S+\/"\}\n$/)
  })

  test('ends well on Ctrl-C, and all its connections with it', async () => {
    const { url, interrupt } = await viewing()
    const streams = [await eventStream(`${url}events`), await eventStream(`${url}events`)]
    await Promise.all(streams.map(stream => stream.next(({ name }) => name === 'state')))
    await interrupt()
    await Promise.all(streams.map(({ ended }) => ended))
    await isRefused(url)
  })

  test('stops a probe on Ctrl-C, keeps its answers and says so', async () => {
    const model = await modelServer(3)
    const { url, ask, interrupt, written, cwd } = await viewing({}, { embed: [model.spec] })
    const stream = await eventStream(`${url}events`)
    await ask('probe', { body: { embed: [model.spec], series: ['integers'] } })
    await stream.next(({ name, data }) => name === 'answers' && data.done === 60)
    await interrupt()
    await stream.ended
    expect(stream.events.at(-1)?.name).toBe('stopped')
    expect(written().stderr).toContain('note: The probe was stopped. Every answer that came is kept.\n')
    const context = recordingContext({ cwd })
    model.open()
    await runCommand(['probe', '--embed', model.spec, '--series', 'integers', '--json'], context)
    expect(JSON.parse(context.written().stdout).session.cacheHits).toBe(60)
  })

  test('goes on where no browser can be opened', async () => {
    const open = async () => {
      throw new Error('no display')
    }
    const { written, ask } = await viewing({}, { open })
    await expect.poll(() => written().stderr).toContain('note: No browser could be opened (no display). ')
    expect((await ask('')).status).toBe(200)
  })

  test('takes the port that it is given, and says when it cannot be had', async () => {
    const other = createServer()
    onTestFinished(() => void other.close())
    const port = await new Promise<number>(resolve =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    await expect(viewing({}, { port })).rejects.toMatchObject({
      code: 'usage',
      message: `view: got port ${port}, which another program uses; expected a free one. Give another with --port, or leave --port out.`,
    })
    await new Promise(resolve => other.close(resolve))
    expect(new URL((await viewing({}, { port })).url).port).toBe(String(port))
  })

  test.each<[string, string[], string]>([
    ['nothing at the path', ['missing'], 'view: there is no file or folder '],
    ['a file that is no run', ['package.json'], 'is JSON of no known format; expected "numeracy-run"'],
    ['a run that is broken', ['broken.json'], 'is cut off'],
    ['a port that is none', ['--port', '65536'], '--port: got 65536; expected a number from 0'],
    ['a port below 0', ['--port', '-1'], '--port: got -1; expected a number from 0'],
    ['a port in words', ['--port', 'http'], '--port: got "http"; expected a whole number'],
    ['a variable that is no name', ['--key-env', 'sk-123'], '--key-env: got something else than a name'],
    ['an embedder that is none', ['--embed', 'nowhere:x'], 'There is no embedder "nowhere:x"'],
    ['a program that is not allowed', ['--rerank', 'command:cat'], 'expected --allow-commands with it'],
    ['two paths', ['.', '.'], 'Too many arguments'],
  ])('refuses %s', async (_, args, message) => {
    const cwd = temporaryFolder()
    putFiles(cwd, { 'package.json': '{}', 'broken.json': '{"format":"numeracy-run",' })
    const context = recordingContext({ cwd })
    expect(await runCommand(['view', ...args, '--no-open', '--json'], context)).toBe(2)
    const { stdout, stderr } = context.written()
    expect(stdout).toBe('')
    expect(JSON.parse(stderr).error.message).toContain(message)
  })

  test('does not make a cache before something is asked', async () => {
    const cache = join(temporaryFolder(), 'cache')
    const { ask } = await viewing({}, { cache })
    await ask('')
    expect(existsSync(cache)).toBe(false)
  })
})
