import { type Block, callsOf, type Roles, rolesFor, textsOf } from '../matrix/block.ts'
import { keptRole, scoreKeys, vectorKey } from '../models/decorators/answer-key.ts'
import { documentBatches, textBatches } from '../models/decorators/batches.ts'
import { missingDocuments, missingTexts } from '../models/decorators/missing-answers.ts'
import type { Embedder, Role } from '../models/embedder.ts'
import { identityText } from '../models/identity.ts'
import type { Reranker } from '../models/reranker.ts'
import type { AnswerCache } from '../store/answer-cache.ts'

/** What one request asks of a model. */
export type Batch = {
  /** As the model's own tokenizer counts them, else two characters a token; a reranker reads its query with every document. */
  readonly tokens: number
} & (
  | { readonly model: Embedder; readonly role: Role; readonly texts: readonly string[] }
  | { readonly model: Reranker; readonly query: string; readonly documents: readonly string[] }
)

/** The requests that blocks need, in the order in which a run makes them, except for what the cache has. Asks nothing. */
export async function batchesOf(
  model: Embedder | Reranker,
  blocks: readonly Block[],
  wanted: Roles,
  cache: AnswerCache,
): Promise<Batch[]> {
  const roles = rolesFor(model, wanted)
  const count = tokenCounter(model)
  const batches: Batch[] = []
  if (model.kind === 'embedder') {
    for (const [role, texts] of textsOf(blocks, roles)) {
      const asked = missingTexts(model, texts, role, cache)
      for (const places of await textBatches(model, asked)) {
        const batch = places.map(place => asked[place])
        batches.push({ model, role, texts: batch, tokens: await sumOf(batch, count) })
      }
    }
  } else {
    for (const { query, documents } of callsOf(blocks, model.listwise)) {
      const asked = missingDocuments(model, query, documents, cache)
      for (const places of await documentBatches(model, query, asked)) {
        const batch = places.map(place => asked[place])
        const tokens = batch.length * (await count(query)) + (await sumOf(batch, count))
        batches.push({ model, query, documents: batch, tokens })
      }
    }
  }
  return batches
}

/** How many answers the request gets: texts, or pairs of query and document. */
export function itemsIn(batch: Batch): number {
  return 'texts' in batch ? batch.texts.length : batch.documents.length
}

/** The keys under which the answers are kept: one for each text or pair, and one for the whole list of a listwise reranker. */
export function keysOf(batch: Batch): Uint8Array[] {
  const identity = identityText(batch.model.id)
  if ('texts' in batch) {
    const role = keptRole(batch.model, batch.role)
    return batch.texts.map(text => vectorKey(identity, role, text))
  }
  const { model, query, documents } = batch
  const keyFor = scoreKeys(identity, query)
  return model.listwise ? [keyFor(documents)] : documents.map(document => keyFor([document]))
}

async function sumOf(texts: readonly string[], count: (text: string) => Promise<number>): Promise<number> {
  let sum = 0
  for (const text of texts) sum += await count(text)
  return sum
}

/** Counts the tokens of a text, each text once. */
function tokenCounter({ tokenizer }: Embedder | Reranker): (text: string) => Promise<number> {
  const known = new Map<string, number>()
  return async text => {
    let tokens = known.get(text)
    if (tokens === undefined) {
      tokens = tokenizer === undefined ? Math.ceil(text.length / 2) : (await tokenizer.tokens(text)).length
      known.set(text, tokens)
    }
    return tokens
  }
}
