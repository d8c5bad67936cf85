import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schemaNames, schemaText } from '../../scripts/schema.ts'
import { runFileSchema } from '../../src/store/run-file.ts'
import { runText } from '../../src/store/run-text.ts'
import { anyRun, sampleRun } from './fixtures/sample-run.ts'

describe('runText', () => {
  test('is the same text for equal runs, in whatever order their members were made', () => {
    fc.assert(
      fc.property(anyRun, run => {
        expect(runText(reversed(run))).toBe(runText(run))
      }),
    )
  })

  test('writes every member of the format, and ends with one newline', () => {
    const text = runText(sampleRun)
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(runFileSchema.shape))
    expect(text).toMatch(/[^\n]\n$/)
  })

  test('gives each item of a list a line of its own, so that two runs compare line by line', () => {
    const more = {
      ...sampleRun,
      verdicts: [...sampleRun.verdicts, { ...sampleRun.verdicts[0]!, prompt: 'How?' }],
    }
    expect(runText(more).split('\n').length).toBe(runText(sampleRun).split('\n').length + 1)
  })
})

describe.each(schemaNames)('schema/%s.json', name => {
  test('is what scripts/schema.ts writes; run "node scripts/schema.ts" after a change of the format', () => {
    const path = new URL(`../../schema/${name}.json`, import.meta.url)
    expect(readFileSync(path, 'utf8')).toBe(schemaText(name))
  })

  test('has a plain name, which is no address', () => {
    expect(JSON.parse(schemaText(name)).$id).toBe(`numeracy-${name}`)
  })
})

function reversed<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map(reversed) as Value
  const entries = Object.entries(value).map(([name, member]) => [name, reversed(member)])
  return Object.fromEntries(entries.reverse()) as Value
}
