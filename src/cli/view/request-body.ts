import { z } from 'zod'
import { NumeracyError } from '../../base/error.ts'

/** Most models, series or candidates in one request. */
const most = 1000

/** Most characters of a spec. */
const maxSpecLength = 2000

const texts = z.array(z.string().max(20_000)).max(most).readonly()
const specs = z.array(z.string().min(1).max(maxSpecLength)).max(most).readonly().default([])

/** What POST `ask` takes. The texts themselves are checked where the command checks them. */
export const askBody = z.strictObject({
  anchor: z.string(),
  candidates: texts,
  as: z.enum(['number', 'version', 'date', 'time', 'money']).nullable().default(null),
  embed: specs,
  rerank: specs,
})

/** What POST `probe` takes: series by their ids in the catalogue, the article's where none is named. */
export const probeBody = z.strictObject({ embed: specs, rerank: specs, series: specs })

/** What POST `standing` takes: the models that are to be asked. */
export const standingBody = z.strictObject({ embed: specs, rerank: specs })

/** What POST `confirm` takes: a model, and what the user was shown that asking it does. */
export const confirmBody = z.strictObject({
  kind: z.enum(['embedder', 'reranker']),
  spec: z.string().min(1).max(maxSpecLength),
  does: z.string(),
})

/** @throws NumeracyError `usage` when the text is not JSON of that shape */
export function parsedBody<Body>(schema: z.ZodType<Body>, text: string, route: string): Body {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new NumeracyError('usage', `view: the body of POST ${route} ${problem}. Reload the page.`, {
      cause,
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return refuse('is not JSON', cause)
  }
  const { data, error } = schema.safeParse(value)
  if (error === undefined) return data as Body
  const problems = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
  return refuse(`does not have the shape that is taken: ${problems.join('; ')}`, error)
}
