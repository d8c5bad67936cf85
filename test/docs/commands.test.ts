import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandPages, inThisProcess, testCommandsOf } from './command-pages.ts'

describe('every command of the documentation runs', () => {
  test('and there are some on each page of a command', () => {
    const described = commandPages.map(({ path }) => path)
    for (const name of ['probe', 'ask', 'series', 'models', 'doctor', 'report', 'compare', 'cache'])
      expect(described).toContain(join('docs', 'commands', `${name}.md`))
  })

  testCommandsOf(
    commandPages.filter(({ path }) => !path.startsWith('README.')),
    inThisProcess,
  )
})
