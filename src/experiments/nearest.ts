import { unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import type { Block } from '../matrix/block.ts'
import { completeBlocks, keptBlocks } from '../matrix/kept-blocks.ts'
import { readTogether, reasonOf } from '../series/read-together.ts'
import { type Ruler, rulerDistance } from '../series/ruler.ts'
import { type Family, maxDocumentLength } from '../series/series.ts'
import { fillTemplate } from '../series/template.ts'
import { quote } from '../series/value.ts'
import { type AskOptions, guardedModel, type NamedModel, told } from './ask.ts'
import { articlePrompt } from './caret.ts'
import { type OnFailed, passOver } from './failed-models.ts'
import {
  type NearestAnswer,
  type NearestQuestion,
  type NearestResult,
  nearestAnswer,
  onlyNearest,
} from './nearest-answer.ts'

/**
 * Asks models which candidate is nearest to the anchor, and says what is true where the texts have values that can
 * be compared: of one kind, in one currency, and the same in every notation in which they can be read. Times are compared round the clock.
 * @throws NumeracyError `input`: an empty or very long text, a candidate given twice, or a text that does not read as `as`
 */
export async function askNearest(
  question: NearestQuestion,
  models: readonly NamedModel[],
  {
    onFailed,
    ...options
  }: Pick<AskOptions, 'cache' | 'now' | 'wait' | 'signal'> &
    Partial<Pick<AskOptions, 'listen'>> & {
      /** Told of each model that fails, which is then left out. Default: the first failure ends the work. */
      readonly onFailed?: OnFailed | undefined
    },
): Promise<NearestResult> {
  checkTexts(question)
  const { anchor, candidates } = question
  const { as, values, truth, reason } = truthOf(question)
  const answers: NearestAnswer[] = []
  const failures: unknown[] = []
  for (const named of models) {
    try {
      const model = guardedModel(named, options, options.listen && told(named, options.listen))
      const query = model.kind === 'embedder' ? anchor : fillTemplate(articlePrompt, anchor)
      const block: Block = { queries: [query], documents: candidates }
      const asked = { ...options, roles: 'same' } as const
      const similarity = (await completeBlocks(model, keptBlocks(model, [block], asked), asked)).get(block)!
      const tokens = await Promise.all(candidates.map(text => model.tokenizer?.tokens(text) ?? null))
      answers.push(nearestAnswer({ model: named.id, texts: candidates, values, similarity, truth, tokens }))
    } catch (error) {
      passOver(named.id, error, { onFailed, signal: options.signal })
      failures.push(error)
    }
  }
  if (answers.length === 0) throw failures[0]
  return { anchor, as, reason, models: answers }
}

interface Truth extends Pick<NearestResult, 'as' | 'reason'> {
  /** Of the candidates; null where they have none, or two. */
  readonly values: readonly number[] | null
  /** The place of the nearest candidate; null where it is not known. */
  readonly truth: number | null
}

function truthOf({ anchor, candidates, as }: NearestQuestion): Truth {
  const texts = [anchor, ...candidates]
  const together = readTogether(texts, as)
  if (together.kind === 'read') {
    const { family, values } = together
    return { as: family, values: values.slice(1), truth: nearestIndex(family, values), reason: null }
  }
  if (together.kind === 'open') {
    const [one, other] = together.values.map(values => nearestIndex(together.family, values))
    const alike = one === other
    return {
      as: together.family,
      values: null,
      truth: alike ? one : null,
      reason: alike ? null : reasonOf(texts, together),
    }
  }
  if (as !== null && together.kind === 'unread') {
    throw new NumeracyError(
      'input',
      `ask --as ${as}: got ${quote(texts[together.at])}, which does not read as a ${as}; expected one such as ${examples[as]}. Write it so, or leave --as out.`,
    )
  }
  const family = together.kind === 'mixed' ? together.family : as
  return { as: family, values: null, truth: null, reason: reasonOf(texts, together) }
}

const examples: Readonly<Record<Family, string>> = {
  number: '9.11',
  money: '$1.99',
  date: '2024-01-01',
  time: '23:59',
  version: '9.11',
}

const secondsPerDay = 86_400

/** @param values of the anchor, then of the candidates */
function nearestIndex(family: Family, [anchor, ...values]: readonly number[]): number | null {
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
    const character = unfitCharacter(text)
    if (character !== null)
      throw new NumeracyError(
        'input',
        `ask: ${name} holds the control character ${character}; expected text without. Remove it.`,
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
