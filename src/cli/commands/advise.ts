import { resolve } from 'node:path'
import type { AdviseSettings } from '../../usecases/advise.ts'
import { type Context, settingsOf } from '../context.ts'
import { estimatesTable, paidNotes } from '../estimates.ts'
import { modelStages } from '../model-stages.ts'
import {
  aboutSpecs,
  budgetOf,
  cacheDirectory,
  groups,
  type OptionsOf,
  type Program,
  repeated,
  shared,
} from '../options.ts'
import { showProgress } from '../progress.ts'
import { tableOptionsOf, withTableFlags } from '../table-flags.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  const before = program
    .command('advise')
    .description('find out how to write numbers, prices, dates and times for a model')
    .argument('[spec]', 'a model, as SPEC', 'bundled:use-lite')
    .optionsGroup(groups.what)
    .option('--subject <subject>', 'numbers, prices, dates or times; may repeat (default: all)', repeated)
    .option(
      '--series <series>',
      'values of your own: a file, an id, or a range A..B[:STEP]; may repeat',
      repeated,
    )
    .option(
      '--form <form>',
      "a way to write them: a text with {d}, or a form of the catalogue such as '$2,038.50'; may repeat (default: all of the catalogue)",
      repeated,
    )
    .addOption(shared.seed)
    .addOption(shared.role)
    .optionsGroup(groups.files)
  return withTableFlags(before)
    .option('--template <text>', 'of a file, documents made of its columns: {name} for {price}')
    .optionsGroup(groups.output)
    .option('-o, --out <dir>', 'write a report with the plots into this folder')
    .addOption(shared.force)
    .addOption(shared.json)
    .addOption(shared.dryRun)
    .addOption(shared.maxRequests)
    .addOption(shared.maxTokens)
    .addHelpText(
      'after',
      `${aboutSpecs}
Examples:
  numeracy advise --subject prices --out advice
  numeracy advise --series catalogue.csv --column price
  numeracy advise ./my-model --series prices.csv --form 'Price: {d}' --form '$2,038.50'
  numeracy advise jina:jina-reranker-v2-base-multilingual --dry-run`,
    )
}

export function addAdvise(program: Program, context: Context): void {
  command(program).action((spec, options) => run(spec, options, cacheDirectory(program, context), context))
}

async function run(
  spec: string,
  { as, subject, series, form, seed, json, dryRun, force, ...options }: OptionsOf<typeof command>,
  cache: string,
  context: Context,
): Promise<void> {
  const { advise, estimateAdvice, subjectsOf } = await import('../../usecases/advise.ts')
  const { checkFileOptions, seriesNamed } = await import('../series.ts')
  const { cwd, stdout, tool } = context
  const out = options.out === undefined ? null : resolve(cwd, options.out)
  const files = tableOptionsOf({ ...options, seed })
  const own = await Promise.all((series ?? []).map(word => seriesNamed(word, cwd, files)))
  checkFileOptions(own, files)
  const request = { model: spec, as, subjects: subject, series: own, forms: form, seed }
  const subjects = subjectsOf(request).map(({ id }) => id)
  const progress = showProgress([], context)
  const settings: AdviseSettings = {
    ...settingsOf(context),
    cache,
    listen: progress.listen,
    budget: budgetOf(options),
    async onBegin(beginning) {
      for (const message of [...own.flatMap(({ notes = [] }) => notes), ...(await paidNotes(beginning))])
        progress.listen({ type: 'notice', message })
      progress.expect(
        (await modelStages(beginning.models)).flatMap(stage => [
          stage,
          { title: 'forms', owns: event => event.type === 'measured' && event.model === stage.model.id },
        ]),
      )
    },
    onRefused: progress.failed,
  }
  if (dryRun) {
    const models = await progress.during(() => estimateAdvice(request, settings))
    stdout.write(json ? `${JSON.stringify({ models }, null, 2)}\n` : estimatesTable(models, widthOf(stdout)))
    return
  }
  const checkEarlier = async (text: string | null) => {
    if (out === null || force) return
    const { checkEarlierReport } = await import('../../report/earlier-report.ts')
    await checkEarlierReport(out, { kind: 'advice', spec, seed, subjects, text })
  }
  if (out !== null) {
    const { checkWritableFolder } = await import('../../store/runs.ts')
    await checkWritableFolder(out)
    await checkEarlier(null)
  }
  const advice = await progress.during(() => advise(request, settings))
  if (out !== null) {
    const { adviceFiles, adviceJson } = await import('../../report/advice.ts')
    const { writeAll } = await import('../../report/write-report.ts')
    await checkEarlier(adviceJson(advice))
    await writeAll(out, await adviceFiles(advice, tool, progress.listen))
  }
  if (json) stdout.write(`${JSON.stringify(advice, null, 2)}\n`)
  else {
    const { adviceText } = await import('../advice-text.ts')
    stdout.write(`${adviceText(advice, widthOf(stdout))}\n`)
    if (out === null) stdout.write('Add --out DIR for a report with the plots.\n')
    else {
      const { writeOpenLine } = await import('../open-line.ts')
      writeOpenLine(out, context)
    }
  }
}
