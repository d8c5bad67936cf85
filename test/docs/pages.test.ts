import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programFor } from '../../src/cli/program.ts'
import { factMeasures, measureCatalogue, zeroMeasures } from '../../src/measures/catalogue.ts'
import { searchMeasures } from '../../src/measures/search.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { documentationPages, pageAt, root } from './pages.ts'

const pages = documentationPages()
const page = (path: string) => pageAt(pages, path)

describe('the documentation', () => {
  test('links only to what is there', () => {
    for (const { path, text } of pages) {
      const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)|(?:src|srcset)="([^"]+)"/g)]
      for (const [, link, image] of links) {
        const target = link ?? image
        if (/^https?:/.test(target)) continue
        expect(existsSync(join(root, dirname(path), target)), `${path} → ${target}`).toBe(true)
      }
    }
  })

  test.each([...measureCatalogue, ...zeroMeasures, ...factMeasures, ...Object.values(searchMeasures)])(
    'has a section on $id as the catalogue has it',
    measure => {
      const sections = pages
        .filter(({ path }) => path.startsWith(join('docs', 'measures')))
        .flatMap(({ text }) => text.split(/^## /m))
        .filter(section => section.startsWith(`\`${measure.id}\``))
      expect(sections.length, `sections of docs/measures on ${measure.id}`).toBe(1)
      for (const part of ['Definition', 'Range', 'Chance', 'Interval', 'How it fails'])
        expect(sections[0], measure.id).toContain(`- **${part}.**`)
      const [low, high] = measure.range
      const range =
        low === null ? 'Any' : high === null ? `From ${low} up` : `${low} to ${high}`.replace('-', '−')
      const better = measure.better === 'neither' ? '' : `, ${measure.better} is better`
      expect(sections[0]).toContain(`**Range.** ${range}${better}`)
    },
  )

  test('has a page for each command that names each of its options and nothing else', () => {
    const program = programFor(recordingContext())
    for (const command of program.createHelp().visibleCommands(program)) {
      if (command.name() === 'help') continue
      const documented = [
        ...page(join('docs', 'commands', `${command.name()}.md`)).matchAll(/^\| `(--[a-z-]+)/gm),
      ]
      const options = [command, ...command.commands].flatMap(each => each.options.map(({ long }) => long))
      expect(new Set(documented.map(([, option]) => option)), command.name()).toEqual(new Set(options))
    }
  })
})
