import { resolve } from 'node:path'
import { NumeracyError } from '../../base/error.ts'
import type { HardCase } from '../../experiments/case-families.ts'
import type { Run } from '../../store/run.ts'
import type { Gate } from '../../usecases/check/gate.ts'
import type { FailedModel } from '../../usecases/failed-models.ts'
import type { ProbeRequest } from '../../usecases/probe.ts'
import type { Checked } from '../check-output.ts'
import type { FoundConfig } from '../config.ts'
import { type Context, loud, settingsOf } from '../context.ts'
import { budgetOf, cacheDirectory, groups, type OptionsOf, type Program, shared } from '../options.ts'
import { showProgress } from '../progress.ts'
import type { ReportPlace } from '../report-place.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('check')
    .description('check models against the limits (gates) of a config file; exit code 1 where one is missed')
    .optionsGroup(groups.what)
    .option('--config <file>', 'the config file with models, series and gates', 'numeracy.config.yaml')
    .option('--fresh', 'ask everything again, without the cache')
    .option('--update-baseline', 'write the runs that gates compare with, and check nothing')
    .optionsGroup(groups.output)
    .addOption(shared.json)
    .addOption(shared.markdown)
    .option('--junit <file>', 'write the result as JUnit XML')
    .addOption(shared.summary)
    .addOption(shared.out)
    .addOption(shared.force)
    .addOption(shared.maxRequests)
    .addOption(shared.maxTokens)
    .addHelpText(
      'after',
      `
Examples:
  numeracy check
  numeracy check --update-baseline
  numeracy check --fresh --junit numeracy.xml --markdown > comment.md`,
    )
}

type Options = OptionsOf<typeof command>

export function addCheck(program: Program, context: Context): void {
  command(program).action(async options => {
    const isPassed = await run(options, options.fresh ? undefined : cacheDirectory(program, context), context)
    if (isPassed) return
    const { failGate } = await import('../gate.ts')
    failGate(program)
  })
}

async function run(options: Options, cache: string | undefined, context: Context): Promise<boolean> {
  const { findConfig } = await import('../config.ts')
  const { baselineOf, check } = await import('../../usecases/check.ts')
  const { endingError } = await import('../../usecases/failed-models.ts')
  const { onThreads } = await import('../judge-threads.ts')
  const found = await findConfig(options.config, context)
  const { config, folder, name } = found!
  const gates = config.gates ?? []
  if (gates.length === 0)
    throw new NumeracyError(
      'usage',
      `check: ${name} has no gates; expected a list such as "gates: [{ measure: concordance, series: integers, min: 0.6 }]". Add some.`,
    )
  const places = new Map(
    gates.flatMap(baselineOf).flatMap(file => (file === undefined ? [] : [[file, resolve(folder, file)]])),
  )
  const updates = options.updateBaseline === true
  if (updates && places.size === 0)
    throw new NumeracyError(
      'usage',
      `check: got --update-baseline, but no gate of ${name} names a baseline; expected one such as { measure: concordance, baseline: numeracy.baseline.json }. Add one.`,
    )
  const baselines = updates ? new Map<string, Run>() : await readBaselines(places)
  const { checkFilePlace } = await import('../output-file.ts')
  for (const option of ['junit', 'summary'] as const)
    if (options[option] !== undefined)
      await checkFilePlace(`--${option}`, resolve(context.cwd, options[option]))
  const out = options.out === undefined ? null : await placeOf(options.out, options, context)
  const failed: FailedModel[] = []
  const progress = showProgress([], context)
  const request = await requestOf(found!, context)
  const cases = await casesOf(gates, folder)
  const result = await progress
    .during(() =>
      onThreads(judge =>
        check(
          { ...request, cases, gates, baselines, updates },
          {
            ...settingsOf(context),
            cache,
            judge,
            budget: budgetOf(options),
            listen: progress.listen,
            onFailed(each) {
              if (failed.some(other => other.model === each.model)) return
              failed.push(each)
              progress.failed(each.model)
            },
          },
        ),
      ),
    )
    .catch(error => {
      throw endingError(failed, error)
    })
  const checked: Checked = { result, failed }
  if (options.summary !== undefined) {
    const { metricsText } = await import('../../report/run-metrics.ts')
    const { writeOutputFile } = await import('../output-file.ts')
    await writeOutputFile('--summary', resolve(context.cwd, options.summary), metricsText(result.run))
  }
  if (out !== null) await writeReport(out, result.run, cache, context)
  if (updates) {
    const { failedModels } = await import('../../usecases/failed-models.ts')
    if (failed.length > 0)
      throw failedModels(failed, 'No baseline was written: it would lack what these models answer.')
    const { writeRun } = await import('../../store/runs.ts')
    for (const [file, path] of places) {
      await writeRun(path, result.run)
      context.stderr.write(`${file} is written.\n`)
    }
    if (result.gates.length === 0) return true
  }
  await print(checked, options, context)
  return result.passed && failed.length === 0
}

async function placeOf(out: string, options: Options, { cwd }: Context): Promise<ReportPlace> {
  const { reportPlace } = await import('../report-place.ts')
  return reportPlace(resolve(cwd, out), options)
}

/** The report of what the gates were held to, whether they passed or not. */
async function writeReport(
  out: ReportPlace,
  run: Run,
  cache: string | undefined,
  { stderr, signal }: Context,
): Promise<void> {
  const { withCacheAt } = await import('../../usecases/session.ts')
  const listen = () => {}
  await withCacheAt(cache, listen, kept => out.write(run, { cache: kept, listen, signal }))
  stderr.write(`The report is in ${out.folder}.\n`)
}

async function print(
  checked: Checked,
  options: Options,
  { stdout, stderr, env, cwd }: Context,
): Promise<void> {
  const output = await import('../check-output.ts')
  if (options.json) stdout.write(output.checkJson(checked))
  else if (options.markdown) stdout.write(output.checkMarkdown(checked))
  else stdout.write(output.checkText(checked, widthOf(stdout)))
  if (options.junit !== undefined) {
    const { writeOutputFile } = await import('../output-file.ts')
    await writeOutputFile('--junit', resolve(cwd, options.junit), output.checkJunit(checked))
  }
  // They are the result where a runner reads it, also with --quiet.
  if (env.GITHUB_ACTIONS === 'true') loud({ stderr }).write(output.checkAnnotations(checked))
  if (env.GITHUB_STEP_SUMMARY) {
    const { appendFile } = await import('node:fs/promises')
    await appendFile(env.GITHUB_STEP_SUMMARY, `${output.checkMarkdown(checked)}\n`).catch(
      (cause: unknown) => {
        throw new NumeracyError(
          'storage',
          `check: the job summary ${env.GITHUB_STEP_SUMMARY} cannot be written.`,
          {
            cause,
          },
        )
      },
    )
  }
}

async function readBaselines(places: ReadonlyMap<string, string>): Promise<Map<string, Run>> {
  const { access } = await import('node:fs/promises')
  const { readRun } = await import('../../store/runs.ts')
  const runs = new Map<string, Run>()
  for (const [file, path] of places) {
    await access(path).catch((cause: unknown) => {
      throw new NumeracyError(
        'usage',
        `check: there is no baseline ${file}. Write it with \`numeracy check --update-baseline\`, and keep it with the code.`,
        { cause, details: { path } },
      )
    })
    runs.set(file, await readRun(path))
  }
  return runs
}

async function requestOf(found: FoundConfig, { cwd }: Context): Promise<ProbeRequest> {
  const { optionsOfConfig } = await import('../config.ts')
  const { probedSeries } = await import('../series.ts')
  const { series = [], tables, experiment, prompt, controls, ...options } = optionsOfConfig(found, cwd)
  return {
    ...options,
    series: await probedSeries(series, cwd, { seed: options.seed }, tables),
    experiments: experiment,
    prompts: prompt,
    // No gate speaks of them.
    controls: controls === true ? 'all' : 'none',
  }
}

/** The cases of the files that gates name, each file a family. */
async function casesOf(gates: readonly Gate[], folder: string): Promise<HardCase[]> {
  const { readCases } = await import('../cases-file.ts')
  const files = new Set(
    gates.flatMap(gate => ('cases' in gate && gate.cases !== 'public' ? [gate.cases] : [])),
  )
  const cases: HardCase[][] = []
  for (const file of files)
    cases.push((await readCases(resolve(folder, file), file)).map(each => ({ ...each, family: file })))
  return cases.flat()
}
