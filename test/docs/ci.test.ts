import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { metadata } from '../action/fixtures/job.ts'
import { codeBlocks } from './code-blocks.ts'
import { documentationPages } from './pages.ts'

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
}

interface Step {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

const { text } = documentationPages().find(({ path }) => path.endsWith('ci.md'))!
const workflow = parse(
  codeBlocks('docs/ci.md').find(
    ({ language, heading }) => language === 'yaml' && heading === 'GitHub Actions',
  )!.text,
) as Workflow

describe('the example workflow', () => {
  const steps = Object.values(workflow.jobs).flatMap(each => each.steps)
  const own = steps.find(({ uses }) => uses?.includes('/numeracy@'))!

  test('gives the action inputs that it has', () => {
    expect(Object.keys(own.with!).filter(name => !(name in metadata.inputs))).toEqual([])
    expect(Object.keys(own.with!).length).toBeGreaterThan(0)
  })

  test('reads outputs that it has', () => {
    const read = [...JSON.stringify(steps).matchAll(/steps\.(\w+)\.outputs\.([\w-]+)/g)]
    expect(read.length).toBeGreaterThan(0)
    for (const [, id, output] of read) {
      expect(id).toBe(own.id)
      expect(Object.keys(metadata.outputs)).toContain(output)
    }
  })

  test('runs on pull requests, may write the comment, and nothing else', () => {
    expect(Object.keys(workflow.on)).toContain('pull_request')
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  })
})

describe('the page on CI', () => {
  const rows = (title: string) => {
    const table = text.split(`| ${title} |`)[1].split('\n\n')[0]
    return [...table.matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm)].map(([, name, rest]) => ({ name, rest }))
  }

  test('has each input with its default, and each output', () => {
    expect(rows('input').map(({ name }) => name)).toEqual(Object.keys(metadata.inputs))
    for (const { name, rest } of rows('input')) {
      const stated = metadata.inputs[name].default
      expect(rest.split('|')[0].trim(), name).toBe(
        stated === undefined ? (name === 'version' ? 'that of the action' : '') : `\`${stated}\``,
      )
    }
    expect(rows('output').map(({ name }) => name)).toEqual(Object.keys(metadata.outputs))
  })
})
