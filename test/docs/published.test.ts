import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { publishedAnalyses } from '../../src/published/catalogue.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { sharedCache } from '../fixtures/shared-cache.ts'
import { root } from './pages.ts'

const page = readFileSync(join(root, 'docs', 'published.md'), 'utf8')

function sectionOf(id: string): string {
  return page.slice(page.indexOf(`<!-- ${id} -->`), page.indexOf(`<!-- end of ${id} -->`))
}

/** The cells of the table in a text, under its head. */
function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter(line => line.startsWith('|'))
  return lines.slice(2).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  )
}

test('every published analysis has its table on the page, of both models, as its setting is told now', () => {
  for (const { id, setting, differs, title } of publishedAnalyses) {
    expect(page).toContain(`## ${title}\n`)
    const section = sectionOf(id)
    expect(section, id).toContain(`Setting: ${setting}`)
    expect(section, id).toContain(`Here: ${differs}`)
    expect(section).toMatch(/\|[^\n|]*bundled:use-lite as embedder \|[^\n|]*all-MiniLM-L6-v2 as embedder \|/)
    expect(rowsOf(section).length, id).toBeGreaterThan(1)
  }
})

test.each(['cacioli-2026'])('the bundled model gives what the page has of %s', async id => {
  const context = recordingContext()
  const model = ['--embed', 'bundled:use-lite', '--cache', sharedCache()]
  expect(await runCommand(['reproduce', id, '--markdown', ...model], context)).toBe(0)
  const now = rowsOf(context.written().stdout).map(([on, quantity, value]) => [on, quantity, value])
  const then = rowsOf(sectionOf(id)).map(([on, quantity, value]) => [on, quantity, value])
  expect(now).toEqual(then)
})
