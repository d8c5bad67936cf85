import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type { PublishedAnalysis } from '../experiments/analysis.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { analysisBlocks, type Reproduction, reproduceOn } from '../experiments/reproduce.ts'
import { type Estimate, estimate } from './estimate.ts'
import { passOver } from './failed-models.ts'
import { inSession, type ModelRequest, type Session, type Settings } from './session.ts'

/** Which analyses to run, and on whom. */
export interface ReproduceRequest extends ModelRequest {
  /** Those of `src/published`, or of your own. */
  readonly analyses: readonly PublishedAnalysis[]
  /** Default 1. */
  readonly seed?: number | undefined
}

/** One analysis on one model that it is for. */
export interface ReproduceTask {
  readonly analysis: PublishedAnalysis
  readonly named: NamedModel
}

/** How to run published analyses. Everything may be left out. */
export interface ReproduceSettings extends Settings {
  /** Called with all that will be done, in order. */
  readonly onTasks?: ((tasks: readonly ReproduceTask[]) => void) | undefined
  /** Called for each task as it begins, or is skipped since its model has failed before. */
  readonly onTask?: ((task: ReproduceTask, isSkipped: boolean) => void) | undefined
}

/**
 * Runs published analyses on models that they are for, and sets what comes out beside what was published. With
 * `onFailed` a model that fails is asked for nothing more, and the others are.
 * @throws NumeracyError `usage` where no analysis is for any of the models; `invalid-response` or `model-unavailable` from one
 */
export async function reproduce(
  request: ReproduceRequest,
  settings: ReproduceSettings = {},
): Promise<readonly Reproduction[]> {
  checkArgument('reproduce', request, 'object')
  checkArgument('reproduce: analyses', request.analyses, 'objects')
  checkMembers('reproduce', request, { seed: 'whole number' })
  const { analyses, seed = 1 } = request
  return inSession(request, settings, async session => {
    const tasks = tasksOf(analyses, session.models)
    await session.begin('reproduction', () => estimates(tasks, seed, session))
    settings.onTasks?.(tasks)
    const { cache, now, wait, signal, listen, onFailed } = session
    const done: Reproduction[] = []
    const failures = new Map<string, unknown>()
    for (const task of tasks) {
      const { analysis, named } = task
      // Who has failed once is not asked for more.
      const isSkipped = failures.has(named.id)
      settings.onTask?.(task, isSkipped)
      if (isSkipped) continue
      try {
        done.push(await reproduceOn(named, analysis, { seed, cache, now, wait, signal, listen }))
      } catch (error) {
        passOver(named.id, error, { signal, onFailed })
        failures.set(named.id, error)
      }
    }
    if (done.length === 0) throw failures.values().next().value
    return done
  })
}

/** What the analyses would ask, given what the cache holds. Asks nothing. */
export function estimateReproduction(
  request: ReproduceRequest,
  settings: Settings = {},
): Promise<Estimate[]> {
  const { analyses, seed = 1 } = request
  return inSession(request, settings, session => estimates(tasksOf(analyses, session.models), seed, session))
}

/** Each analysis on each model that it is for. @throws NumeracyError `usage` where none is for any of them */
function tasksOf(analyses: readonly PublishedAnalysis[], models: readonly NamedModel[]): ReproduceTask[] {
  const tasks = analyses.flatMap(analysis =>
    models
      .filter(({ model }) => analysis.kinds.includes(model.kind))
      .map((named): ReproduceTask => ({ analysis, named })),
  )
  if (tasks.length > 0) return tasks
  const [{ id, kinds }] = analyses
  throw new NumeracyError(
    'usage',
    `reproduce: ${id} is for ${kinds.map(kind => `${kind}s`).join(' and ')}, and none was named. Name one, such as --embed bundled:use-lite.`,
    { details: { analysis: id, kinds } },
  )
}

function estimates(
  tasks: readonly ReproduceTask[],
  seed: number,
  { cache }: Pick<Session, 'cache'>,
): Promise<Estimate[]> {
  return Promise.all(
    tasks.map(async ({ analysis, named }) => {
      const { blocks, roles } = analysisBlocks(named, analysis, seed)
      const own = await estimate(named, blocks, roles, cache)
      return { ...own, model: `${analysis.id} ${own.model}` }
    }),
  )
}
