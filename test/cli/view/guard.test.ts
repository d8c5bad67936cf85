import { describe, expect, test } from 'vitest'
import { type Answer, type Asking, viewing } from './fixtures/viewing.ts'

const paths = ['', 'events', 'choices', 'runs/run.json', 'favicon.ico', '..%2f', 'nothing']

function expectNothing({ status, body, headers }: Answer, code: number) {
  expect({ status, body }).toEqual({ status: code, body: '' })
  expect(headers['cache-control']).toBe('no-store')
}

describe('the server of numeracy view', () => {
  test('answers nothing without the token', async () => {
    const { url, ask } = await viewing()
    const token = new URL(url).pathname.slice(1, -1)
    expect(token).toMatch(/^[\w-]{43}$/)
    const wrong = [token.slice(1), `${token}x`, token.toLowerCase(), `x/${token}`, 'A'.repeat(43), '', '%00']
    for (const path of ['/', '/favicon.ico', ...wrong.flatMap(each => paths.map(path => `/${each}/${path}`))])
      expectNothing(await ask(path), 404)
    for (const path of ['probe', 'ask', 'stop'])
      expectNothing(await ask(`/${token}x/${path}`, { body: {} }), 404)
    expectNothing(await ask(`/?token=${token}`), 404)
  })

  test('has a token of its own each time', async () => {
    const [one, other] = await Promise.all([viewing(), viewing()])
    expect(new URL(one.url).pathname).not.toBe(new URL(other.url).pathname)
  })

  test.each<[string, (port: string) => Asking]>([
    ['to another host', () => ({ headers: { host: 'example.com' } })],
    ['to another port', () => ({ headers: { host: '127.0.0.1:1' } })],
    ['to no port', () => ({ headers: { host: '127.0.0.1' } })],
    ['to a name that begins like ours', port => ({ headers: { host: `127.0.0.1.example.com:${port}` } })],
    ['from another origin', () => ({ headers: { origin: 'https://example.com' } })],
    ['from a page without an origin', () => ({ headers: { origin: 'null' } })],
    ['from another port', () => ({ headers: { origin: 'http://127.0.0.1:1' } })],
    ['over TLS', port => ({ headers: { origin: `https://127.0.0.1:${port}` } })],
    ['from the other of its names', port => ({ headers: { origin: `http://localhost:${port}` } })],
  ])('refuses what comes %s', async (_, asking) => {
    const { url, ask } = await viewing()
    for (const path of paths) expectNothing(await ask(path, asking(new URL(url).port)), 403)
    expectNothing(await ask('ask', { ...asking(new URL(url).port), body: {} }), 403)
  })

  test('answers its own page under either of its names', async () => {
    const { url, ask } = await viewing()
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${new URL(url).port}`
      expect(await ask('', { headers: { host, origin: `http://${host}` } })).toMatchObject({ status: 200 })
    }
  })

  test('answers something that is no request with nothing', async () => {
    const { ask } = await viewing()
    expect(await ask('', { headers: { host: 'a b/c?' } })).toMatchObject({ status: 400, body: '' })
  })

  test('sets strict headers on every answer', async () => {
    const { ask } = await viewing()
    for (const path of ['', 'choices', 'nothing', '/']) {
      const { headers } = await ask(path)
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; connect-src 'self'; img-src data: blob:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  test('goes from the address without a slash to that with one', async () => {
    const { url, ask } = await viewing()
    const { pathname } = new URL(url)
    expect(await ask(pathname.slice(0, -1))).toMatchObject({ status: 302, headers: { location: pathname } })
  })

  test.each(['ask', 'probe', 'stop'])('refuses a body of more than 256 KiB to %s', async path => {
    const { ask } = await viewing()
    expectNothing(await ask(path, { body: 'x'.repeat(256 * 1024 + 1) }), 413)
    const chunked = { 'transfer-encoding': 'chunked' }
    expectNothing(await ask(path, { headers: chunked, body: 'x'.repeat(256 * 1024 + 1) }), 413)
    expect((await ask('ask', { body: 'x'.repeat(256 * 1024) })).status).toBe(400)
  })

  test('has nothing under other paths and for other methods', async () => {
    const { ask } = await viewing()
    for (const path of ['nothing', 'events/more', 'ask', 'probe', 'stop', 'runs', 'runs/'])
      expectNothing(await ask(path), 404)
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'POST']) expectNothing(await ask('', { method }), 404)
  })
})
