import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { counted, quoted, shownCosine } from '../shown.ts'
import { areOne, sameVector, vectorDifference } from '../vector-difference.ts'

/** A text's vector that is nearer to another text's vector of the first call than to its own. */
interface Stray {
  readonly text: string
  readonly nearest: string
}

export const order: Check<EmbedderExam> = {
  id: 'order',
  title: 'answers in the order of the texts',
  async run(exam) {
    const { texts } = exam
    const vectors = await exam.first()
    const reordered = (await exam.reordered()).map((vector, place) => ({ place, vector }))
    const seen = [...reordered, ...(await exam.alone())]
    if (areOne(vectors)) return { verdict: 'info', evidence: 'It cannot be told: all texts have one vector.' }
    const own = seen.map(({ place, vector }) => vectorDifference(vector, vectors[place]).cosine)
    const strays: Stray[] = []
    for (const [index, { place, vector }] of seen.entries()) {
      const cosines = vectors.map(other => vectorDifference(vector, other).cosine)
      const best = cosines.indexOf(Math.max(...cosines))
      if (cosines[best] > own[index] + 1 - sameVector)
        strays.push({ text: texts[place], nearest: texts[best] })
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
    return {
      verdict: 'pass',
      evidence: `${counted(texts.length, 'text')} in another order, and some alone, came back as themselves (lowest cosine ${shownCosine(numbers.lowestCosine)}).`,
      numbers,
    }
  },
}
