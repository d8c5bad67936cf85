import { checkedVectors } from '../../answer.ts'
import type { Embedder } from '../../embedder.ts'
import type { ModelId } from '../../identity.ts'
import { refuseEmptyText } from '../empty-text.ts'
import { refuseTooLong } from './length-limit.ts'
import { type BatchAnswer, localModel } from './local-model.ts'
import type { ModelConfig } from './model-config.ts'
import type { ModelFolder } from './model-folder.ts'
import type { LocalOptions, Pooling } from './options.ts'
import { pooled, rowsOf, unit } from './pooling.ts'
import type { SentenceConfig } from './sentence-config.ts'
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
    dimensions: pooling === 'weights' ? null : config.hiddenSize,
    dtype: folder.dtype,
    normalisation: sentence.normalize ? 'unit' : 'none',
    baseURL: null,
  }
  const local = localModel(options, folder, { classifier: false, lowerCase: sentence.lowerCase })
  const maxTokens = sentence.maxTokens ?? config.maxTokens
  return {
    kind: 'embedder',
    id,
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
        const vectors = vectorsOf(answer, pooling, options)
        for (const [k, place] of answer.places.entries()) {
          rows[place] = sentence.normalize ? unit(vectors[k]) : vectors[k]
        }
      })
      const tokens = encoded.reduce((sum, { ids }) => sum + ids.length, 0)
      return { vectors: checkedVectors(id, texts, rows), usage: { tokens } }
    },
  }
}

/** `weights`: the ONNX file gives one vector for each text by itself. */
type EncoderPooling = Pooling | 'weights'

const howToPool =
  "Add ?pooling=mean, ?pooling=cls or ?pooling=last, whichever the model's page names; and ?prefix= and ?queryPrefix= where it wants words before documents and queries."

/** @throws NumeracyError `input`: steps or a pooling that are not done here; `usage`: a pooling that would leave out steps */
function knownPooling(options: LocalOptions, sentence: SentenceConfig): EncoderPooling {
  const { pooling, poolingName, furtherSteps } = sentence
  if (furtherSteps.length > 0) {
    if (options.pooling === undefined) return 'weights'
    throw trouble(
      'usage',
      options,
      `got pooling=${options.pooling}, but by its modules.json ${furtherSteps.join(' and ')} follow the pooling; only weights that hold them all give the right vectors. Leave the option out.`,
      { details: { option: 'pooling', steps: furtherSteps } },
    )
  }
  if (pooling === 'unsupported') {
    throw trouble(
      'input',
      options,
      `its 1_Pooling/config.json asks for the pooling ${poolingName}; expected mean, cls or lasttoken. ${howToPool}`,
      { details: { pooling: poolingName } },
    )
  }
  return pooling ?? 'weights'
}

/** All about the texts that changes a vector and is not in the files that the revision is made of. */
function encoderTask(pooling: EncoderPooling, { prefixes }: SentenceConfig, { batch }: LocalOptions): string {
  const parts = [`pooling ${pooling}`]
  if (prefixes.document !== '') parts.push(`document prefix ${JSON.stringify(prefixes.document)}`)
  if (prefixes.query !== '') parts.push(`query prefix ${JSON.stringify(prefixes.query)}`)
  if (batch !== undefined) parts.push(`batch ${batch}`)
  return parts.join('; ')
}

const tokenOutputs = ['last_hidden_state', 'token_embeddings']
const textOutput = 'sentence_embedding'

function vectorsOf(answer: BatchAnswer, pooling: EncoderPooling, options: LocalOptions): Float64Array[] {
  const ofTokens = tokenOutputs.find(name => answer.outputNames.includes(name))
  if (pooling !== 'weights' && ofTokens !== undefined)
    return pooled(answer.output(ofTokens)!, answer.lengths, pooling)
  const ofTexts = options.pooling === undefined ? answer.output(textOutput) : undefined
  if (ofTexts !== undefined) return rowsOf(ofTexts)
  const gives = `the weights give ${answer.outputNames.join(', ')}`
  if (pooling === 'weights' && ofTokens !== undefined) {
    throw trouble(
      'input',
      options,
      `${gives}, and the folder has no 1_Pooling/config.json, so how the vectors of tokens become one is not known. ${howToPool}`,
      { details: { outputs: answer.outputNames } },
    )
  }
  throw trouble(
    'input',
    options,
    `${gives}; expected ${tokenOutputs.join(' or ')}, or ${textOutput}. Export the model for feature extraction.`,
    { details: { outputs: answer.outputNames } },
  )
}
