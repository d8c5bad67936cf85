import type { RunFinding } from '../store/run.ts'
import { examinedModels, probedModels } from './examined.ts'
import type { Evidence, FindingRule } from './finding.ts'
import { anisotropy } from './rules/anisotropy.ts'
import { asymmetry } from './rules/asymmetry.ts'
import { belowSpelling } from './rules/below-spelling.ts'
import { changedNumber } from './rules/changed-number.ts'
import { decodable } from './rules/decode.ts'
import { digitOrder } from './rules/digit-order.ts'
import { digitStep } from './rules/digit-step.ts'
import { hardCaseFamilies } from './rules/hard-case-families.ts'
import { hardCases } from './rules/hard-cases.ts'
import { mergeThreshold } from './rules/merge-threshold.ts'
import { nineEleven } from './rules/nine-eleven.ts'
import { promptSensitivity } from './rules/prompt-sensitivity.ts'
import { rangeEffect } from './rules/range-effect.ts'
import { rerankerAgainstEmbedder } from './rules/reranker-against-embedder.ts'
import { rhythm } from './rules/rhythm.ts'
import { roughSizeOnly } from './rules/rough-size.ts'
import { ruler } from './rules/ruler.ts'
import { sampledAnchors } from './rules/sampled-anchors.ts'
import { searchUses } from './rules/search-uses.ts'
import { digitsUnread, readsDigits } from './rules/selectivity.ts'
import { selfHit } from './rules/self-hit.ts'
import { standIn } from './rules/stand-in.ts'
import { ties } from './rules/ties.ts'
import { tokenizerShare } from './rules/tokenizer-share.ts'
import { verdicts } from './rules/verdicts.ts'
import { withinLag } from './rules/within-lag.ts'

/** Every rule, in the order in which a reader meets what it reports. */
export const findingCatalogue: readonly FindingRule[] = [
  searchUses,
  changedNumber,
  mergeThreshold,
  verdicts,
  belowSpelling,
  roughSizeOnly,
  nineEleven,
  hardCases,
  hardCaseFamilies,
  rerankerAgainstEmbedder,
  promptSensitivity,
  rangeEffect,
  rhythm,
  digitOrder,
  digitsUnread,
  readsDigits,
  tokenizerShare,
  digitStep,
  ruler,
  selfHit,
  asymmetry,
  withinLag,
  ties,
  anisotropy,
  decodable,
  standIn,
  sampledAnchors,
]

/** What is reported of an encoder that stands in as a reranker, too: how far it gets, and what the article saw. */
const ofStandIns: readonly FindingRule[] = [verdicts, rhythm, selfHit, asymmetry, standIn, sampledAnchors]

/** All findings of a run, in the order of the rules. */
export function findingsOf(run: Evidence): RunFinding[] {
  const examined = withoutStandIns(run)
  return findingCatalogue.flatMap(rule => rule.findings(ofStandIns.includes(rule) ? run : examined))
}

/**
 * The run without what was measured of models that only stand in where others are examined. What these do in use stays:
 * they are asked about it only where somebody names it.
 */
function withoutStandIns(run: Evidence): Evidence {
  const examined = new Set(examinedModels(run))
  const left = new Set(probedModels(run).flatMap(model => (examined.has(model) ? [] : [model.id])))
  if (left.size === 0) return run
  const isExamined = ({ model }: { readonly model: string }) => !left.has(model)
  return {
    ...run,
    measures: run.measures.filter(isExamined),
    verdicts: run.verdicts.filter(isExamined),
    cases: run.cases.filter(isExamined),
  }
}
