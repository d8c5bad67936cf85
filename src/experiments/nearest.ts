import { NumeracyError } from '../base/error.ts'
import type { Block } from '../matrix/block.ts'
import { completeBlocks, keptBlocks } from '../matrix/kept-blocks.ts'
import { type Ruler, rulerDistance } from '../series/ruler.ts'
import { type Family, maxDocumentLength } from '../series/series.ts'
import { fillTemplate } from '../series/template.ts'
import { quote, readAs, readValue } from '../series/value.ts'
import { type AskOptions, guardedModel, type NamedModel, told } from './ask.ts'
import { articlePrompt } from './caret.ts'
import {
  type NearestAnswer,
  type NearestQuestion,
  type NearestResult,
  nearestAnswer,
  onlyNearest,
} from './nearest-answer.ts'

/**
 * Asks models which candidate is nearest to the anchor, and says what is true where the texts have values.
 * Times are compared round the clock.
 * @throws NumeracyError `input`: an empty or very long text, a candidate given twice, or a text that does not read as `as`
 */
export async function askNearest(
  question: NearestQuestion,
  models: readonly NamedModel[],
  options: Pick<AskOptions, 'cache' | 'now' | 'wait' | 'signal'> & Partial<Pick<AskOptions, 'listen'>>,
): Promise<NearestResult> {
  checkTexts(question)
  const { anchor, candidates } = question
  const read = readingOf(question)
  const values = read && candidates.map(text => readAs(read.family, text)!)
  const truth = read && nearestIndex(read, values!)
  const answers: NearestAnswer[] = []
  for (const named of models) {
    const model = guardedModel(named, options, options.listen && told(named, options.listen))
    const query = model.kind === 'embedder' ? anchor : fillTemplate(articlePrompt, anchor)
    const block: Block = { queries: [query], documents: candidates }
    const asked = { ...options, roles: 'same' } as const
    const similarity = (await completeBlocks(model, keptBlocks(model, [block], asked), asked)).get(block)!
    const tokens = await Promise.all(candidates.map(text => model.tokenizer?.tokens(text) ?? null))
    answers.push(nearestAnswer({ model: named.id, texts: candidates, values, similarity, truth, tokens }))
  }
  return { anchor, as: read?.family ?? null, models: answers }
}

interface Reading {
  readonly family: Family
  readonly anchor: number
}

function readingOf({ anchor, candidates, as }: NearestQuestion): Reading | null {
  const texts = [anchor, ...candidates]
  if (as === null) {
    const readings = texts.map(readValue)
    const family = readings[0]?.family
    const alike = family !== undefined && readings.every(reading => reading?.family === family)
    return alike ? { family, anchor: readings[0]!.value } : null
  }
  for (const text of texts) {
    if (readAs(as, text) === null) {
      throw new NumeracyError(
        'input',
        `ask --as ${as}: got ${quote(text)}, which does not read as a ${as}; expected one such as ${examples[as]}. Write it so, or leave --as out.`,
      )
    }
  }
  return { family: as, anchor: readAs(as, anchor)! }
}

const examples: Readonly<Record<Family, string>> = {
  number: '9.11',
  money: '$1.99',
  date: '2024-01-01',
  time: '23:59',
  version: '9.11',
}

const secondsPerDay = 86_400

function nearestIndex({ family, anchor }: Reading, values: readonly number[]): number | null {
  const [ruler, period]: [Ruler, number | null] =
    family === 'time' ? ['circular', secondsPerDay] : ['linear', null]
  return onlyNearest(values.map(value => rulerDistance(ruler, period, anchor, value)))
}

function checkTexts({ anchor, candidates }: NearestQuestion): void {
  for (const [index, text] of [anchor, ...candidates].entries()) {
    const name = index === 0 ? 'the anchor' : `candidate ${index}`
    if (text.trim() === '')
      throw new NumeracyError(
        'input',
        `ask: ${name} is empty; expected a text such as 9.11. Put texts with spaces in quotes.`,
      )
    if (text.length > maxDocumentLength) {
      throw new NumeracyError(
        'input',
        `ask: ${name} has ${text.length.toLocaleString('en')} characters; at most ${maxDocumentLength.toLocaleString('en')} are taken. Shorten it.`,
      )
    }
  }
  if (candidates.length < 2)
    throw new NumeracyError(
      'usage',
      `ask: got ${candidates.length === 1 ? '1 candidate' : 'no candidates'}; expected two or more to choose from, such as numeracy ask 9 9.9 9.11.`,
    )
  const twice = candidates.find((text, index) => candidates.indexOf(text) !== index)
  if (twice !== undefined)
    throw new NumeracyError(
      'input',
      `ask: got the candidate ${quote(twice)} twice; expected distinct texts. Remove one.`,
    )
}
