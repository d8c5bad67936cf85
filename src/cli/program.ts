import { resolve } from 'node:path'
import { Command, CommanderError, Option } from '@commander-js/extra-typings'
import { NumeracyError } from '../base/error.ts'
import { addAdvise } from './commands/advise.ts'
import { addAsk } from './commands/ask.ts'
import { addCache } from './commands/cache.ts'
import { addCheck } from './commands/check.ts'
import { addCompare } from './commands/compare.ts'
import { addCompletion } from './commands/completion.ts'
import { addDoctor } from './commands/doctor.ts'
import { addExport } from './commands/export.ts'
import { addInit } from './commands/init.ts'
import { addMerge } from './commands/merge.ts'
import { addModels } from './commands/models.ts'
import { addProbe } from './commands/probe.ts'
import { addReport } from './commands/report.ts'
import { addReproduce } from './commands/reproduce.ts'
import { addScore } from './commands/score.ts'
import { addSeries } from './commands/series.ts'
import { addTrend } from './commands/trend.ts'
import { addView } from './commands/view.ts'
import { addWatch } from './commands/watch.ts'
import { addWorker } from './commands/worker.ts'
import { type Context, type Talk, unlessQuiet, withFilters } from './context.ts'
import { readEnvFile } from './env-file.ts'
import { isFailedGate } from './gate.ts'
import { takeMarksOff, withMarkedOperands, withoutMarks } from './minus-operands.ts'
import { interrupted, isInterruption, reportError } from './report-error.ts'

/**
 * Runs one command line. A command's work is imported when it runs, so that help and errors are there at once.
 * @param args without the program's own name
 * @returns the exit code: 0, 1 (a gate or a check failed), 2 (an error), 130 (interrupted)
 */
export async function runCommand(args: readonly string[], given: Context): Promise<number> {
  const context = withFilters(given, args.includes('--json'))
  const program = programFor(context)
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : withMarkedOperands(args, program), {
      from: 'user',
    })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (isFailedGate(error)) return 1
    if (context.signal.aborted) {
      reportError(isInterruption(error) ? error : interrupted(), args, context)
      return 130
    }
    const shown = error instanceof CommanderError ? await usageError(error, program, args) : error
    reportError(shown, args, context)
    return 2
  }
}

/** Every command under the heading of its group, in the order of the help. */
const commandGroups = {
  'Ask models, and look:': [addProbe, addAsk, addAdvise, addReport, addView],
  'Compare:': [addCompare, addTrend, addWatch, addCheck],
  'Before you ask:': [addSeries, addModels, addDoctor, addInit],
  'For papers and other programs:': [addExport, addScore, addReproduce],
  'On several machines:': [addMerge, addWorker],
  'Cache, shell and help:': [addCache, addCompletion],
} as const

/** The whole command line, as help shows it. */
export function programFor(given: Context): Command {
  const env = { ...given.env }
  let said: Talk = 'usual'
  const talk = () => said
  const context = { ...given, env, talk, stderr: unlessQuiet(given.stderr, talk) }
  const saying = (wish: Exclude<Talk, 'usual'>) => () => {
    if (said !== 'usual' && said !== wish)
      throw new NumeracyError(
        'usage',
        'numeracy: got both --quiet and --verbose; expected one of them. Leave the other out.',
      )
    said = wish
    return true
  }
  const program = new Command('numeracy')
    .description('Can your embedding model and your reranker compare numbers?')
    .version(context.tool.version, '-V, --version', 'print the version')
    .option('--cache <dir>', 'folder of the answer cache (default: NUMERACY_CACHE, else .numeracy)')
    .option('--env-file <file>', 'read keys from a file of NAME=value lines')
    .addOption(
      new Option('-q, --quiet', 'print nothing but errors and the result').argParser(saying('quiet')),
    )
    .addOption(
      new Option('-v, --verbose', 'also print each request, retry and phase, with its time').argParser(
        saying('verbose'),
      ),
    )
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      `
Examples:
  numeracy probe --out numeracy-report           the whole experiment on the bundled model
  numeracy ask 9 9.9 9.11                        which of the two is closer to 9?
  numeracy series catalogue.csv --column price   how a file of your own is read
  numeracy advise --subject prices               how to write prices for a model
  numeracy probe --embed SPEC --experiment same  may duplicates be merged above a threshold?`,
    )
    .configureOutput({
      writeOut: text => context.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
    })
    .showSuggestionAfterError()
    .exitOverride()
    .hook('preAction', async command => {
      const { envFile } = command.opts()
      if (envFile === undefined) return
      // What stands in the environment already comes before the file.
      Object.assign(env, await readEnvFile(resolve(context.cwd, envFile)), given.env)
    })
  for (const [group, commands] of Object.entries(commandGroups)) {
    program.commandsGroup(group)
    for (const add of commands) add(program, context)
  }
  program.helpCommand('help [command]', 'print the help of a command')
  takeMarksOff(program)
  return program
}

async function usageError(
  error: CommanderError,
  program: Command,
  args: readonly string[],
): Promise<NumeracyError> {
  const [problem, ...suggestion] = (await wordsOf(error, program, args))
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .split('\n')
  const command = program.commands.find(each => each.name() === args[0])
  const help =
    command === undefined
      ? '`numeracy --help` lists commands and options.'
      : `\`numeracy ${command.name()} --help\` lists its arguments and options.`
  const minus =
    error.code === 'commander.unknownOption' ? ' Put -- before a text that begins with a minus.' : ''
  const hint = suggestion.join(' ').replace(/^\((.*)\)$/, '$1')
  return new NumeracyError(
    'usage',
    `${problem.charAt(0).toUpperCase()}${problem.slice(1)}. ${hint === '' ? `${help}${minus}` : hint}`,
  )
}

/** The message of an error. That of `numeracy help WORD` with an unknown word is none: it says as much as `numeracy WORD`. */
async function wordsOf(error: CommanderError, program: Command, args: readonly string[]): Promise<string> {
  if (error.code !== 'commander.help') return withoutMarks(error.message)
  const word = args[args.indexOf('help') + 1]
  const { nearestNames } = await import('../math/edit-distance.ts')
  const near = nearestNames(
    word,
    program.commands.map(each => each.name()),
  )
  const hint = near.length === 0 ? '' : `\n(Did you mean ${near.join(' or ')}?)`
  return `unknown command '${word}'${hint}`
}
