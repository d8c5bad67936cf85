import { describe, expect, test } from 'vitest'
import { runProcess } from './fixtures/processes.ts'

const source = new URL('../../src/store/sqlite.ts', import.meta.url)

describe('sqlite', () => {
  test('loads without a word on this Node', async () => {
    expect(await outputOf(load)).toEqual({ stdout: 'function\n', stderr: '' })
  })

  test('loads without a word on a Node that calls it experimental', async () => {
    expect(await outputOf(`${experimental}${load}`)).toEqual({ stdout: 'function\n', stderr: '' })
  })

  test('holds back that one warning only, also when it is loaded again', async () => {
    const { stderr } = await outputOf(`
      ${experimental}
      ${load}
      process.emitWarning('SQLite is an experimental feature, said by another')
      process.emitWarning('something else')
      ${load}`)
    expect(stderr.match(/Warning: .+/g)).toEqual([
      'Warning: SQLite is an experimental feature, said by another',
      'Warning: something else',
    ])
  })
})

const load = 'console.log(typeof sqlite().DatabaseSync)\n'

/** Makes loading warn as it does on Node 22.13. */
const experimental = `
  const getBuiltinModule = process.getBuiltinModule
  process.getBuiltinModule = name => {
    process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning')
    return getBuiltinModule(name)
  }
`

function outputOf(script: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const code = `const { sqlite } = await import(${JSON.stringify(source.href)})\n${script}`
  return runProcess([process.execPath, '--input-type=module', '--eval', code])
}
