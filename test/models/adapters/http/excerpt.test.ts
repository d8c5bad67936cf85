import { describe, expect, test } from 'vitest'
import { excerpt, serverWords } from '../../../../src/models/adapters/http/excerpt.ts'
import { withoutKey } from '../../../../src/models/adapters/http/secrets.ts'

describe('serverWords', () => {
  test.each([
    ['{"error":{"message":"bad key","type":"auth","code":"invalid_key"}}', 'bad key (invalid_key)'],
    ['{"error":"no such model","error_type":"Validation"}', 'no such model'],
    ['{"message":"slow down"}', 'slow down'],
    ['{"detail":"Not Found"}', 'Not Found'],
    [
      '{"detail":[{"loc":["body","input"],"msg":"Field required","type":"missing"},{"loc":["body",0],"msg":"no"}]}',
      'body.input: Field required; body.0: no',
    ],
    ['"just a text"', 'just a text'],
    ['{"other":1}', '{"other":1}'],
    ['no JSON', 'no JSON'],
    ['', ''],
  ])('of %s are %j', (body, words) => {
    expect(serverWords(body)).toBe(words)
  })
})

describe('excerpt', () => {
  test('is on one line, without tags, scripts and control characters', () => {
    const page = '<style>a{}</style>\n<h1>Sign\u001b[31m in</h1><script>alert("x")</script>\tnow'
    expect(excerpt(page)).toBe('"Sign [31m in now"')
  })

  test('is cut after 300 characters', () => {
    expect(excerpt('x'.repeat(300))).toBe(`"${'x'.repeat(300)}"`)
    expect(excerpt('x'.repeat(301))).toBe(`"${'x'.repeat(300)}…"`)
  })
})

describe('withoutKey', () => {
  const key = 'sk/a+b"c'

  test('takes out a key as it is, and as JSON and URLs write it', () => {
    const spellings = [key, 'sk/a+b\\"c', 'sk%2Fa%2Bb%22c', 'sk\\/a+b\\"c']
    for (const spelling of spellings) expect(withoutKey(`<${spelling}>`, key)).toBe('<[key]>')
  })

  test('takes out the beginning of a key at the end of a text that was cut off', () => {
    expect(withoutKey('the key sk/a', key)).toBe('the key [key]')
    expect(withoutKey('the key sk/', key)).toBe('the key sk/')
    expect(withoutKey('sk/a is not at the end', key)).toBe('sk/a is not at the end')
  })

  test.each([
    ['no', 'unknown model, no answer', 'unknown model, [key] answer'],
    ['know', 'unknown', 'unknown'],
    ['EMPTY', 'got EMPTY, not EMPTYx or notEMPTY', 'got [key], not EMPTYx or notEMPTY'],
    [
      'EMPTY',
      '{"key":"EMPTY"} and \\nEMPTY and Bearer%20EMPTY',
      '{"key":"[key]"} and \\n[key] and Bearer%20[key]',
    ],
    ['a+b', 'a+b and xa+b', '[key] and xa+b'],
    ['1234567', 'port 1234', 'port [key]'],
    ['1234567', 'at 127.0.0.1:81234', 'at 127.0.0.1:81234'],
  ])('takes the short key %j out as a whole word only', (short, text, clean) => {
    expect(withoutKey(text, short)).toBe(clean)
  })

  test('takes a long key out wherever it stands', () => {
    expect(withoutKey('xsk-0123456789y', 'sk-0123456789')).toBe('x[key]y')
  })

  test('leaves a text as it is where there is no key', () => {
    expect(withoutKey('anything', null)).toBe('anything')
  })
})
