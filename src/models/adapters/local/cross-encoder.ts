import { checkedScores } from '../../answer.ts'
import type { ModelId } from '../../identity.ts'
import type { Reranker } from '../../reranker.ts'
import { refuseEmptyText } from '../empty-text.ts'
import { callSize, type LocalParts } from './encoder.ts'
import { refuseTooLong } from './length-limit.ts'
import { type BatchAnswer, localModel } from './local-model.ts'
import type { LocalOptions } from './options.ts'
import { trouble } from './trouble.ts'

/** A cross-encoder from ONNX weights: query and document in one input, the raw logit as the score. */
export function localCrossEncoder({
  options,
  folder,
  config,
  provider,
  model,
  revision,
}: LocalParts): Reranker {
  const label = chosenLabel(options, config.labels)
  const id: ModelId = {
    kind: 'reranker',
    provider,
    model,
    revision,
    task: crossEncoderTask(options, label, config.labels),
    dimensions: null,
    dtype: folder.dtype,
    normalisation: null,
    baseURL: null,
  }
  const local = localModel(options, folder, { classifier: true })
  return {
    kind: 'reranker',
    id,
    maxBatch: callSize,
    pace: { concurrency: 1 },
    scoreSpace: 'logit',
    listwise: false,
    standIn: false,
    tokenizer: { tokens: async text => (await local.reader()).tokens(text) },
    async score(query, documents, { signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, [query, ...documents])
      const reader = await local.reader()
      const encoded = documents.map(document => reader.pair(query, document))
      refuseTooLong(options, encoded, documents, config.maxTokens)
      const scores = new Float64Array(documents.length)
      await local.run(encoded, signal, answer => {
        const logits = logitsOf(answer, options, config.labels?.length ?? 1)
        const labels = logits.length / answer.places.length
        for (const [k, place] of answer.places.entries()) scores[place] = logits[k * labels + label]
      })
      const tokens = encoded.reduce((sum, { ids }) => sum + ids.length, 0)
      return { scores: checkedScores(id, documents, scores), usage: { tokens } }
    },
  }
}

/** The label's column. */
function chosenLabel(options: LocalOptions, labels: readonly string[] | null): number {
  const names = labels ?? ['LABEL_0']
  const listed = names.map((name, number) => `${number} (${name})`).join(', ')
  if (options.label === undefined) {
    if (names.length === 1) return 0
    throw trouble(
      'usage',
      options,
      `it is a classifier of ${names.length} labels: ${listed}. Which of their logits is the relevance is not known; name one with ?label=.`,
      { details: { option: 'label', labels: names } },
    )
  }
  const byName = names.indexOf(options.label)
  const column = byName === -1 && /^\d{1,6}$/.test(options.label) ? Number(options.label) : byName
  if (column < 0 || column >= names.length) {
    throw trouble(
      'usage',
      options,
      `got label=${JSON.stringify(options.label)}; expected one of ${listed}, by name or number.`,
      { details: { option: 'label', labels: names } },
    )
  }
  return column
}

function crossEncoderTask(
  { batch }: LocalOptions,
  label: number,
  labels: readonly string[] | null,
): string | null {
  const parts = [
    ...(labels === null || labels.length === 1 ? [] : [`label ${label} ${JSON.stringify(labels[label])}`]),
    ...(batch === undefined ? [] : [`batch ${batch}`]),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

function logitsOf(answer: BatchAnswer, options: LocalOptions, labels: number): Float32Array {
  const logits = answer.output('logits')
  if (logits === undefined) {
    throw trouble(
      'input',
      options,
      `the weights give ${answer.outputNames.join(', ')}; expected logits. Export the model for text classification.`,
      { details: { outputs: answer.outputNames } },
    )
  }
  if (logits.data.length !== answer.places.length * labels) {
    const got = logits.data.length / answer.places.length
    throw trouble(
      'answer',
      options,
      `got ${got} logits for each pair; by its config.json expected ${labels}. The weights and the configuration are not of one model.`,
      { details: { got, expected: labels } },
    )
  }
  return logits.data
}
