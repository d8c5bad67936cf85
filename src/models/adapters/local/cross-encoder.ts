import { checkedScores } from '../../answer.ts'
import type { ModelId } from '../../identity.ts'
import type { Reranker } from '../../reranker.ts'
import { refuseEmptyText } from '../empty-text.ts'
import { callSize, type LocalParts } from './encoder.ts'
import { refuseTooLong } from './length-limit.ts'
import { type BatchAnswer, localModel } from './local-model.ts'
import type { LocalOptions } from './options.ts'
import { listed } from './output.ts'
import type { SentenceConfig } from './sentence-config.ts'
import { floating } from './text-vectors.ts'
import { trouble } from './trouble.ts'

/** A cross-encoder from ONNX weights: query and document in one input, the raw logit as the score. */
export function localCrossEncoder(
  { options, folder, config, provider, model, revision }: LocalParts,
  { maxTokens, lowerCase }: Pick<SentenceConfig, 'maxTokens' | 'lowerCase'>,
): Reranker {
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
  const local = localModel(options, folder, config, { lowerCase })
  const most = maxTokens ?? config.maxTokens
  return {
    kind: 'reranker',
    id,
    notices: folder.notices,
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
      refuseTooLong(options, encoded, documents, most)
      const scores = new Float64Array(documents.length)
      await local.run(encoded, signal, answer => {
        const logits = logitsOf(answer, options, config.labels.length)
        const labels = logits.length / answer.places.length
        for (const [k, place] of answer.places.entries()) scores[place] = logits[k * labels + label]
      })
      const tokens = encoded.reduce((sum, { ids }) => sum + ids.length, 0)
      return { scores: checkedScores(id, documents, scores), usage: { tokens } }
    },
  }
}

/** The label's column. */
function chosenLabel(options: LocalOptions, names: readonly string[]): number {
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
  { batch, output }: LocalOptions,
  label: number,
  labels: readonly string[],
): string | null {
  const parts = [
    ...(output === undefined ? [] : [`output ${output}`]),
    ...(labels.length === 1 ? [] : [`label ${label} ${JSON.stringify(labels[label])}`]),
    ...(batch === undefined ? [] : [`batch ${batch}`]),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

/** The output that is named, or is called logits, or is the only one that has a row for each pair. */
function logitsOf({ outputs, places }: BatchAnswer, options: LocalOptions, labels: number) {
  const rows = outputs.filter(
    ({ dims, data }) => data !== null && dims.length <= 2 && dims[0] === places.length,
  )
  const output =
    options.output === undefined
      ? (outputs.find(({ name }) => name === 'logits') ?? (rows.length === 1 ? rows[0] : undefined))
      : outputs[0]
  if (output === undefined) {
    throw trouble(
      'input',
      options,
      `the weights give ${listed(outputs)}; expected logits, or just one output of pairs × labels. Name one with ?output=, or export the model for text classification.`,
      { details: { outputs: outputs.map(({ name }) => name) } },
    )
  }
  const { data } = floating(output, options)
  if (data.length !== places.length * labels) {
    const got = data.length / places.length
    throw trouble(
      'invalid-response',
      options,
      `got ${got} logits for each pair; by its config.json expected ${labels}. The weights and the configuration are not of one model.`,
      { details: { got, expected: labels } },
    )
  }
  return data
}
