import { NumeracyError } from '../base/error.ts'
import type { Embedder } from './embedder.ts'
import type { Reranker } from './reranker.ts'

/**
 * The version of what an `Embedder` and a `Reranker` promise. It rises when models that were written for an earlier
 * one would be misunderstood.
 */
export const contractVersion = 1

/**
 * Whether a model was written for the contract of this package. One that does not say is taken to be.
 * @throws NumeracyError `usage`
 */
export function checkContract(model: Embedder | Reranker): void {
  const version: number = model.contract ?? contractVersion
  if (version === contractVersion) return
  const { provider, model: name } = model.id
  throw new NumeracyError(
    'usage',
    `${provider}:${name} (${model.kind}): got a model for version ${JSON.stringify(version)} of the contract; expected version ${contractVersion}, which this numeracy speaks. Use the version of numeracy that it was written for, or make it again with ${model.kind === 'embedder' ? 'defineEmbedder' : 'defineReranker'}.`,
    { details: { contract: version, expected: contractVersion } },
  )
}
