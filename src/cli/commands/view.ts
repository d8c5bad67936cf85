import { NumeracyError } from '../../base/error.ts'
import type { Context } from '../context.ts'
import {
  aboutSpecs,
  cacheDirectory,
  groups,
  type OptionsOf,
  type Program,
  repeated,
  wholeNumber,
} from '../options.ts'

function command(program: Program) {
  return program
    .command('view')
    .description('show runs in the browser, ask and probe from there, and reload when runs change')
    .argument('[path]', 'a run file, or a folder (default: numeracy-report, else this folder)')
    .optionsGroup(groups.models)
    .option(
      '--embed <spec>',
      'an embedding model that the page may ask without confirmation; may repeat',
      repeated,
    )
    .option('--rerank <spec>', 'a reranker that the page may ask without confirmation; may repeat', repeated)
    .optionsGroup(groups.output)
    .option('--no-open', 'open no browser')
    .option('--port <number>', 'the port on 127.0.0.1 (default: any that is free)', portNumber)
    .option('--json', 'print the address as JSON')
    .optionsGroup(groups.limits)
    .option(
      '--key-env <name>',
      'the variable of a key that a model with ?keyEnv=NAME may send once it is confirmed; may repeat',
      repeated,
    )
    .option('--allow-commands', 'let the page start programs (command:…) that are named or confirmed')
    .addHelpText(
      'after',
      `${aboutSpecs}\nExamples:\n  numeracy view\n  numeracy view nightly/run.json --no-open`,
    )
}

export function addView(program: Program, context: Context): void {
  command(program).action((path, options) => run(path, options, cacheDirectory(program, context), context))
}

async function run(
  path: string | undefined,
  options: OptionsOf<typeof command>,
  cache: string,
  context: Context,
): Promise<void> {
  const { open, port = 0, json = false, embed = [], rerank = [], keyEnv: keyVariables = [] } = options
  const { allowCommands = false } = options
  const { isVariableName } = await import('../../models/adapters/http/key-variable.ts')
  if (!keyVariables.every(isVariableName)) {
    throw new NumeracyError(
      'usage',
      '--key-env: got something else than a name; expected the name of an environment variable in capitals, such as --key-env MY_SERVER_KEY. Never put a key itself on a command line.',
    )
  }
  const { runView } = await import('../view/run-view.ts')
  const { livePageHtml } = await import('../../report/html.ts')
  const { openBrowser } = await import('../view/browser.ts')
  const named = { embed, rerank, keyVariables, allowCommands }
  const shown = { path: path ?? null, port, json, cache, page: livePageHtml }
  await runView({ ...shown, ...named, open: open ? openBrowser : null }, context)
}

function portNumber(text: string): number {
  const port = wholeNumber('--port')(text)
  if (port >= 0 && port <= 65_535) return port
  throw new NumeracyError(
    'usage',
    `--port: got ${port}; expected a number from 0, for any that is free, to 65535.`,
  )
}
