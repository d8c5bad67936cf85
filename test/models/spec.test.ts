import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSpec, specName } from '../../src/models/spec.ts'

describe('parseSpec', () => {
  test('reads provider and name', () => {
    expect(parseSpec('bundled:use-lite')).toEqual({ provider: 'bundled', name: 'use-lite', options: {} })
  })

  test('leaves colons and slashes of the name alone', () => {
    expect(parseSpec('ollama:nomic-embed-text:v1.5')).toMatchObject({ name: 'nomic-embed-text:v1.5' })
    expect(parseSpec('hf:sentence-transformers/all-MiniLM-L6-v2')).toMatchObject({
      name: 'sentence-transformers/all-MiniLM-L6-v2',
    })
  })

  test.each([
    ...['./x', '../x', '/a/b', '/', '~/x', '~', '.', '..', './my model', './a:b', './hf:x', 'file:///a/b'],
    ...['.\\x', '..\\x', '~\\x', '\\x', 'C:\\x', 'C:/models/mini', 'c:/x', '\\\\server\\share'],
  ])('reads %j, which begins like a path, as a folder', path => {
    expect(parseSpec(path)).toEqual({ provider: 'folder', name: path, options: {} })
    expect(parseSpec(`${path}?dtype=q8`)).toMatchObject({ name: path, options: { dtype: 'q8' } })
  })

  test('reads folder: as any provider, with blanks in its path', () => {
    expect(parseSpec('folder:my models/x?batch=1')).toEqual({
      provider: 'folder',
      name: 'my models/x',
      options: { batch: '1' },
    })
  })

  test.each(['a/b:c', 'c:x', 'cc:/x', 'x.y:./z', '.x:y', '~x:y'])(
    'leaves %j, which does not, to its provider',
    text => {
      expect(parseSpec(text)).toMatchObject({ provider: text.slice(0, text.indexOf(':')) })
    },
  )

  test('reads options, percent-decoded, with a plain address and a plus sign as they are', () => {
    const spec = parseSpec(
      'openai-compatible:m?baseURL=http://localhost:8080/v1&prefix=query%3A%20&dtype=a+b&suffix=',
    )
    expect(spec.options).toEqual({
      baseURL: 'http://localhost:8080/v1',
      prefix: 'query: ',
      dtype: 'a+b',
      suffix: '',
    })
  })

  test('reads back any name and options that were percent-encoded', () => {
    const texts = fc.string({ minLength: 1, unit: 'binary' }).filter(text => text.isWellFormed())
    fc.assert(
      fc.property(fc.dictionary(texts, texts), options => {
        const text = Object.entries(options).map(pair => pair.map(encodeURIComponent).join('='))
        const spec = parseSpec(`p:n${text.length === 0 ? '' : `?${text.join('&')}`}`)
        expect(Object.entries(spec.options)).toEqual(Object.entries(options))
      }),
    )
  })

  test.each([
    '',
    ':',
    'bundled',
    'bundled:',
    ':use-lite',
    '?a=b',
    'bundled:?a=b',
    ' bundled:use-lite',
    'a b:c',
  ])('refuses %j and says how a model is written', text => {
    expect(() => parseSpec(text)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(/Write provider:name/) }),
    )
  })

  test('asks whether a name of two parts is meant on a hub or as a folder', () => {
    const message = 'Did you mean hf:team/tiny-v1.5, a model of a hub, or ./team/tiny-v1.5, a folder?'
    expect(() => parseSpec('team/tiny-v1.5?dtype=q8')).toThrow(message)
    for (const text of ['team', 'team/', '/', 'a/b/c', '../x/y']) {
      const said = messageOf(text)
      expect(said).not.toContain('Did you mean')
    }
  })

  test.each([
    ['p:n?', /Option 1 .* key=value/],
    ['p:n?a', /Option 1 .* key=value/],
    ['p:n?a=1&', /Option 2 .* key=value/],
    ['p:n?=1', /Option 1 .* key=value/],
    ['p:n?a=1&a=2', /option "a" twice/],
    ['p:n?a=%', /%25/],
  ])('refuses the options of %j', (text, message) => {
    expect(() => parseSpec(text)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    )
  })

  test.each(['p?key=CANARY', 'p:n?CANARY', 'p:n?key=CANARY&key=CANARY', 'p:n?key=CANARY%'])(
    'repeats no option value of %j, which may be a secret',
    text => {
      let thrown: unknown
      try {
        parseSpec(text)
      } catch (error) {
        thrown = error
      }
      expect(thrown).toMatchObject({ code: 'usage' })
      const { message, details } = thrown as { message: string; details: unknown }
      expect(message + JSON.stringify(details)).not.toContain('CANARY')
    },
  )
})

test('specName writes a spec without its options', () => {
  expect(specName(parseSpec('jina:x?dimensions=256'))).toBe('jina:x')
})

function messageOf(text: string): string {
  try {
    parseSpec(text)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
