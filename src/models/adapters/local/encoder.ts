import { checkedVectors } from '../../answer.ts'
import type { Embedder } from '../../embedder.ts'
import type { ModelId } from '../../identity.ts'
import { refuseEmptyText } from '../empty-text.ts'
import { refuseTooLong } from './length-limit.ts'
import { localModel } from './local-model.ts'
import type { ModelConfig } from './model-config.ts'
import type { ModelFolder } from './model-folder.ts'
import type { LocalOptions } from './options.ts'
import { unit } from './pooling.ts'
import type { SentenceConfig } from './sentence-config.ts'
import { type EncoderPooling, howToPool, textVectors } from './text-vectors.ts'
import { trouble } from './trouble.ts'

/** What a local embedder or reranker is made of. */
export interface LocalParts {
  readonly options: LocalOptions
  readonly folder: ModelFolder
  readonly config: ModelConfig
  readonly provider: string
  readonly model: string
  readonly revision: string
}

/** Texts of one call; the model itself reads them in smaller batches. */
export const callSize = 256

/** A sentence encoder from ONNX weights. */
export function localEncoder(parts: LocalParts, sentence: SentenceConfig): Embedder {
  const { options, folder, config, provider, model, revision } = parts
  const pooling = knownPooling(options, sentence)
  const id: ModelId = {
    kind: 'embedder',
    provider,
    model,
    revision,
    task: encoderTask(pooling, sentence, options),
    dimensions: pooling === 'weights' || options.output !== undefined ? null : config.hiddenSize,
    dtype: folder.dtype,
    normalisation: sentence.normalize ? 'unit' : 'none',
    baseURL: null,
  }
  const local = localModel(options, folder, config, sentence)
  const reading = { options, sentence, pooling, hiddenSize: config.hiddenSize }
  const maxTokens = sentence.maxTokens ?? config.maxTokens
  return {
    kind: 'embedder',
    id,
    notices: [...folder.notices, ...similarityNotices(sentence)],
    maxBatch: callSize,
    pace: { concurrency: 1 },
    tokenizer: { tokens: async text => (await local.reader()).tokens(text) },
    async embed(texts, { role, signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, texts)
      const reader = await local.reader()
      const encoded = texts.map(text => reader.single(sentence.prefixes[role] + text))
      refuseTooLong(options, encoded, texts, maxTokens)
      const rows: Float64Array[] = []
      await local.run(encoded, signal, answer => {
        const vectors = textVectors(answer, reading)
        for (const [k, place] of answer.places.entries()) {
          rows[place] = sentence.normalize ? unit(vectors[k]) : vectors[k]
        }
      })
      const tokens = encoded.reduce((sum, { ids }) => sum + ids.length, 0)
      return { vectors: checkedVectors(id, texts, rows), usage: { tokens } }
    },
  }
}

/** @throws NumeracyError `input`: steps or a pooling that are not done here; `usage`: a pooling that would leave out steps */
function knownPooling(options: LocalOptions, sentence: SentenceConfig): EncoderPooling {
  const { pooling, poolingFile, poolingName, furtherSteps } = sentence
  if (furtherSteps.length > 0) {
    if (options.pooling === undefined) return 'weights'
    throw trouble(
      'usage',
      options,
      `got pooling=${options.pooling}, but by its modules.json the model has the step ${furtherSteps.join(' and ')} too, which is not done here; only weights that hold every step give the right vectors. Leave the option out.`,
      { details: { option: 'pooling', steps: furtherSteps } },
    )
  }
  if (pooling === 'unsupported') {
    throw trouble(
      'input',
      options,
      `its ${poolingFile} asks for the pooling ${poolingName}; expected mean, cls or lasttoken. ${howToPool}`,
      { details: { pooling: poolingName } },
    )
  }
  return pooling ?? 'weights'
}

/** All about the texts that changes a vector and is not in the files that the revision is made of. */
function encoderTask(pooling: EncoderPooling, { prefixes }: SentenceConfig, options: LocalOptions): string {
  const { batch, output } = options
  const parts = [`pooling ${pooling}`]
  if (output !== undefined) parts.push(`output ${output}`)
  if (prefixes.document !== '') parts.push(`document prefix ${JSON.stringify(prefixes.document)}`)
  if (prefixes.query !== '') parts.push(`query prefix ${JSON.stringify(prefixes.query)}`)
  if (batch !== undefined) parts.push(`batch ${batch}`)
  return parts.join('; ')
}

/** Where vectors have lengths, and the model is meant to be compared by something that uses them. */
function similarityNotices({ similarity }: SentenceConfig): string[] {
  if (similarity === null || similarity === 'cosine') return []
  const name = similarity === 'dot' ? 'the dot product' : `the ${similarity} distance`
  return [
    `Its files name ${name} as its own similarity (similarity_fn_name: ${similarity}), and no step of it normalises its vectors. Here they are compared by cosine, which leaves their lengths out: a search of yours by ${name} may rank otherwise.`,
  ]
}
