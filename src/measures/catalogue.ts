import { anisotropy } from './anisotropy.ts'
import { asymmetry } from './asymmetry.ts'
import { bump } from './bump.ts'
import { caret, caretPairs } from './caret.ts'
import { concordance } from './concordance.ts'
import { decode, decodeExtrapolation, decodeLog } from './decode.ts'
import { digitOrder } from './digit-order.ts'
import { digitStep } from './digit-step.ts'
import type { Measure } from './measure.ts'
import { numberMatters } from './number-matters.ts'
import { rankCorrelation, rankCorrelationP10, ruler } from './rank-correlation.ts'
import { ndcg, selfHit } from './retrieval.ts'
import { rhythm } from './rhythm.ts'
import { rsa, rsaLog } from './rsa.ts'
import { sameAboveDifferent } from './same-above-different.ts'
import { explained, spread, withinLag } from './spread.ts'
import { ties } from './ties.ts'
import { zeroLinearity, zeroOrder } from './zero.ts'

/** The measures of a similarity matrix, headline first. A new one is a file and a line here. */
export const measureCatalogue: readonly Measure[] = [
  concordance,
  rankCorrelation,
  rankCorrelationP10,
  rsa,
  rsaLog,
  ruler,
  caret,
  caretPairs,
  digitOrder,
  digitStep,
  rhythm,
  bump,
  explained,
  spread,
  withinLag,
  selfHit,
  ties,
  asymmetry,
  ndcg,
  decode,
  decodeLog,
  decodeExtrapolation,
  anisotropy,
]

/** The measures of the zero experiment. */
export const zeroMeasures = [zeroOrder, zeroLinearity] as const

/** The measures of same or different. */
export const factMeasures = [sameAboveDifferent, numberMatters] as const
