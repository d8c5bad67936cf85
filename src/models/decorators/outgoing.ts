import { NumeracyError } from '../../base/error.ts'
import { quoted } from '../../base/quoted.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'
import { isTooLarge, type Turns } from './turns.ts'

export interface OutgoingOptions {
  /** Called when a request of so many texts or documents goes out; a request made again counts again. */
  readonly onRequest?: (count: number) => void
  /** Called when the server says that another model than the one asked has answered: its name there. */
  readonly onAnotherModel?: (name: string) => void
}

/**
 * The last step before a request goes out. Nothing goes out once an error has ended all requests (`turns`). What a
 * server takes at once is learned from what it refuses: the number that it names, or else half of what was too
 * much; a request of more is refused here, with `details.atMost`, and not sent. What cannot be split further is no
 * longer called too large, because no smaller request can follow.
 */
export function withOutgoing<M extends Model>(
  model: M,
  turns: Pick<Turns, 'throwIfEnded'>,
  { onRequest, onAnotherModel }: OutgoingOptions,
): Decorated<M> {
  const splittable = model.kind === 'embedder' || !model.listwise
  let most = Number.POSITIVE_INFINITY
  let refusal: NumeracyError | undefined

  function learned(error: NumeracyError, count: number): NumeracyError {
    const { tooLarge: _, ...details } = error.details
    if (count < 2 || !splittable) return changed(error, details)
    // One text that is too long by itself says nothing of how many are taken.
    if (details.tooLong === true) return error
    const { atMost } = details
    const named = typeof atMost === 'number' && atMost >= 1 && atMost < count
    most = Math.min(most, named ? atMost : Math.ceil(count / 2))
    refusal = changed(error, { ...error.details, atMost: most })
    return refusal
  }

  async function sent<Answer extends { readonly anotherModel?: string }>(
    texts: readonly string[],
    request: () => Promise<Answer>,
  ): Promise<Answer> {
    const count = texts.length
    turns.throwIfEnded()
    if (count > most && refusal !== undefined) throw changed(refusal, { ...refusal.details, atMost: most })
    onRequest?.(count)
    try {
      const answer = await request()
      if (answer.anotherModel !== undefined) onAnotherModel?.(answer.anotherModel)
      return answer
    } catch (error) {
      if (isTooLarge(error)) throw learned(error, count)
      throw error instanceof NumeracyError && error.details.tooLong === true ? naming(error, texts[0]) : error
    }
  }

  return decorated(model, {
    embed: embedder => (texts, options) => sent(texts, () => embedder.embed(texts, options)),
    score: reranker => (query, documents, options) =>
      sent(documents, () => reranker.score(query, documents, options)),
  })
}

/** The error of a text that is too long by itself, with the text. */
function naming(error: NumeracyError, text: string): NumeracyError {
  const message = `${error.message} It is ${quoted(text)}, of ${text.length.toLocaleString('en')} characters.`
  const details = { ...error.details, text: text.slice(0, 200) }
  return new NumeracyError(error.code, message, { details, cause: error.cause })
}

function changed({ code, message, cause }: NumeracyError, details: NumeracyError['details']): NumeracyError {
  return new NumeracyError(code, message, { details, cause })
}
