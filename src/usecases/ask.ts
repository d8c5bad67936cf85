import { checkArgument, checkMembers } from '../base/arguments.ts'
import { unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { askBlocks } from '../experiments/ask.ts'
import { articlePrompt } from '../experiments/caret.ts'
import {
  type NearestAnswer,
  type NearestQuestion,
  type NearestResult,
  nearestAnswer,
  onlyNearest,
} from '../experiments/nearest-answer.ts'
import type { Block } from '../matrix/block.ts'
import { readTogether, reasonOf } from '../series/read-together.ts'
import { type Ruler, rulerDistance } from '../series/ruler.ts'
import { type Family, families, maxDocumentLength } from '../series/series.ts'
import { fillTemplate } from '../series/template.ts'

import { estimate } from './estimate.ts'
import { withEach } from './failed-models.ts'
import { defaultModel, inSession, type ModelRequest, type Settings } from './session.ts'

/** A question, and who is asked: where no model is named, the bundled one as an embedder alone. */
export interface AskRequest extends ModelRequest, Omit<NearestQuestion, 'as'> {
  readonly as?: NearestQuestion['as'] | undefined
}

/**
 * Asks models which candidate is nearest to the anchor, and says what is true where the texts have values that can
 * be compared: of one kind, in one currency, and the same in every notation in which they can be read. Times are compared round the clock.
 * @throws NumeracyError `input`: an empty or very long text, a candidate given twice, or a text that does not read as
 * `as`; `usage` or `unknown` for a model; `invalid-response` or `model-unavailable` from one, where `onFailed` is not given or none answers
 */
export async function ask(request: AskRequest, settings: Settings = {}): Promise<NearestResult> {
  checkArgument('ask', request, 'object')
  const { anchor, candidates } = request
  checkArgument('ask: anchor', anchor, 'text')
  checkArgument('ask: candidates', candidates, 'texts')
  if (request.as !== null) checkMembers('ask', request, { as: families })
  const question = { anchor, candidates, as: request.as ?? null }
  checkTexts(question)
  const { as, values, truth, reason } = truthOf(question)
  const block = (query: string): Block => ({ queries: [query], documents: candidates })
  const blocks = {
    embedder: block(anchor),
    reranker: block(fillTemplate(articlePrompt, anchor)),
  }
  return inSession(withOneModel(request), settings, async session => {
    await session.begin('ask', () =>
      Promise.all(
        session.models.map(named =>
          estimate(named, [{ block: blocks[named.model.kind] }], 'same', session.cache),
        ),
      ),
    )
    const models = await withEach(session.models, session, async (named): Promise<NearestAnswer> => {
      const { id, model } = named
      const { answers } = await askBlocks(named, [blocks[model.kind]], { ...session, roles: 'same' })
      const tokens = await Promise.all(candidates.map(text => model.tokenizer?.tokens(text) ?? null))
      return nearestAnswer({ model: id, texts: candidates, values, similarity: answers[0], truth, tokens })
    })
    return { anchor, as, reason, models }
  })
}

/** A question has one answer where nobody asked for two. */
function withOneModel(request: AskRequest): AskRequest {
  const named = [request.models, request.embed, request.rerank]
  return named.every(specs => specs === undefined || specs.length === 0)
    ? { ...request, embed: defaultModel }
    : request
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
      `ask --as ${as}: got ${quoted(texts[together.at])}, which does not read as a ${as}; expected one such as ${examples[as]}. Write it so, or leave --as out.`,
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
  percentage: '12 %',
  quantity: '500 ml',
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
      `ask: got the candidate ${quoted(twice)} twice; expected distinct texts. Remove one.`,
    )
}
