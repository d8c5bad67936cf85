import type { Question } from '../check.ts'
import { sameNumbers, vectorDifference, worstDifference } from '../differences.ts'
import { shownCosine } from '../shown.ts'

/** The same call except for the role, so that a dependence on the batch does not look like one on the role. */
export const role: Question = {
  embedder: {
    id: 'role',
    title: 'query or document',
    needs: ['order'],
    async run(exam) {
      if (exam.model.takesRoles === false) {
        return {
          verdict: 'info',
          evidence: 'It takes no role: a text has the same vector as a query and as a document.',
          advice:
            'If the model wants a prefix or a member of the request for queries, name them with ?queryPrefix=, ?documentPrefix= or body.query.NAME=.',
        }
      }
      const documents = await exam.first()
      const queries = await exam.askAsQueries(exam.sample)
      const again = await exam.again()
      const worst = worstDifference(
        queries.map((vector, place) => vectorDifference(vector, documents[place])),
      )
      const noise = worstDifference(again.map((vector, place) => vectorDifference(vector, documents[place])))
      const numbers = { lowestCosine: worst.cosine, largestDifference: worst.largest }
      if (worst.largest <= Math.max(sameNumbers, 2 * noise.largest)) {
        const evidence = 'A text has the same vector as a query and as a document: --roles changes nothing.'
        return { verdict: 'info', evidence, numbers }
      }
      return {
        verdict: 'info',
        evidence: `A text as a query has another vector than as a document: cosine of the two down to ${shownCosine(worst.cosine)}.`,
        advice:
          'Both sides are documents by default. If your search asks with queries, probe with --roles query-document.',
        numbers,
      }
    },
  },
}
