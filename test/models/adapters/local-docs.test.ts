import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../../src/cli/program.ts'
import { codeBlocks } from '../../docs/code-blocks.ts'
import { recordingContext } from '../../fixtures/command-context.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { tiny } from './local-folders.ts'

const commands = codeBlocks(join('docs', 'models', 'local.md'))
  .filter(({ heading }) => heading === 'A folder')
  .flatMap(({ text }) => text.split('\n'))
  .filter(line => line.startsWith('numeracy '))

describe('the page on local models', () => {
  test('has commands', () => expect(commands.length).toBeGreaterThan(2))

  test.each(commands)('%s', async line => {
    const cwd = temporaryFolder()
    cpSync(tiny('encoder'), join(cwd, 'my-model'), { recursive: true })
    cpSync(tiny('cross-encoder'), join(cwd, 'my-cross-encoder'), { recursive: true })
    const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
    const context = recordingContext({ cwd })
    // The tiny weights read 48 tokens: hard cases and facts are longer.
    const alone = args[1] === 'probe' ? ['--experiment', 'pairs'] : []
    const code = await runCommand([...args.slice(1), ...alone], context)
    expect(code, context.written().stderr).toBe(0)
  })
})
