import { join, relative, resolve } from 'node:path'
import type { Command } from '@commander-js/extra-typings'
import { NumeracyError } from '../../base/error.ts'
import type { Size } from '../../experiments/experiment.ts'
import type { PythonModule } from '../../report/python-files.ts'
import type { Context } from '../context.ts'
import { groups, oneOf, shared } from '../options.ts'

/** Each of them is a subcommand of `export`, and the name of a module. */
const described: Readonly<Record<PythonModule, readonly [description: string, example: string]>> = {
  evaluator: [
    'write an evaluator for sentence-transformers: one Python file, and what it asks',
    'numeracy export evaluator training',
  ],
  mteb: ['write tasks for MTEB: one Python file, and what they ask', 'numeracy export mteb tasks'],
}

/** The subcommands that write a folder for a Python program, where no run is needed. */
// biome-ignore lint/suspicious/noExplicitAny: whatever options the command above them has
export function addPythonExports(parent: Command<any, any>, context: Context): void {
  for (const module of Object.keys(described) as PythonModule[]) {
    const [description, example] = described[module]
    parent
      .command(module)
      .description(description)
      .argument('<folder>', 'where to write it; made where it is missing')
      .optionsGroup(groups.what)
      .option(
        '--size <size>',
        'how much search and same ask: usual or full',
        oneOf<Size>('--size', ['usual', 'full']),
        'usual' as Size,
      )
      .addOption(shared.seed)
      .optionsGroup(groups.output)
      .option('--json', 'print the names of the files that were written as JSON')
      .addHelpText('after', `\nExamples:\n  ${example}`)
      .action((folder, { size, seed }, self) => {
        const { json, ...of } = parent.opts() as { readonly json?: true } & Readonly<Record<string, unknown>>
        refuseOptions(module, Object.keys(of))
        return write(module, folder, { size, seed, json: json ?? self.opts().json }, context)
      })
  }
}

/** @throws NumeracyError `usage` where options are given that choose a part of a run */
function refuseOptions(module: PythonModule, given: readonly string[]): void {
  if (given.length === 0) return
  const names = given.map(name => `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`)
  throw new NumeracyError(
    'usage',
    `export ${module}: got ${names.join(' and ')}, which choose a part of a run; no run is read here. Leave them out.`,
  )
}

interface Draw {
  readonly size: Size
  readonly seed: number
  readonly json: true | undefined
}

async function write(
  module: PythonModule,
  to: string,
  { json, ...draw }: Draw,
  { cwd, stdout }: Context,
): Promise<void> {
  const { makeNamedFolder } = await import('../../store/folders.ts')
  const { unwritable } = await import('../../store/storage-trouble.ts')
  const { writeWhole } = await import('../../store/whole-file.ts')
  const { pythonFiles } = await import('../../report/python-files.ts')
  const folder = resolve(cwd, to)
  const names: string[] = []
  try {
    makeNamedFolder(folder)
    for (const [name, content] of await pythonFiles(module, draw)) {
      const path = join(folder, name)
      await writeWhole(path, content)
      names.push(relative(cwd, path))
    }
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    throw unwritable(`export ${module}: nothing can be written to ${folder}`, error, folder)
  }
  stdout.write(json ? `${JSON.stringify({ files: names }, null, 2)}\n` : `${names.join('\n')}\n`)
}
