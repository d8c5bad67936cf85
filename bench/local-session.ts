import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers'
import { defaultBatch } from '../src/models/adapters/local/local-model.ts'
import { tokenBatches } from '../src/models/adapters/local/token-batches.ts'

/** Padded tensors as the session takes them. */
type Feeds = Record<string, unknown>

interface Session {
  readonly inputNames: readonly string[]
  run(feeds: Feeds): Promise<unknown>
}

/** The session of onnxruntime-node inside a model. */
export function bareSession(model: PreTrainedModel): Session {
  return (model.sessions as { model: Session }).model
}

/** Texts, sorted and cut as our path does, as tensors. */
export function textBatches(tokenizer: PreTrainedTokenizer, texts: readonly string[]): Feeds[] {
  const { input_ids: ids } = tokenizer([...texts], { return_tensor: false })
  const batches = tokenBatches(
    ids.map(each => each.length),
    defaultBatch,
  )
  return batches.map(places =>
    feeds(
      tokenizer(
        places.map(place => texts[place]),
        { padding: true },
      ),
    ),
  )
}

/** The pairs of one query in one batch. */
export function pairBatch(
  tokenizer: PreTrainedTokenizer,
  query: string,
  documents: readonly string[],
): Feeds {
  return feeds(
    tokenizer(
      documents.map(() => query),
      { text_pair: [...documents], padding: true },
    ),
  )
}

export async function runAll(session: Session, batches: readonly Feeds[]): Promise<void> {
  for (const batch of batches) await session.run(batch)
}

function feeds(tensors: object): Feeds {
  return Object.fromEntries(
    Object.entries(tensors as Record<string, { ort_tensor: unknown }>).map(([name, tensor]) => [
      name,
      tensor.ort_tensor,
    ]),
  )
}
