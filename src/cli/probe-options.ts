import { NumeracyError } from '../base/error.ts'
import type { Experiment, Size, Suite } from '../experiments/experiment.ts'
import type { Roles } from '../matrix/block.ts'
import type { Shard } from '../usecases/shard.ts'
import type { ConfigOptions } from './config.ts'
import {
  aboutSpecs,
  groups,
  type OptionsOf,
  oneOf,
  type Program,
  repeated,
  shared,
  tagged,
} from './options.ts'
import { seedsOption } from './seeds.ts'
import { withTableFlags } from './table-flags.ts'

/** The command `probe` with its options, of which it has more than any other. */
export function probeCommand(program: Program) {
  const before = program
    .command('probe')
    .description('run the experiment: how do models place numbers, prices, dates and times on a line?')
    .optionsGroup(groups.what)
    .option(
      '--config <file>',
      'take what is not said here from a config file (default: numeracy.config.yaml, where there is one)',
    )
    .option('--article', 'the article: its two models, its nine series, its prompts; needs JINA_API_KEY')
    .option(
      '--experiment <name>',
      'pairs: similarity against distance; zero: every number against 0; cases: hard questions such as 9.11 or 9.9; search: records by a number; same: duplicates or changed numbers; may repeat (default: pairs, zero and cases; search and same too of models that cost nothing)',
      experimentNamed,
    )
    .option(
      '--size <size>',
      'how many questions search and same ask: usual or full',
      oneOf<Size>('--size', ['usual', 'full']),
      'usual' as Size,
    )
    .option('--prompt <text>', 'the question to rerankers, with {d} for the document; may repeat', repeated)
    .option(
      '--roles <roles>',
      'same: an embedding model gets every text as a document; query-document: one text of each pair as a query',
      oneOf<Roles>('--roles', ['same', 'query-document']),
      'same' as Roles,
    )
    .option(
      '--controls',
      'also ask with the digits exchanged for others and, of rerankers, other questions: is it the values that count? (default: only of models that cost nothing)',
    )
    .option('--no-controls', 'ask no controls')
    .option('--tag <name=value>', 'keep a name and a value in the run, such as step=500; may repeat', tagged)
    .addOption(shared.seed)
    .option(
      '--seeds <list>',
      'a run for each of several seeds, and how far scores depend on them: a count, from --seed on, or a list such as 1,2,3',
      seedsOption,
    )
    .addOption(shared.embed)
    .addOption(shared.rerank)
    .optionsGroup(groups.models)
    .option(
      '--pooling <way>',
      'how a local embedding model makes one vector of many: mean, cls or last (default: as its files say)',
    )
    .option(
      '--prefix <text>',
      'a text put before each document of a local embedding model (default: as its files say)',
    )
    .option('--tokenizer <file>', 'a tokenizer.json, for models that have none of their own')
    .optionsGroup(groups.series)
    .option(
      '--series <series>',
      'an id, a file, or a range A..B[:STEP]; may repeat (default: the nine of the article)',
      repeated,
    )
    .option(
      '--suite <suite>',
      'article: the nine series; index: one number for a model, from documents drawn at random; quick: few short series, for a training',
      oneOf<Suite>('--suite', ['article', 'index', 'quick']),
      'article' as Suite,
    )
    .option(
      '--template <text>',
      'a text around every document, with {d} for it; or, of a file, a text made of its columns: {name} for {price}',
    )
  return withTableFlags(before)
    .optionsGroup(groups.output)
    .addOption(shared.out)
    .addOption(shared.open)
    .addOption(shared.force)
    .addOption(shared.figureWidth)
    .addOption(shared.summary)
    .option('--json', 'print the run file, and nothing else, on stdout')
    .addOption(shared.dryRun)
    .addOption(shared.maxRequests)
    .addOption(shared.maxTokens)
    .optionsGroup(groups.machines)
    .option(
      '--shard <part>',
      'ask part I of N of all questions, as I/N, and write the answers to a file in --out; `numeracy merge` makes the run',
      shardNamed,
    )
    .option(
      '--queue <address>',
      'let the workers of a queue answer, such as redis://HOST:PORT; `numeracy worker` starts one',
    )
    .addHelpText(
      'after',
      `${aboutSpecs}
Examples:
  numeracy probe --out numeracy-report
  numeracy probe --series integers --series prices.csv --json > run.json
  numeracy probe --series 1..500:7 --template 'The price is {d} dollars.'
  numeracy probe --series catalogue.csv --column price --out catalogue-report
  numeracy probe --embed small=./small --embed large=./large --out both
  numeracy probe --embed ./my-model --experiment same --out duplicates
  numeracy probe --series catalogue.csv --template '{name} for {price}' --value-column price`,
    )
}

/** @throws NumeracyError `usage` */
function shardNamed(value: string): Shard {
  const [, part, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(value) ?? []
  if (of !== undefined) return { part: Number(part), of: Number(of) }
  throw new NumeracyError(
    'usage',
    `--shard: got ${JSON.stringify(value)}; expected I/N, the part and how many there are, such as --shard 2/8.`,
  )
}

/** The names stand here as well, so that the help needs no more than this file. */
const experimentWord = oneOf<Experiment>('--experiment', ['pairs', 'zero', 'cases', 'search', 'same'])

/** Collects experiments. */
const experimentNamed = Object.assign(
  (value: string, earlier: readonly Experiment[] = []): Experiment[] => [...earlier, experimentWord(value)],
  { words: experimentWord.words },
)

/** What the options of `probe` and of a config file come to. */
export type ProbeOptions = OptionsOf<typeof probeCommand> & Pick<ConfigOptions, 'tables'>
