import type { Reranker } from '../../../models/reranker.ts'
import type { Check, CheckOutcome } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { counted, shown } from '../shown.ts'

/** So near to 0 or 1, a probability of six digits says no more. */
const saturation = 5e-7

const rawScores =
  'Ask the server for raw scores (logits), if it has them: for TEI `raw_scores`, for others an activation of identity.'

export const scoreSpace: Check<RerankerExam> = {
  id: 'score-space',
  title: 'what the scores are',
  async run({ first, reranker }) {
    const scores = await first()
    const [lowest, highest] = [Math.min(...scores), Math.max(...scores)]
    const asProbability = lowest >= 0 && highest <= 1
    const saturated = asProbability ? scores.filter(atTheEdge).length : 0
    const ties = scores.length - new Set(scores).size
    const numbers = { lowest, highest, saturated, ties }
    return { ...judged(scores.length, reranker.scoreSpace, asProbability, numbers), numbers }
  },
}

interface Seen {
  readonly lowest: number
  readonly highest: number
  readonly saturated: number
  readonly ties: number
}

function judged(
  count: number,
  declared: Reranker['scoreSpace'],
  asProbability: boolean,
  { lowest, highest, saturated, ties }: Seen,
): CheckOutcome {
  if (lowest === highest) {
    return {
      verdict: 'fail',
      evidence: `All ${count} documents have the score ${shown(lowest)}.`,
      advice: `The model does not tell documents apart, or one output went through a softmax. ${rawScores}`,
    }
  }
  const range = `From ${shown(lowest)} to ${shown(highest)}`
  if (declared === 'probability' && !asProbability) {
    return {
      verdict: 'fail',
      evidence: `${range}, though its adapter says probabilities.`,
      advice:
        'Scores outside 0 to 1 are no probabilities: the server answers something else than its adapter expects.',
    }
  }
  if (saturated > 1) {
    return {
      verdict: 'warn',
      evidence: `Saturated: ${saturated} of ${counted(count, 'score')} are 0 or 1 to six digits. ${range}.`,
      advice: `Differences are rounded away there. ${rawScores}`,
    }
  }
  if (declared === 'logit' && asProbability) {
    return {
      verdict: 'warn',
      evidence: `${range}: these look like probabilities, though its adapter says logits.`,
      advice: `Perhaps a sigmoid was applied on the way. ${rawScores}`,
    }
  }
  if (ties > 0) {
    return {
      verdict: 'warn',
      evidence: `${range}, with ${counted(ties, 'tie')} among ${counted(count, 'document')}.`,
      advice:
        'Tied documents have no order: scores are rounded on the way, or the model does not tell them apart.',
    }
  }
  if (declared === 'unknown')
    return { verdict: 'info', evidence: `${range}; its adapter does not say what they are.` }
  return {
    verdict: 'pass',
    evidence: `${range}, as ${declared === 'logit' ? 'logits' : 'probabilities'} may be; no ties.`,
  }
}

function atTheEdge(score: number): boolean {
  return score <= saturation || score >= 1 - saturation
}
