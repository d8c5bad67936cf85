import { hash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { canonicalJson } from '../base/json.ts'
import type { AdviceReport } from '../findings/advice.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { readJson } from '../store/derived.ts'
import { givenText } from '../store/given-file.ts'
import { keyOf } from '../store/key.ts'
import type { Run, RunMatrix, RunModel, RunSeries } from '../store/run.ts'
import { runFormat, runVersion } from '../store/run-format.ts'
import { runContent } from '../store/run-text.ts'
import { maxRunBytes, readRun } from '../store/runs.ts'
import { headOf, reportedRuns } from './reported-runs.ts'

/** What distinguishes one run from another; of a run that is still to be asked, matrices without their answers. */
export interface RunOutline {
  readonly seed: number
  readonly models: readonly Pick<RunModel, 'id' | 'kind' | 'identity'>[]
  readonly series: readonly RunSeries[]
  readonly matrices: readonly (Pick<RunMatrix, 'series' | 'model' | 'experiment' | 'prompt'> &
    Partial<Pick<RunMatrix, 'values'>>)[]
}

/** What is to be written into a folder. */
export type NewReport =
  | { readonly kind: 'run'; readonly run: RunOutline }
  /** Several, told apart by the hashes of their content. */
  | { readonly kind: 'runs'; readonly contents: readonly string[] }
  | {
      readonly kind: 'advice'
      readonly spec: string
      readonly seed: number
      readonly subjects: readonly string[]
      /** As advice.json holds it; null while it is still to be asked for. */
      readonly text: string | null
    }

/**
 * Nothing that a folder holds of another run is written over: what is written must hold all that the earlier report
 * does, answer by answer.
 * @param cache may hold what was kept of the earlier run, so that its file need not be read as a run
 * @throws NumeracyError `usage` otherwise
 */
export async function checkEarlierReport(
  directory: string,
  next: NewReport,
  cache?: AnswerCache,
): Promise<void> {
  const problem = await objection(directory, next, cache)
  if (problem === null) return
  throw new NumeracyError(
    'usage',
    `${directory} holds ${problem}. Nothing was written. Choose another folder with --out, or add --force to replace what is there.`,
    { details: { directory } },
  )
}

/** The text of a file of an earlier report; empty where it cannot be read. */
function reportText(path: string): Promise<string> {
  const words = { subject: path, expected: 'a file of a report', advice: 'Remove it.' }
  return givenText(path, { ...words, maxBytes: maxRunBytes }).catch(() => '')
}

/** What speaks against writing there, as the object of a sentence; null when nothing does. */
async function objection(
  directory: string,
  next: NewReport,
  cache: AnswerCache | undefined,
): Promise<string | null> {
  const names: readonly string[] = await readdir(directory).catch(() => [])
  const holdsPage = names.includes('report.html')
  if (names.includes('advice.json') && holdsPage) {
    const earlier = await reportText(join(directory, 'advice.json'))
    return next.kind === 'advice' && isSameAdvice(earlier, next) ? null : 'other advice'
  }
  if (names.includes('run.json')) {
    if (next.kind !== 'run') return holdsPage ? 'the report of a run' : null
    const file = join(directory, 'run.json')
    const text = await reportText(file)
    if (isWhole(next.run) && text.includes(`\n${new TextDecoder().decode(runContent(next.run))},\n`))
      return null
    const kept = isWhole(next.run) || cache === undefined ? undefined : keptOutline(text, cache)
    const earlier = kept ?? (await readRun(file).catch(() => null))
    if (earlier === null) return 'a run.json that cannot be read as a run'
    const lack = lacking(next.run, earlier)
    return lack === null ? null : `the report of another run: ${lack}`
  }
  const reported = holdsPage ? await reportedRuns(join(directory, 'report.html')) : []
  const known = next.kind === 'runs' ? next.contents : []
  return reported.every(content => known.includes(content)) ? null : 'the report of other runs'
}

function isWhole(run: RunOutline | Run): run is Run {
  return 'findings' in run
}

/** Keeps what distinguishes a run from others, under what its file says except for when and how it was made. */
export function keepOutline(run: Run, cache: AnswerCache): void {
  const key = outlineKey(runContent(run))
  if (cache.readDerived(key) !== undefined) return
  const { seed, models, series, matrices } = run
  const outline: RunOutline = {
    seed,
    models,
    series,
    matrices: matrices.map(({ series, model, experiment, prompt }) => ({
      series,
      model,
      experiment,
      prompt,
    })),
  }
  cache.writeDerived('runs', { key, value: new TextEncoder().encode(JSON.stringify(outline)) })
}

/** @param text of a file */
function keptOutline(text: string, cache: AnswerCache): RunOutline | undefined {
  const from = text.indexOf('\n"seed":') + 1
  const to = text.lastIndexOf(',\n"session":')
  if (from === 0 || to < from) return undefined
  const outline = readJson<RunOutline>(cache, outlineKey(text.slice(from, to)))
  return outline !== undefined && isHead(`${text.slice(0, from)}${text.slice(to + 1)}`) ? outline : undefined
}

/** Whether a text is the part of a run file that says when and how the run was made. */
function isHead(text: string): boolean {
  try {
    const { format, version } = JSON.parse(text)
    return format === runFormat && version === runVersion
  } catch {
    return false
  }
}

function outlineKey(content: string | Uint8Array): Uint8Array {
  return keyOf('run outline', codeFingerprint(import.meta.url), hash('sha256', content, 'hex'))
}

function isSameAdvice(earlier: string, next: Extract<NewReport, { kind: 'advice' }>): boolean {
  if (next.text !== null) return earlier === next.text
  try {
    const { spec, seed, models } = JSON.parse(earlier) as AdviceReport
    const subjects = models[0].subjects.map(({ subject }) => subject)
    return spec === next.spec && seed === next.seed && String(subjects) === String(next.subjects)
  } catch {
    return false
  }
}

/** What an earlier run holds and the next one does not, as a sentence; null when that is nothing. */
function lacking(next: RunOutline, earlier: RunOutline): string | null {
  if (earlier.seed !== next.seed) return `its seed is ${earlier.seed}, this one's is ${next.seed}`
  for (const { id, texts, values, ruler, period } of earlier.series) {
    const series = next.series.find(each => each.id === id)
    if (series === undefined) return `it has the series ${id}, which this one lacks`
    const { texts: ownTexts, values: ownValues, ruler: ownRuler, period: ownPeriod } = series
    const [old, own] = [
      { texts, values, ruler, period },
      { texts: ownTexts, values: ownValues, ruler: ownRuler, period: ownPeriod },
    ].map(canonicalJson)
    if (old !== own) return `its series ${id} has other documents`
  }
  for (const { id, kind, identity } of earlier.models) {
    if (kind === 'reference') continue
    const model = next.models.find(each => each.id === id)
    if (model === undefined) return `it has the model ${id}, which this one lacks`
    if (canonicalJson(model.identity) !== canonicalJson(identity))
      return `its model ${id} was another, or of another version`
  }
  const matrices = new Map(next.matrices.map(matrix => [placeOf(matrix), matrix]))
  for (const matrix of earlier.matrices) {
    const own = matrices.get(placeOf(matrix))
    const { series, model, prompt } = matrix
    if (own === undefined)
      return `it has ${model} on ${series}${prompt === null ? '' : ` with the question ${JSON.stringify(prompt)}`}, which this one lacks`
    if (own.values?.some((value, at) => value !== matrix.values?.[at]))
      return `${model} gave other answers on ${series}`
  }
  return null
}

function placeOf({ series, model, experiment, prompt }: RunOutline['matrices'][number]): string {
  return JSON.stringify([series, model, experiment, prompt])
}

/**
 * Removes the figures that an earlier report left in a folder and the new one did not write. What else is there stays.
 * @param earlier as `earlierFigures` gives it, before the new report was written
 */
export async function removeLeftOver(
  directory: string,
  earlier: readonly string[],
  written: readonly string[],
): Promise<void> {
  for (const name of earlier)
    if (!written.includes(name)) await rm(join(directory, name), { force: true }).catch(() => {})
}

/** The figures in a folder that are those of a report, because its own files name them; relative to it. */
export async function earlierFigures(directory: string): Promise<string[]> {
  const figures: string[] = []
  if (await isOf(join(directory, 'run.json'), 'numeracy-run')) {
    const markdown = await reportText(join(directory, 'report.md'))
    for (const [, link] of markdown.matchAll(/\]\(figures\/([^()\s/]+)\.png\)/g))
      figures.push(...figuresOf(link))
  }
  if (await isOf(join(directory, 'advice.json'), 'numeracy-advice')) {
    for (const name of await readdir(join(directory, 'figures')).catch(() => []))
      if (adviceFigure.test(name)) figures.push(`figures/${name}`)
  }
  return figures
}

const adviceFigure = /^advice-(?:embedder|reranker)-(?:numbers|prices|dates|times)\.(?:svg|png)$/

async function isOf(path: string, format: string): Promise<boolean> {
  const head = await headOf(path, 200)
  return head.replaceAll(/\s/g, '').includes(`"format":"${format}"`)
}

/** The files that a link of a report stands for; none where it is no name that a report gives. */
function figuresOf(link: string): string[] {
  try {
    const name = decodeURIComponent(link)
    const isOurs = /^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u.test(name)
    return isOurs ? [`figures/${name}.svg`, `figures/${name}.png`] : []
  } catch {
    return []
  }
}
