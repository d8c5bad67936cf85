import type { Listener } from '../base/events.ts'
import {
  type Answered,
  type AskOptions,
  askInquiries,
  itemCount,
  type NamedModel,
} from '../experiments/ask.ts'
import { type Asking, askingsOf } from '../experiments/askings.ts'
import { askAnchors, candidateParts, type SampledPart } from '../experiments/sampled.ts'
import { type Roles, rolesFor } from '../matrix/block.ts'
import { withEach } from './failed-models.ts'
import type { ProbeContext, ProbeOptions } from './probe-options.ts'

/** A model, and all that it answered. */
export interface AskedModel {
  readonly named: NamedModel
  /** By what was asked for, one at least. */
  readonly own: readonly Answered[]
  /** What it scores on series too large for all pairs. */
  readonly sampled: readonly SampledPart[]
}

/**
 * Asks one model after the other what the experiments need.
 * @param answeredBy begins something with the answers of each, and does not hold up the next
 * @returns those that answered, each beside what was begun
 * @throws NumeracyError as `probedRun` does
 */
export function askModels<Begun>(
  options: ProbeOptions,
  context: ProbeContext,
  answeredBy: (asked: AskedModel) => Begun,
): Promise<(AskedModel & { readonly begun: Begun })[]> {
  const { models, roles, seed } = options
  return withEach(models, context, async named => {
    const asked = { named, ...(await answersTo(askingsOf(named, options), roles, { ...context, seed })) }
    return { ...asked, begun: answeredBy(asked) }
  })
}

/** The answers to all that one model is asked, reported as one work. */
async function answersTo(
  askings: readonly Asking[],
  roles: Roles,
  context: Omit<AskOptions, 'roles'> & { readonly seed: number },
): Promise<{ readonly own: Answered[]; readonly sampled: readonly SampledPart[] }> {
  const rolesOf = (asking: Asking) => asking.roles ?? roles
  const total = askings.reduce((sum, asking) => {
    const { model } = asking.named
    const blocks = asking.inquiries.map(({ block }) => block)
    return sum + itemCount(model, blocks, rolesFor(model, rolesOf(asking)))
  }, 0)
  const own: Answered[] = []
  const sampled: SampledPart[] = []
  let [done, cached] = [0, 0]
  const listen: Listener = event =>
    context.listen(
      event.type === 'answers'
        ? { ...event, total, done: done + event.done, cached: cached + event.cached }
        : event,
    )
  for (const asking of askings) {
    const { inquiries } = asking
    const [first] = inquiries
    const asked = { ...context, listen, roles: rolesOf(asking) }
    const { model, ...names } = asking.named
    let answered: Answered
    if (first?.experiment === 'anchors' && model.kind === 'embedder') {
      const { part, ...rest } = await askAnchors({ ...names, model }, first, asked)
      answered = rest
      sampled.push(part)
    } else {
      answered = await askInquiries(asking.named, inquiries, asked)
      sampled.push(...candidateParts(answered, context))
    }
    own.push(answered)
    done += answered.items
    cached += answered.cacheHits
  }
  return { own, sampled }
}
