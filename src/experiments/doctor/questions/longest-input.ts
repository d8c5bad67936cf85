import { counted } from '../../../base/counted.ts'
import { NumeracyError } from '../../../base/error.ts'
import type { CheckOutcome, Question } from '../check.ts'
import { areOne, vectorDifference } from '../differences.ts'
import type { EmbedderExam } from '../exam.ts'
import { shown } from '../shown.ts'

/** Characters. */
const lengths = [512, 2048, 8192] as const

/** Times the span in which texts begin to be cut is halved; fewer where every text is a request. */
const halvings = (maxBatch: number) => (maxBatch === 1 ? 2 : 5)

/** Shortest text of which the end is changed, in characters. */
const shortest = 64

/** Where one text twice in a request gets vectors that differ by more than this part of their length, no end can be seen to matter. */
const maxNoise = 0.05

/** What the arithmetic of one request may make of equal rows, as a part of a vector's length. */
const arithmetic = 1e-7

/** Do texts of growing length change with their last words? If not, from which length on are they cut? */
export const longestInput: Question = {
  embedder: {
    id: 'longest-input',
    title: 'long texts are read to their end',
    needs: ['order'],
    async run(exam) {
      if (areOne(await exam.first()))
        return { verdict: 'info', evidence: 'It cannot be said: all texts have one vector.' }
      let read = 0
      for (const characters of lengths) {
        const reading = await endMatters(exam, characters)
        if (reading instanceof NumeracyError) return refused(read, characters, reading)
        if (reading === null)
          return {
            verdict: 'info',
            evidence: 'It cannot be said: one text twice in a request gets two vectors that are far apart.',
          }
        if (!reading) return cut(exam, read, characters)
        read = characters
      }
      const evidence = `A text of ${counted(read, 'character')} is read to its end: the vector changes with its last words.`
      return { verdict: 'pass', evidence, numbers: { readCharacters: read } }
    },
  },
}

/** Whether a change of the last words changes the vector; null where too much else does, and the error where such a text is refused. */
async function endMatters(exam: EmbedderExam, characters: number): Promise<boolean | null | NumeracyError> {
  try {
    const [one, other] = pairDifferingAtTheEnd(characters)
    const [vector, changed, copy] = await exam.ask([one, other, one])
    const noise = vectorDifference(vector, copy).largest
    if (noise > maxNoise) return null
    return vectorDifference(vector, changed).largest > Math.max(arithmetic, 2 * noise)
  } catch (error) {
    if (!(error instanceof NumeracyError) || exam.signal?.aborted) throw error
    return error
  }
}

function refused(read: number, characters: number, error: NumeracyError): CheckOutcome {
  const upTo = read === 0 ? '' : `${shown(read)} characters are read to their end; `
  return {
    verdict: read === 0 ? 'warn' : 'info',
    evidence: `${upTo}${shown(characters)} characters are refused: ${error.message}`,
    advice: 'Better than cutting in silence. Keep documents shorter than that.',
    numbers: { readCharacters: read, refusedCharacters: characters },
  }
}

async function cut(exam: EmbedderExam, read: number, ignored: number): Promise<CheckOutcome> {
  let [low, high] = [read, ignored]
  for (let turn = 0; turn < halvings(exam.model.maxBatch); turn++) {
    const middle = Math.max(shortest, Math.round((low + high) / 2))
    if (middle >= high) break
    if ((await endMatters(exam, middle)) === true) low = middle
    else high = middle
  }
  const { tokenizer } = exam.model
  const tokens = (await tokenizer?.tokens(pairDifferingAtTheEnd(high)[0]))?.length
  const inTokens = tokens === undefined ? '' : ` (about ${counted(tokens, 'token')})`
  const span = low === 0 ? `already at ${shown(high)}` : `somewhere between ${shown(low)} and ${shown(high)}`
  return {
    verdict: 'warn',
    evidence: `Cut in silence ${span} characters${inTokens}: what stands behind does not change the vector.`,
    advice:
      'Keep documents, with their template, shorter than that, or two that differ at their end are one.',
    numbers: {
      readCharacters: low,
      cutCharacters: high,
      ...(tokens === undefined ? {} : { cutTokens: tokens }),
    },
  }
}

/** What is read of a long text, one sentence after the other. */
const sentences: readonly string[] = [
  'The shop opens at nine and sells bread, milk and newspapers.',
  'A train to the coast leaves from platform four every hour.',
  'Her sister writes letters to the harbour master in winter.',
  'We counted the birches along the road and found them healthy.',
  'Old maps show a bridge where the ferry crosses today.',
  'The choir sings on Thursdays, unless the hall is let.',
]

/** Two last sentences of one length, different from the first word on. */
const endings = [
  'Nobody ordered the green umbrella at all',
  'Seven carpenters repaired my roof in May',
] as const

/** Two texts of so many characters that differ in their last forty only. */
function pairDifferingAtTheEnd(characters: number): readonly [string, string] {
  const body = characters - endings[0].length - 1
  let text = ''
  for (let turn = 0; text.length < body; turn++) text += `${sentences[turn % sentences.length]} `
  const [one, other] = endings.map(ending => `${text.slice(0, body)} ${ending}`)
  return [one, other]
}
