import { resolve } from 'node:path'
import { NumeracyError } from '../../base/error.ts'
import type { Context } from '../context.ts'
import { groups, type OptionsOf, type Program } from '../options.ts'

function command(program: Program) {
  return program
    .command('init')
    .description('write a config file: asks three questions, or without a terminal writes one with comments')
    .optionsGroup(groups.output)
    .option('--config <file>', 'where to write it', 'numeracy.config.yaml')
    .option('--force', 'replace the file that is there')
    .addHelpText(
      'after',
      `
Examples:
  numeracy init
  numeracy init --config ci/numeracy.config.yaml`,
    )
}

export function addInit(program: Program, context: Context): void {
  command(program).action(options => run(options, context))
}

async function run({ config: file, force }: OptionsOf<typeof command>, context: Context): Promise<void> {
  const { access } = await import('node:fs/promises')
  const { parseConfig } = await import('../config-file.ts')
  const { unwritable } = await import('../../store/storage-trouble.ts')
  const { writeWhole } = await import('../../store/whole-file.ts')
  const { cwd, env, ask, stdout } = context
  const path = resolve(cwd, file)
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere && !force)
    throw new NumeracyError(
      'usage',
      `init: ${file} is there already, and was left as it is. Add --force to replace it, or --config FILE to write another.`,
      { details: { path } },
    )
  const text = configText(ask === null ? usual : await answersFrom(ask))
  parseConfig(text, file, env)
  await writeWhole(path, text).catch(cause => {
    throw unwritable(`init: ${path} cannot be written`, cause, path)
  })
  const isUsual = file === 'numeracy.config.yaml'
  stdout.write(
    `${file} is written. \`numeracy probe${isUsual ? '' : ` --config ${file}`}\` does what it says, and writes a report.\n`,
  )
}

interface Answers {
  readonly model: string
  /** Empty: the series of the article. */
  readonly series: readonly string[]
  readonly isReranker: boolean
}

const usual: Answers = { model: 'bundled:use-lite', series: [], isReranker: false }

async function answersFrom(ask: NonNullable<Context['ask']>): Promise<Answers> {
  const { parseSpec } = await import('../../models/spec.ts')
  const model = await askedUntil(
    ask,
    `Which model? As for --embed: bundled:use-lite, a folder such as ./my-model, or provider:name. [${usual.model}]`,
    answer => {
      if (answer === '') return usual.model
      parseSpec(answer)
      return answer
    },
  )
  const isReranker = await askedUntil(ask, 'Is it an embedder or a reranker? [embedder]', answer => {
    if (/^(?:e|embedder)?$/i.test(answer)) return false
    if (/^(?:r|reranker)$/i.test(answer)) return true
    throw new NumeracyError('usage', `got ${JSON.stringify(answer)}; expected embedder or reranker.`)
  })
  const series = await ask(
    'Which numbers? Ids of series (numeracy series lists them), ranges or files, with blanks between. [the nine of the article]',
  )
  return { model, isReranker, series: series.split(/[\s,]+/).filter(word => word !== '') }
}

/** How often a question is put before its answer is given up. */
const maxAttempts = 5

async function askedUntil<T>(
  ask: NonNullable<Context['ask']>,
  question: string,
  read: (answer: string) => T,
): Promise<T> {
  let hint = ''
  for (let attempt = 1; ; attempt++) {
    try {
      return read((await ask(`${hint}${question}`)).trim())
    } catch (error) {
      if (!(error instanceof NumeracyError) || attempt === maxAttempts) throw error
      hint = `${error.message}\n`
    }
  }
}

/** A config with what was answered, and what else there is in comments. */
function configText({ model, series, isReranker }: Answers): string {
  const text = (word: string) => JSON.stringify(word)
  return `# yaml-language-server: $schema=./node_modules/numeracy/schema/config-v1.json
# What numeracy does in this folder. Every key may be left out; flags of the command come before it.

# Models by label, which stands for them wherever they are shown. \${NAME} is taken from the environment.
models:
  model: { ${isReranker ? 'rerank' : 'embed'}: ${text(model)} }
  # minilm: ./models/all-MiniLM-L6-v2?dtype=q8
  # reranker: { rerank: jina:jina-reranker-v2-base-multilingual }

# Ids of the catalogue (numeracy series), ranges such as 1..500:7, or files. Left out: the nine of the article.
${series.length === 0 ? '# series: [integers, dates, prices.csv]' : `series: [${series.map(text).join(', ')}]`}

# suite: index          # one number for each model; quick: few short series, for a training
# experiments: [pairs, zero, cases, search, same]
# seed: 1
# seeds: 3              # a run for each of three seeds, and how far scores depend on them

# Where the report is written, from this folder.
out: numeracy-report
`
}
