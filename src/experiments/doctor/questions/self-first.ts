import { quoted } from '../../../base/quoted.ts'
import type { Question } from '../check.ts'
import { alonePlaces } from '../sample.ts'

/** Does a document win when its own text is the query? */
export const selfFirst: Question = {
  reranker: {
    id: 'self-first',
    title: 'a document wins when it is the query',
    needs: ['order'],
    async run({ score, sample, model }) {
      const places = alonePlaces(model.maxBatch)
      const lost: { query: string; winner: string }[] = []
      for (const place of places) {
        const scores = await score(sample[place], sample)
        const others = scores.map((each, other) => (other === place ? Number.NEGATIVE_INFINITY : each))
        const best = Math.max(...others)
        if (scores[place] <= best) lost.push({ query: sample[place], winner: sample[others.indexOf(best)] })
      }
      const won = places.length - lost.length
      const numbers = { queries: places.length, won }
      const evidence = `${won} of ${places.length} documents come first, and alone, when their own text is the query`
      if (lost.length === 0) return { verdict: 'pass', evidence: `${evidence}.`, numbers }
      const [{ query, winner }] = lost
      return {
        verdict: 'warn',
        evidence: `${evidence}; for ${quoted(query)} ${quoted(winner)} scores as high or higher.`,
        advice: 'Its best match is not the thing itself: read its curves with that in mind.',
        numbers,
      }
    },
  },
}
