import type { Command } from 'commander'
import { NumeracyError } from '../../base/error.ts'
import type { Context } from '../context.ts'
import { cacheDirectory, wholeNumber } from '../options.ts'

interface Options {
  readonly open: boolean
  readonly port?: number
  readonly json?: boolean
}

export function addView(program: Command, context: Context): void {
  program
    .command('view')
    .description('show runs in the browser, ask and probe from there, and reload when runs change')
    .argument('[path]', 'a run file, or a folder (default: numeracy-report, else this folder)')
    .option('--no-open', 'open no browser')
    .option('--port <number>', 'the port on 127.0.0.1 (default: any that is free)', portNumber)
    .option('--json', 'print the address as JSON')
    .addHelpText('after', '\nExamples:\n  numeracy view\n  numeracy view nightly/run.json --no-open')
    .action(async (path: string | undefined, { open, port = 0, json = false }: Options) => {
      const { runView } = await import('../view/run-view.ts')
      const { livePageHtml } = await import('../../report/live-page.ts')
      const { openBrowser } = await import('../view/browser.ts')
      const cache = cacheDirectory(program.opts<{ cache?: string }>().cache, context)
      const command = { path: path ?? null, port, json, cache, page: livePageHtml }
      await runView({ ...command, open: open ? openBrowser : null }, context)
    })
}

function portNumber(text: string): number {
  const port = wholeNumber('--port')(text)
  if (port >= 0 && port <= 65_535) return port
  throw new NumeracyError(
    'usage',
    `--port: got ${port}; expected a number from 0, for any that is free, to 65535.`,
  )
}
