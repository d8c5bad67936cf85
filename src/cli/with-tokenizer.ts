import { NumeracyError } from '../base/error.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { tokenizerFile } from '../models/adapters/tokenizer-file.ts'

/**
 * The models, those that do not tell their tokenizer with that of a file.
 * @throws NumeracyError `input` for the file, `usage` when each model has a tokenizer of its own
 */
export async function withTokenizer(models: readonly NamedModel[], path: string): Promise<NamedModel[]> {
  const tokenizer = await tokenizerFile(path)
  if (models.every(({ model }) => model.tokenizer !== undefined)) {
    throw new NumeracyError(
      'usage',
      `--tokenizer: got ${path}, but ${models.map(({ id }) => id).join(' and ')} ${models.length === 1 ? 'tells its own tokenizer' : 'tell their own tokenizers'}; expected a model that does not. Leave the option out.`,
      { details: { path } },
    )
  }
  return models.map(named =>
    named.model.tokenizer === undefined ? { ...named, model: { ...named.model, tokenizer } } : named,
  )
}
