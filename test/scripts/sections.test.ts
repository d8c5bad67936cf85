import { expect, test } from 'vitest'
import { npmScriptBeside } from '../../scripts/npm-script.ts'
import { sectionsInOrder } from '../../scripts/sections.ts'

function printed() {
  const parts: string[] = []
  const open = sectionsInOrder((stream, part) => parts.push(`${stream}: ${part}`))
  return { parts, open }
}

test('what is written to the first section is printed at once, on its stream', () => {
  const { parts, open } = printed()
  const first = open('one')
  first.write('stdout', 'a')
  first.write('stderr', 'b')
  expect(parts).toEqual(['stdout: one', 'stdout: a', 'stderr: b'])
})

test('a later section is printed whole when those before it have ended', () => {
  const { parts, open } = printed()
  const [first, second, third] = ['one', 'two', 'three'].map(open)
  third.write('stdout', 'c')
  third.end()
  second.write('stderr', 'b')
  first.write('stdout', 'a')
  second.end()
  expect(parts).toEqual(['stdout: one', 'stdout: a'])
  first.end()
  expect(parts.slice(2)).toEqual(['stdout: two', 'stderr: b', 'stdout: three', 'stdout: c'])
})

test('a section that becomes the first while it is written goes on at once', () => {
  const { parts, open } = printed()
  const [first, second] = ['one', 'two'].map(open)
  second.write('stdout', 'a')
  first.end()
  second.write('stdout', 'b')
  expect(parts).toEqual(['stdout: one', 'stdout: two', 'stdout: a', 'stdout: b'])
})

test('a script writes into its section, and has passed where it ends well', async () => {
  const { parts, open } = printed()
  const limit = { milliseconds: 120_000 }
  const well = npmScriptBeside('numeracy', { args: ['--version'], ...limit }, open('well'))
  const badly = npmScriptBeside('numeracy', { args: ['no-such-command'], ...limit }, open('badly'))
  expect([await well, await badly]).toEqual([true, false])
  open('next')
  expect(parts.join('')).toMatch(
    /^stdout: wellstdout: \d+\.\d+\.\d+\nstdout: badlystderr: .*no-such-command.*stdout: next$/s,
  )
})

test('a script that takes longer than it may has not passed', async () => {
  const { parts, open } = printed()
  expect(await npmScriptBeside('types', { milliseconds: 1 }, open('late'))).toBe(false)
  open('next')
  expect(parts.at(-1)).toBe('stdout: next')
})
