import { counted } from '../base/counted.ts'
import { NumeracyError } from '../base/error.ts'
import { canonicalJson, type Json } from '../base/json.ts'
import { askingsOf } from '../experiments/askings.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { type AnswersHead, readAnswers, readAnswersHead } from '../store/answers-file.ts'
import { withTemporaryFolder } from '../store/folders.ts'
import type { Run } from '../store/run.ts'
import { batchesOf, itemsIn } from './batches.ts'
import type { ProbeSettings } from './probe.ts'
import type { ProbeOptions } from './probe-options.ts'
import { probedRun } from './probed-run.ts'
import { inSession, thisTool, withCacheAt } from './session.ts'
import { receivedPlan } from './shard-plan.ts'

/** One file of answers. */
interface Part {
  readonly path: string
  readonly head: AnswersHead
}

/**
 * The run of all parts of `probe`, from the files that hold their answers: except for `created` and `session` byte for byte what one
 * machine would have made of the same answers. No model is asked or loaded, and nothing goes into the user's cache.
 *
 * @param paths of the files, in any order
 * @throws NumeracyError `usage` when a part is missing or there twice, or files belong to different runs; `input` and
 * `storage` for a file
 */
export async function merge(
  paths: readonly string[],
  settings: Omit<ProbeSettings, 'cache' | 'budget' | 'onBegin' | 'onFailed'> = {},
): Promise<Run> {
  const parts: Part[] = []
  for (const path of paths) parts.push({ path, head: await readAnswersHead(path) })
  const tool = settings.tool ?? thisTool()
  const plan = planOfParts(parts, tool.version)
  return withTemporaryFolder(folder =>
    withCacheAt(folder, settings.listen ?? (() => {}), async cache => {
      await takeAnswers(parts, plan, cache)
      return inSession({ models: plan.models }, { ...settings, cache }, session =>
        probedRun(plan, { ...session, judge: settings.judge, onMatrix: settings.onMatrix, tool }),
      )
    }),
  )
}

/** The plan that all parts share. @throws NumeracyError `usage` when they are not the parts of one run, each once */
function planOfParts(parts: readonly Part[], version: string): ProbeOptions {
  const [first] = parts
  if (first === undefined)
    throw new NumeracyError(
      'usage',
      'merge: got no file; expected those that `numeracy probe --shard` wrote.',
    )
  for (const { path, head } of parts) {
    if (head.tool !== version)
      throw refused(
        `${path} was written by numeracy ${head.tool}, and this is ${version}. Merge with the version that asked.`,
      )
    const part = differing(first.head.plan, head.plan)
    if (part !== null)
      throw refused(
        `${first.path} and ${path} are not of one run: they differ in ${part}. Give the files of one command, with the same files and the same models on every machine.`,
      )
    const { of } = head.shard
    if (of !== first.head.shard.of)
      throw refused(
        `${first.path} is one of ${first.head.shard.of} parts, ${path} one of ${of}. Give the files of one split.`,
      )
  }
  const byPart = Map.groupBy(parts, ({ head }) => head.shard.part)
  const twice = [...byPart.values()].find(same => same.length > 1)
  if (twice !== undefined) {
    const { part, of } = twice[0].head.shard
    throw refused(
      `part ${part} of ${of} is there twice: ${twice[0].path} and ${twice[1].path}. Leave one out.`,
    )
  }
  const { of } = first.head.shard
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter(part => !byPart.has(part))
  if (missing.length > 0) {
    const some = missing.slice(0, 20).join(', ') + (missing.length > 20 ? ', …' : '')
    throw refused(
      `${missing.length === 1 ? 'part' : 'parts'} ${some} of ${of} ${missing.length === 1 ? 'is' : 'are'} missing. Run the same command with --shard ${missing[0]}/${of}${missing.length > 1 ? ' and so on' : ''}, then merge again.`,
      { missing },
    )
  }
  return receivedPlan(first.head.plan, first.path)
}

function refused(problem: string, details: Record<string, unknown> = {}): NumeracyError {
  return new NumeracyError('usage', `merge: ${problem}`, { details })
}

/** What two plans differ in; null when in nothing. */
function differing(one: Json, other: Json): string | null {
  if (canonicalJson(one) === canonicalJson(other)) return null
  const [a, b] = [one, other] as [Record<string, Json>, Record<string, Json>]
  const isAlike = (key: string) => canonicalJson(a?.[key] ?? null) === canonicalJson(b?.[key] ?? null)
  const key = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].find(each => !isAlike(each))
  return key === undefined ? 'their plans' : `\`${key}\``
}

/** Puts the answers of all parts into the cache. @throws NumeracyError when one is missing or there twice */
async function takeAnswers(parts: readonly Part[], plan: ProbeOptions, cache: AnswerCache): Promise<void> {
  for (const { path } of parts) {
    for await (const { model, entries } of readAnswers(path)) {
      if (cache.count(entries.map(({ key }) => key)) > 0)
        throw refused(`an answer in ${path} stands in another file too. Ask these parts again.`)
      cache.write(model, entries)
    }
  }
  const open = await missingIn(plan, cache)
  if (open > 0)
    throw refused(
      `${counted(open, 'answer')} ${open === 1 ? 'is' : 'are'} in none of the files. Ask these parts again.`,
    )
}

/** Answers that the cache lacks. */
async function missingIn(plan: ProbeOptions, cache: AnswerCache): Promise<number> {
  let sum = 0
  for (const named of plan.models) {
    for (const asking of askingsOf(named, plan)) {
      const blocks = asking.inquiries.map(({ block }) => block)
      const batches = await batchesOf(asking.named.model, blocks, asking.roles ?? plan.roles, cache)
      sum += batches.reduce((total, batch) => total + itemsIn(batch), 0)
    }
  }
  return sum
}
