import { counted } from '../../../base/counted.ts'
import type { Reranker } from '../../../models/reranker.ts'
import type { CheckOutcome, Question } from '../check.ts'
import { shown } from '../shown.ts'

/** So near to 0 or 1, a probability of six digits says no more. */
const saturation = 5e-7

/** How to get logits, by the family of the model: probabilities near 0 and 1 have no room for differences. */
const rawScores: Readonly<Record<string, string>> = {
  'rerank-compatible':
    'Ask the server for raw scores (logits): add body.raw_scores=true for Infinity, body.use_activation=false for vLLM, dialect=tei for TEI; and scores=logit to say so.',
  command:
    'Let the program answer with logits: for a cross-encoder of sentence-transformers, activation_fn=torch.nn.Identity().',
}
const otherRawScores =
  'If the service has raw scores (logits), ask for those; a server of your own may have them (Infinity: raw_scores, TEI: raw_scores, vLLM: use_activation).'

/** Logits or probabilities, as the adapter says? Saturated? Tied? */
export const scoreSpace: Question = {
  reranker: {
    id: 'score-space',
    title: 'what the scores are',
    async run({ first, model }) {
      const scores = await first()
      const [lowest, highest] = [Math.min(...scores), Math.max(...scores)]
      const asProbability = lowest >= 0 && highest <= 1
      const saturated = asProbability ? scores.filter(atTheEdge).length : 0
      const ties = scores.length - new Set(scores).size
      const numbers = { lowest, highest, saturated, ties }
      const cure = rawScores[model.id.provider] ?? otherRawScores
      return { ...judged(scores.length, model.scoreSpace, asProbability, numbers, cure), numbers }
    },
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
  cure: string,
): CheckOutcome {
  if (lowest === highest) {
    return {
      verdict: 'fail',
      evidence: `All ${count} documents have the score ${shown(lowest)}.`,
      advice: `The model gives all documents the same score, or one output went through a softmax. ${cure}`,
    }
  }
  const range = `From ${shown(lowest)} to ${shown(highest)}`
  if (declared === 'probability' && !asProbability) {
    return {
      verdict: 'fail',
      evidence: `${range}, though its adapter says probabilities.`,
      advice:
        'Scores outside 0 to 1 are not probabilities: the server answers something else than its adapter expects.',
    }
  }
  if (saturated > 1) {
    return {
      verdict: 'warn',
      evidence: `Saturated: ${saturated} of ${counted(count, 'score')} are 0 or 1 to six digits. ${range}.`,
      advice: `Differences are rounded away there. ${cure}`,
    }
  }
  if (declared === 'logit' && asProbability) {
    return {
      verdict: 'warn',
      evidence: `${range}: these look like probabilities, though its adapter says logits.`,
      advice: `Perhaps a sigmoid was applied on the way. ${cure}`,
    }
  }
  if (ties > 0) {
    return {
      verdict: 'warn',
      evidence: `${range}, with ${counted(ties, 'tie')} among ${counted(count, 'document')}.`,
      advice:
        'Tied documents have no order: scores are rounded on the way, or the model gives them the same score.',
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
