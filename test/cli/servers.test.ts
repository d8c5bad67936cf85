import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { status } from '../fixtures/fault-server/connections.ts'
import { embeddingsAt } from '../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer, type Protocol } from '../fixtures/fault-server.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const protocol = embeddingsAt('/v1/embeddings')

async function serverOf(given: Protocol = protocol): Promise<FaultServer> {
  const server = await faultServer(given)
  onTestFinished(() => server.close())
  return server
}

/** What a command says about the model behind a server, and how it ends. */
async function said(
  { url }: FaultServer,
  args: readonly string[],
  options = '',
  given: Parameters<typeof recordingContext>[0] = {},
) {
  const context = recordingContext({ cwd: temporaryFolder(), ...given })
  const code = await runCommand(
    [...args, '--embed', `openai-compatible:m?baseURL=${url}/v1${options}`],
    context,
  )
  return { code, ...context.written() }
}

const ask = ['ask', '9', '9.9', '9.11']
const probe = ['probe', ...onSeries, '--series', '1..4', '--no-controls', '--json']

const textsOf = (server: FaultServer) => server.requests.flatMap(({ body }) => body.input as string[])

test('a server that takes no role is said to take none before it is asked, and asked for each text once', async () => {
  const server = await serverOf()
  const { code, stderr } = await said(server, [...probe, '--roles', 'query-document'])
  expect(code, stderr).toBe(0)
  expect(stderr).toMatch(
    /^note: embedder:openai-compatible:m\S* takes no role: .* Give it the role with \?queryPrefix= and \?documentPrefix=/,
  )
  const texts = textsOf(server)
  expect(new Set(texts).size).toBe(texts.length)
})

test('a server that is told the role is asked in both, without a word', async () => {
  const server = await serverOf()
  const { code, stderr } = await said(
    server,
    [...probe, '--roles', 'query-document'],
    '&queryPrefix=q:&documentPrefix=d:',
  )
  expect(code, stderr).toBe(0)
  expect(stderr).not.toContain('takes no role')
  expect(textsOf(server)).toEqual(expect.arrayContaining(['q:1', 'd:1']))
})

test.each([
  ['ask', ask],
  ['probe', probe],
])('another model that answers is told of once by %s', async (_, args) => {
  const server = await serverOf(asked => ({ ...(protocol(asked) as object), model: 'somebody/other' }))
  const { code, stderr } = await said(server, args, '&maxBatch=1')
  expect(code, stderr).toBe(0)
  expect(server.requests.length).toBeGreaterThan(2)
  expect(
    stderr.match(/note: The server says that its model "somebody\/other" answered; "m" was asked\./g),
  ).toHaveLength(1)
})

test.each([
  ['ask', ask],
  ['probe', probe],
])('a wait of more than a minute is told by %s with its end', async (_, args) => {
  const server = await serverOf()
  server.fault = number => (number === 1 ? status(429, 'Please try again in 5m0s') : null)
  const now = new Date(2026, 0, 1, 12, 30, 0)
  const waits: number[] = []
  const { code, stderr } = await said(server, args, '', {
    now: () => now,
    wait: async milliseconds => void waits.push(milliseconds),
  })
  expect(code, stderr).toBe(0)
  expect(Math.max(...waits)).toBeGreaterThanOrEqual(300_000)
  expect(stderr).toMatch(/waiting for the limit until 12:35:0[01]/)
  expect(stderr.match(/until 12:35/g)).toHaveLength(1)
})

test('a short wait is not told by ask', async () => {
  const server = await serverOf()
  server.fault = number => (number === 1 ? status(429, 'Please try again in 20s') : null)
  const { code, stderr } = await said(server, ask)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('a server that asks for more than an hour is not waited for, and the error says until when', async () => {
  const server = await serverOf()
  server.fault = () => status(429, 'The limit of a day is reached, try again in 13h')
  const { code, stderr } = await said(server, ask)
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /asks to be left alone until 2026-01-02 16:04 UTC, .*run the same command again then/,
  )
  expect(server.requests).toHaveLength(1)
})

test('a key that is refused is sent once by a probe of many requests', async () => {
  const server = await serverOf()
  server.fault = () => status(401, 'no')
  const { code } = await said(
    server,
    ['probe', ...onSeries, '--series', '1..60', '--no-controls', '--json'],
    '&maxBatch=1',
  )
  expect(code).toBe(2)
  expect(server.requests).toHaveLength(1)
})
