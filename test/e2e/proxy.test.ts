import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { embeddingsAt } from '../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer } from '../fixtures/fault-server.ts'
import { type LoopbackProxy, loopbackProxy } from '../fixtures/loopback-proxy.ts'
import { selfSigned } from '../fixtures/self-signed.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')

/** A host that no name server knows: only the proxy leads there. */
const host = 'model.invalid'

let folder: string
let plain: FaultServer
let secure: FaultServer
let proxy: LoopbackProxy
let port: number
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-proxy-'))
  const certificate = selfSigned(host)
  writeFileSync(join(folder, 'authority.pem'), certificate.cert)
  plain = await faultServer(embeddingsAt('/v1/embeddings'))
  secure = await faultServer(embeddingsAt('/v1/embeddings'), certificate)
  proxy = await loopbackProxy(() => port)
})

beforeEach(() => {
  proxy.asked.length = 0
})

afterAll(() => {
  for (const each of [plain, secure, proxy]) each.close()
  removeFolder(folder)
})

/** Asks the model behind an address, in a process of its own and with an empty cache. */
function ask(address: string, server: FaultServer, env: NodeJS.ProcessEnv) {
  port = Number(new URL(server.url).port)
  const cache = mkdtempSync(join(folder, 'cache-'))
  const model = `openai-compatible:m?baseURL=${address}/v1&concurrency=1`
  const args = ['src/cli/main.ts', 'ask', '9', '9.9', '9.11', '--embed', model, '--json', '--cache', cache]
  const { NO_PROXY: _, no_proxy: __, ...inherited } = process.env
  return promisify(execFile)(process.execPath, args, { cwd: root, env: { ...inherited, ...env } })
}

const throughProxy = () => ({ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url })

describe('a model behind a proxy', () => {
  test('is asked through it over http when NODE_USE_ENV_PROXY says so', async () => {
    const { stdout } = await ask(`http://${host}`, plain, throughProxy())
    expect(JSON.parse(stdout).anchor).toBe('9')
    expect(proxy.asked.length).toBeGreaterThan(0)
    expect(proxy.asked.every(line => line.includes(host))).toBe(true)
    expect(plain.requests.length).toBe(1)
  })

  test('is asked through it over https, with a certificate that NODE_EXTRA_CA_CERTS vouches for', async () => {
    const env = { ...throughProxy(), NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') }
    const { stdout } = await ask(`https://${host}`, secure, env)
    expect(JSON.parse(stdout).anchor).toBe('9')
    expect(proxy.asked).toEqual([`CONNECT ${host}:443`])
  })

  test('is not asked over https when nobody vouches for its certificate, and the error says how to', async () => {
    secure.requests.length = 0
    const asked = ask(`https://${host}`, secure, throughProxy())
    await expect(asked).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/no secure connection \(.*self-signed certificate.*NODE_EXTRA_CA_CERTS/),
    })
    expect(secure.requests).toEqual([])
  })
})
