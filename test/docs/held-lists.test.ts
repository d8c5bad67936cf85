import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingCatalogue } from '../../src/findings/catalogue.ts'
import type { FindingRule } from '../../src/findings/finding.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { figureCatalogue } from '../../src/plots/figures.ts'
import { lagMeasures } from '../fixtures/lag-measures.ts'
import { documentationPages, pageAt, root } from './pages.ts'

const documentation = documentationPages()
const page = (...path: string[]) => pageAt(documentation, join('docs', ...path))

/** What stands in backquotes. */
const quotedIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name)

test('the page on measures names those that look at lags where it speaks of uneven documents', () => {
  const [, section] = /## Documents that are not evenly spaced\n(.*?)\n## /s.exec(
    page('measures', 'README.md'),
  )!
  const ids = new Set(measureCatalogue.map(({ id }) => id))
  expect(lagMeasures.filter(id => !ids.has(id))).toEqual([])
  expect(lagMeasures.filter(id => !quotedIn(section).includes(id))).toEqual([])
  expect(quotedIn(section).filter(name => ids.has(name) && !lagMeasures.some(id => id === name))).toEqual([])
})

test('the page on findings names all without a p-value, and no others', async () => {
  const rules = new Map<unknown, string>()
  for (const file of globSync('src/findings/rules/*.ts', { cwd: root })) {
    const source = readFileSync(join(root, file), 'utf8')
    for (const exported of Object.values(await import(join(root, file)))) rules.set(exported, source)
  }
  // Each of these compares p-values among a family.
  const isTested = (rule: FindingRule) => /significantAmong|seriesRule|holm/i.test(rules.get(rule)!)
  const untested = findingCatalogue
    .filter(rule => !isTested(rule))
    .flatMap(({ reports }) => Object.keys(reports))
  const [, sentence] = /need no p-value and claim no more: ([^.]+)\./.exec(page('findings', 'README.md'))!
  expect(untested.length).toBeGreaterThan(5)
  expect(quotedIn(sentence).sort()).toEqual(untested.sort())
})

describe('the page of a report', () => {
  /** Kinds that a section draws in a way of its own. */
  const otherwise: Readonly<Record<string, string>> = { overview: 'score-card.tsx', lesson: 'lesson.tsx' }
  const sections = globSync('web/sections/**/*.tsx', { cwd: root }).map(file => ({
    file,
    source: readFileSync(join(root, file), 'utf8'),
  }))

  test.each(figureCatalogue.map(({ id }) => id))('has a section that shows the figure %s', id => {
    const showing = sections.filter(({ file, source }) =>
      otherwise[id] === undefined
        ? new RegExp(`import \\{[^}]*(?:Figures?|Panel)\\b[^}]*\\} from '[^']*/plots/${id}\\.ts'`).test(
            source,
          )
        : file.endsWith(otherwise[id]),
    )
    expect(showing.map(({ file }) => file)).not.toEqual([])
  })
})
