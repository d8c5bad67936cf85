import { counted } from '../../../base/counted.ts'
import { quoted } from '../../../base/quoted.ts'
import type { Question } from '../check.ts'
import {
  areOne,
  sameDirection,
  sameVector,
  scoreDifference,
  spanOf,
  vectorDifference,
} from '../differences.ts'
import { shown, shownCosine } from '../shown.ts'

/** A text's vector that is another text's of the first call, and not its own. */
interface Stray {
  readonly text: string
  readonly nearest: string
}

/** Do answers stay with their texts when the list is shuffled? */
export const order: Question = {
  embedder: {
    id: 'order',
    title: 'answers in the order of the texts',
    async run(exam) {
      const { sample } = exam
      const vectors = await exam.first()
      const reordered = (await exam.reordered()).map((answer, place) => ({ place, answer }))
      const seen = [...reordered, ...(await exam.alone())]
      if (areOne(vectors))
        return { verdict: 'info', evidence: 'It cannot be said: all texts have one vector.' }
      const own = seen.map(({ place, answer }) => vectorDifference(answer, vectors[place]).cosine)
      const strays: Stray[] = []
      let unknown = 0
      for (const [index, { place, answer }] of seen.entries()) {
        const cosines = vectors.map(other => vectorDifference(answer, other).cosine)
        const best = cosines.indexOf(Math.max(...cosines))
        if (cosines[best] <= own[index] + 1 - sameVector) continue
        if (cosines[best] >= sameDirection) strays.push({ text: sample[place], nearest: sample[best] })
        else unknown++
      }
      const numbers = { compared: seen.length, strays: strays.length, lowestCosine: Math.min(...own) }
      if (strays.length > 0) {
        const [{ text, nearest }] = strays
        return {
          verdict: 'fail',
          evidence: `Asked in another order, or alone, ${strays.length} of ${counted(seen.length, 'vector')} came back as another text's: ${quoted(text)} got that of ${quoted(nearest)}.`,
          advice:
            'The server, or the library in between, loses which answer is whose (it ignores `index`). Ask one text a request, or another way.',
          numbers,
        }
      }
      // Vectors that change from call to call, or with their neighbours in a batch, are another fault, found below.
      if (unknown > 0)
        return {
          verdict: 'info',
          evidence: `It cannot be said: ${unknown} of ${counted(seen.length, 'vector')} came back as no text's vector (lowest cosine ${shownCosine(numbers.lowestCosine)}).`,
          numbers: { ...numbers, unknown },
        }
      return {
        verdict: 'pass',
        evidence: `${counted(sample.length, 'text')} in another order, and some alone, came back as themselves (lowest cosine ${shownCosine(numbers.lowestCosine)}).`,
        numbers,
      }
    },
  },
  reranker: {
    id: 'order',
    title: 'answers in the order of the documents',
    async run(exam) {
      const first = await exam.first()
      if (spanOf(first) === 0)
        return { verdict: 'info', evidence: 'It cannot be said: all documents have one score.' }
      const { largest, exchanged } = scoreDifference(first, await exam.reordered())
      const numbers = { largestDifference: largest }
      if (exchanged) {
        return {
          verdict: 'fail',
          evidence: `Asked in another order, the same ${first.length} scores stand at other documents: one document's score moved by ${shown(largest)}.`,
          advice:
            'The server, or the library in between, answers sorted or shuffled and loses which score is whose (`index`), or the model scores places in the list. Ask another way.',
          numbers,
        }
      }
      return {
        verdict: 'pass',
        evidence: `${counted(first.length, 'document')} in another order: the scores went with them.`,
        numbers,
      }
    },
  },
}
