import { counted } from '../../../base/counted.ts'
import type { Question } from '../check.ts'
import { shown } from '../shown.ts'

const asReachable = { id: 'reachable', title: 'reachable and authorised', vital: true } as const

/** Does it answer at all? */
export const reachable: Question = {
  embedder: {
    ...asReachable,
    async run({ ask, sample }) {
      const [vector] = await ask(sample.slice(0, 1))
      return {
        verdict: 'pass',
        evidence: `It answered one text with ${counted(vector.length, 'number')}.`,
        numbers: { dimensions: vector.length },
      }
    },
  },
  reranker: {
    ...asReachable,
    async run({ ask, sample }) {
      const [score] = await ask(sample.slice(0, 1))
      return {
        verdict: 'pass',
        evidence: `It answered one document with the score ${shown(score)}.`,
        numbers: { score },
      }
    },
  },
}

const asComplete = { id: 'complete', title: 'a list is answered whole', vital: true } as const

/** Does a list get as many answers? The adapter's edge refuses one that does not. */
export const complete: Question = {
  embedder: {
    ...asComplete,
    async run({ first, sample, model }) {
      const vectors = await first()
      const requests = Math.ceil(sample.length / model.maxBatch)
      return {
        verdict: 'pass',
        evidence: `${counted(sample.length, 'text')} in ${counted(requests, 'request')} gave as many vectors of finite numbers.`,
        numbers: { texts: sample.length, vectors: vectors.length },
      }
    },
  },
  reranker: {
    ...asComplete,
    async run({ first, sample }) {
      const scores = await first()
      return {
        verdict: 'pass',
        evidence: `${counted(sample.length, 'document')} got as many scores, all finite.`,
        numbers: { documents: sample.length, scores: scores.length },
      }
    },
  },
}
