import { describe, expect, test } from 'vitest'
import { codeBlocks } from './code-blocks.ts'
import { commandPages, programs, testCommandsOf } from './command-pages.ts'
import { documentationPages, pageAt } from './pages.ts'

const languages = ['README.md', 'README.zh.md'] as const
const pages = documentationPages()

/** What each command printed, by the command. */
const outputs = new Map<string, string>()

// A file of its own, so that it runs beside the other pages.
describe('every command of the README runs', () => {
  testCommandsOf(
    commandPages.filter(({ path }) => path === 'README.md'),
    programs,
    (command, stdout) => outputs.set(command, stdout),
  )

  test.each(languages)('and prints what %s shows', page => {
    const shown = shownOutputs(page)
    expect(shown.length).toBeGreaterThan(3)
    for (const { command, text } of shown) expect(outputs.get(command), command).toMatch(shownAs(text))
  })

  test.each([
    ['a\nb\n', 'a\nb\n', true],
    ['a\n…\nd\n', 'a\nb\nc\nd\n', true],
    ['a bee …\n', 'a bee and more\n', true],
    ['a\nd\n', 'a\nb\nc\nd\n', false],
    ['b\n', 'a\nb\n', false],
    ['a\n', 'a\nb\n', false],
    ['a .\n', 'a b\n', false],
  ])('where %j is shown of %j: %s', (shown, printed, is) => {
    expect(shownAs(shown).test(printed)).toBe(is)
  })
})

/** The blocks of what a command prints, each with the command above it. */
function shownOutputs(page: string): { readonly command: string; readonly text: string }[] {
  const blocks = codeBlocks(page)
  return blocks.flatMap(({ language, text }, at) => {
    const next = blocks[at + 1]
    const isShown = language === 'sh' && next?.language === 'text' && /^numeracy .*\n$/.test(text)
    return isShown ? [{ command: text.trim(), text: next.text }] : []
  })
}

/** What may be printed where a page shows this: a line that is only `…` is any lines, one behind a blank any rest of its line. */
function shownAs(text: string): RegExp {
  const lines = text.split('\n').map(line => {
    if (line === '…') return '(?:.*\n)*'
    const isCut = line.endsWith(' …') && !line.endsWith('may I …')
    return `${(isCut ? line.slice(0, -1) : line).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${isCut ? '.*' : ''}\n`
  })
  return new RegExp(`^${lines.slice(0, -1).join('')}$`)
}

describe('the README in English and in Chinese', () => {
  const [english, chinese] = languages.map(path => pageAt(pages, path))

  test('has the same headings, by their levels', () => {
    const levels = (text: string) => text.match(/^#+ /gm)
    expect(levels(english)!.length).toBeGreaterThan(5)
    expect(levels(chinese)).toEqual(levels(english))
  })

  test('has the same commands and outputs, but for what is said behind a #', () => {
    const [blocks, translated] = languages.map(page =>
      codeBlocks(page).map(({ language, text }) => ({ language, text: text.replace(/ +# .*$/gm, '') })),
    )
    expect(translated).toEqual(blocks)
  })

  test('has the same numbers', () => {
    const numbers = (text: string) =>
      text
        .replace(/```[\s\S]*?```/g, '')
        .replaceAll('July', '7')
        .match(/\d+(?:[.,]\d+)*/g)!
        .toSorted()
    expect(numbers(chinese)).toEqual(numbers(english))
  })

  test('links to the same pages, and to its own pictures', () => {
    const links = (text: string) =>
      [...text.matchAll(/\]\((?!README)([^)]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
        ([, page, picture]) => page ?? picture.replace('-zh-', '-'),
      )
    expect(links(english).length).toBeGreaterThan(20)
    expect(links(chinese).toSorted()).toEqual(links(english).toSorted())
  })
})
