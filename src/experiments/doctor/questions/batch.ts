import { counted } from '../../../base/counted.ts'
import type { ModelId } from '../../../models/identity.ts'
import type { Question } from '../check.ts'
import {
  otherScore,
  sameDirection,
  sameNumbers,
  sameScore,
  shownDifference,
  shownMove,
  spanOf,
  vectorDifference,
  worstDifference,
} from '../differences.ts'

/** How much a score may change when its document stands in the list a second time, as a part of what the other documents change. */
const unmoved = 0.1

/** Is an answer alone the same as among others? */
export const batch: Question = {
  embedder: {
    id: 'batch',
    title: 'alone as in a batch',
    needs: ['order'],
    async run(exam) {
      const { spec, sample, model } = exam
      const vectors = await exam.first()
      const alone = await exam.alone()
      const worst = worstDifference(
        alone.map(({ place, answer }) => vectorDifference(answer, vectors[place])),
      )
      const numbers = { lowestCosine: worst.cosine, largestDifference: worst.largest }
      const among = model.maxBatch === 1 ? 'each in a request of its own' : `among ${sample.length}`
      const evidence = `${counted(alone.length, 'text')} alone and ${among}: ${shownDifference(worst)}.`
      if (worst.largest <= sameNumbers) return { verdict: 'pass', evidence, numbers }
      const verdict = worst.cosine < sameDirection ? 'fail' : 'warn'
      return {
        verdict,
        evidence: `Answers depend on the batch. ${evidence}`,
        advice: batchAdvice(spec, model.id),
        numbers,
      }
    },
  },
  reranker: {
    id: 'alone',
    title: 'alone as in a list',
    needs: ['order'],
    async run(exam) {
      const { model, sample, spec } = exam
      const first = await exam.first()
      const alone = await exam.alone()
      const moved = alone.map(({ place, answer }) => Math.abs(answer - first[place]))
      const largest = Math.max(...moved)
      const part = largest / (spanOf(first) || 1)
      const numbers = { largestDifference: largest, partOfSpan: part }
      const among = model.maxBatch === 1 ? 'each in a request of its own' : `among ${sample.length}`
      const evidence = `${counted(alone.length, 'document')} alone and ${among}: ${shownMove(largest, part)}.`
      if (model.listwise) {
        return {
          verdict: 'info',
          evidence: `Listwise, as it says: scores compare within one list only. ${evidence}`,
          numbers,
        }
      }
      if (part <= sameScore) return { verdict: 'pass', evidence, numbers }
      // Twice the same document pads nothing and has the same largest numbers: only a listwise model sees a difference.
      const { place, answer } = alone[moved.indexOf(largest)]
      const [twin] = await exam.ask([sample[place], sample[place]])
      const listwise = Math.abs(twin - answer) > unmoved * largest
      return {
        verdict: part > otherScore ? 'fail' : 'warn',
        evidence: `${listwise ? 'Listwise: scores depend on the other documents.' : 'Scores depend on the batch.'} ${evidence}`,
        advice: listwise
          ? 'Its adapter calls it pointwise, and a run would compare scores of different lists. Use an adapter that says listwise.'
          : batchAdvice(spec, model.id),
        numbers: { ...numbers, twinDifference: Math.abs(twin - answer) },
      }
    },
  },
}

/** Families whose weights run in this process and that take `batch`. */
const local: readonly string[] = ['folder', 'hf']

/** What to do about answers that depend on what else is in the request: local weights and servers differ. */
function batchAdvice(spec: string, { provider }: ModelId): string {
  if (!local.includes(provider))
    return 'Padding or int8 arithmetic over the whole batch does this: let the server take one text at a time, or serve weights of full precision.'
  return `Let it read one text at a time, which is slower: ${oneByOne(spec)}. Or use weights of full precision: dynamic int8 scales its numbers over the whole batch.`
}

function oneByOne(spec: string): string {
  if (/[?&]batch=/.test(spec)) return spec.replace(/([?&]batch=)[^&]*/, '$11')
  return spec.includes('?') ? `${spec}&batch=1` : `${spec}?batch=1`
}
