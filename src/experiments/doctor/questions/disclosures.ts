import { quoted } from '../../../base/quoted.ts'
import { ofBoth, type Question } from '../check.ts'

/** Is it the model that was asked? Servers alone say so. */
export const servedModel = ofBoth({
  id: 'served-model',
  title: 'the model that was asked for answers',
  applies: ({ model }) => model.id.baseURL !== null,
  async run({ model: { id }, anotherModel }) {
    const another = anotherModel()
    if (another === undefined)
      return { verdict: 'pass', evidence: `The server names no other model than ${quoted(id.model)}.` }
    return {
      verdict: 'warn',
      evidence: `Asked for ${quoted(id.model)}, it says that ${quoted(another)} answered.`,
      advice:
        'Some servers answer to any name. Check the name and what the server serves: answers are kept, and shown, under the name that was asked.',
    }
  },
})

/** Do its own files name what changes how its numbers are read? Such as a similarity that is not compared by here, or weights that were picked. */
export const notices = ofBoth({
  id: 'notices',
  title: 'what its files say',
  applies: ({ model }) => (model.notices ?? []).length > 0,
  run: async ({ model }) => ({ verdict: 'warn', evidence: (model.notices ?? []).join(' ') }),
})

/** Is it a reranker of its own? */
export const standIn: Question = {
  reranker: {
    id: 'stand-in',
    title: 'a reranker of its own',
    applies: ({ model }) => model.standIn,
    run: async () => ({
      verdict: 'warn',
      evidence: 'It is none: an embedder is standing in as reranker. Its scores are cosines of two vectors.',
      advice:
        'Say so where you show its numbers, and draw no conclusion about rerankers from it. Name one with --rerank.',
    }),
  },
}
