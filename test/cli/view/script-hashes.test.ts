import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { scriptHashes } from '../../../src/cli/view/script-hashes.ts'

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`

describe('the scripts of a page', () => {
  test.each([
    ['<script>one()</script>', 'one()'],
    ['<SCRIPT>one()</SCRIPT >', 'one()'],
    ['<script type="module" crossorigin>one()</script>', 'one()'],
    ["<script type='text/javascript'>one()</script>", 'one()'],
    ['<script type=application/javascript>one()</script>', 'one()'],
    ['<script type="">one()</script>', 'one()'],
    ['<script data-a=">" data-src="x">one()</script>', 'one()'],
    ['<script>\r\none("<b>");\r\n</script>', '\none("<b>");\n'],
    ['<script></script>', ''],
  ])('are told by the hash of what a browser runs: %j', (html, code) => {
    expect(scriptHashes(`<p>${html}</p>`)).toEqual([hashOf(code)])
  })

  test.each([
    '<script src="x.js">one()</script>',
    '<script type="module" SRC=x.js>one()</script>',
    '<script type="application/json">{"one":1}</script>',
    '<script type="importmap">{}</script>',
    '<style>one</style>',
  ])('are not: %s', html => {
    expect(scriptHashes(html)).toEqual([])
  })

  test('are also those that its own policy names by their hash, and no other sources of it', () => {
    const [inline, unpacked] = [hashOf('a'), hashOf('b')]
    const policy = `default-src 'none'; script-src ${unpacked} ${inline} 'unsafe-inline' https:; style-src 'sha256-x'`
    const html = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script>a</script>`
    expect(scriptHashes(html)).toEqual([inline, unpacked])
    expect(scriptHashes(html.replace('script-src', 'script-x'))).toEqual([inline])
  })

  test('are told once each, in their order', () => {
    const html = '<script>b</script><script type="text/plain">c</script><script>a</script><script>b</script>'
    expect(scriptHashes(html)).toEqual([hashOf('b'), hashOf('a')])
  })
})
