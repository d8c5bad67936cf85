import type { AskOptions, NamedModel } from '../experiments/ask.ts'
import type { ControlPlan } from '../experiments/controls.ts'
import type { InquiryPlan } from '../experiments/inquiry.ts'
import type { Roles } from '../matrix/block.ts'
import type { Judge } from '../measures/kept-judge.ts'
import type { Run } from '../store/run.ts'
import type { Session } from './session.ts'

/** What to probe. */
export interface ProbeOptions extends InquiryPlan, ControlPlan {
  /** In the order in which a reader should meet them; each id once. */
  readonly models: readonly NamedModel[]
  readonly roles: Roles
  /** Written down in the run. */
  readonly tags?: Readonly<Record<string, string>>
}

/** What the probe needs beside models and cache. */
export interface ProbeContext
  extends Pick<Session, 'cache' | 'listen' | 'now' | 'wait' | 'signal' | 'onFailed'> {
  /** As in `AskOptions`. */
  readonly onMatrix?: AskOptions['onMatrix']
  readonly tool: Run['tool']
  /** Where the statistics are computed. Default: on this thread. */
  readonly judge?: Judge | undefined
}
