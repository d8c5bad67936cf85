import type { BatchAnswer } from './local-model.ts'
import type { LocalOptions, Pooling } from './options.ts'
import { listed, type Output } from './output.ts'
import { pooled, rowsOf } from './pooling.ts'
import type { SentenceConfig } from './sentence-config.ts'
import { trouble } from './trouble.ts'

/** `weights`: the ONNX file gives one vector for each text by itself. */
export type EncoderPooling = Pooling | 'weights'

export const howToPool =
  "Add ?pooling=mean, ?pooling=cls or ?pooling=last, whichever the model's page names; and ?prefix= and ?queryPrefix= where it wants words before documents and queries."

export interface Reading {
  readonly options: LocalOptions
  readonly sentence: Pick<SentenceConfig, 'poolingFile' | 'furtherSteps'>
  readonly pooling: EncoderPooling
  /** Length of a token's vector; null where it is not known. */
  readonly hiddenSize: number | null
}

const tokenOutputs = ['last_hidden_state', 'token_embeddings']
const textOutput = 'sentence_embedding'

/** Outputs that are no vectors of texts or tokens, whatever their shape. */
const heads = ['logits', 'pooler_output']

/**
 * The vectors of the texts of a batch. An output is known by its name; else by its shape, where it is the only
 * one of that shape.
 * @throws NumeracyError `input`: the outputs are not what is needed; `usage`: options that do not fit them
 */
export function textVectors(answer: BatchAnswer, reading: Reading): Float64Array[] {
  const { options, pooling } = reading
  const { outputs } = answer
  if (options.output !== undefined) return namedVectors(answer, reading)
  const named = (names: readonly string[]) => outputs.find(({ name }) => names.includes(name))
  const ofTokens = named(tokenOutputs) ?? only(outputs.filter(each => isOfTokens(each, answer, reading)))
  if (pooling !== 'weights' && ofTokens !== undefined)
    return pooled(floating(ofTokens, options), answer.lengths, pooling)
  const alone = ofTokens === undefined ? only(outputs.filter(each => isOfTexts(each, answer))) : undefined
  const ofTexts = options.pooling === undefined ? (named([textOutput]) ?? alone) : undefined
  if (ofTexts !== undefined) return rowsOf(floating(ofTexts, options))
  throw unfit(answer, reading, ofTokens !== undefined)
}

/** The vectors of the output that the options name. */
function namedVectors(answer: BatchAnswer, reading: Reading): Float64Array[] {
  const { options, pooling } = reading
  const [output] = answer.outputs
  const { dims, name } = output
  const facts = { details: { option: 'output', output: name, dims } }
  if (dims[0] === answer.places.length && dims.length === 2) {
    if (options.pooling === undefined) return rowsOf(floating(output, options))
    const problem = `got pooling=${options.pooling} and output=${name}, which is pooled already: ${listed([output])}. Leave pooling out.`
    throw trouble('usage', options, problem, facts)
  }
  if (dims[0] === answer.places.length && dims.length === 3) {
    if (pooling !== 'weights') return pooled(floating(output, options), answer.lengths, pooling)
    throw unfit(answer, reading, true)
  }
  const problem = `got output=${name}, which is ${listed([output])}; expected texts × size, or texts × tokens × size. Name another.`
  throw trouble('usage', options, problem, facts)
}

function isOfTokens({ name, dims, data }: Output, { places, lengths }: BatchAnswer, { hiddenSize }: Reading) {
  const [texts, tokens, size] = dims
  return (
    data !== null &&
    dims.length === 3 &&
    texts === places.length &&
    tokens >= Math.max(...lengths) &&
    (hiddenSize === null || size === hiddenSize) &&
    !heads.includes(name)
  )
}

function isOfTexts({ name, dims, data }: Output, { places, outputs }: BatchAnswer): boolean {
  const isHead = name === 'logits' || (name === 'pooler_output' && outputs.length > 1)
  return data !== null && dims.length === 2 && dims[0] === places.length && !isHead
}

function only(outputs: readonly Output[]): Output | undefined {
  return outputs.length === 1 ? outputs[0] : undefined
}

/** An output whose numbers are of a type that vectors have. */
export function floating(output: Output, options: LocalOptions) {
  const { name, dims, type, data } = output
  if (data !== null) return { dims, data }
  throw trouble(
    'invalid-response',
    options,
    `got the output ${name} as ${type}; expected float32, float16 or float64. Export the model with outputs in float32.`,
    { details: { output: name, type } },
  )
}

function unfit({ outputs }: BatchAnswer, { options, sentence, pooling }: Reading, ofTokens: boolean) {
  const facts = { details: { outputs: outputs.map(({ name }) => name), steps: sentence.furtherSteps } }
  const gives = `the weights give ${listed(outputs)}`
  if (sentence.furtherSteps.length > 0) {
    return trouble(
      'input',
      options,
      `${gives}; but by its modules.json the model has the step ${sentence.furtherSteps.join(' and ')} too, which is not done here. Weights that hold every step give ${textOutput}: optimum-cli export onnx --library sentence_transformers makes them.`,
      facts,
    )
  }
  if (pooling === 'weights' && ofTokens) {
    return trouble(
      'input',
      options,
      `${gives}, and the folder has no ${sentence.poolingFile}, so how the vectors of tokens become one is not known. ${howToPool}`,
      facts,
    )
  }
  return trouble(
    'input',
    options,
    `${gives}; expected ${tokenOutputs.join(' or ')} (texts × tokens × size), or ${textOutput} (texts × size), or just one of such a shape. Name one with ?output=, or export the model for feature extraction.`,
    facts,
  )
}
