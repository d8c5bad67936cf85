import type { InputFacts, Runtime, RuntimeTensor, Session } from './library.ts'
import type { Encoded } from './tokens.ts'
import { type Named, trouble } from './trouble.ts'

/** What a batch is besides its tokens. */
export interface BatchFacts {
  /** The id that fills up short texts. */
  readonly padding: number
  /** The place of a text's first token; padding has the place before it, where that is not 0. */
  readonly firstPosition: number
}

interface Batch extends BatchFacts {
  readonly texts: readonly Encoded[]
  readonly longest: number
}

/** Values of one input, one for each place of each text. */
type Filling = (batch: Batch) => { readonly dims: readonly number[]; readonly values: Int32Array }

const eachToken =
  (
    value: (text: Encoded, place: number, batch: Batch) => number,
    padding: (batch: Batch) => number = () => 0,
  ): Filling =>
  batch => {
    const { texts, longest } = batch
    const values = new Int32Array(texts.length * longest).fill(padding(batch))
    for (const [row, text] of texts.entries())
      for (let place = 0; place < text.ids.length; place++)
        values[row * longest + place] = value(text, place, batch)
    return { dims: [texts.length, longest], values }
  }

/** The inputs that are known by their names. */
const fillings: Readonly<Record<string, Filling>> = {
  input_ids: eachToken(
    ({ ids }, place) => ids[place],
    ({ padding }) => padding,
  ),
  attention_mask: eachToken(() => 1),
  token_type_ids: eachToken(({ types }, place) => types[place]),
  position_ids: eachToken(
    (_, place, { firstPosition }) => firstPosition + place,
    ({ firstPosition }) => Math.max(0, firstPosition - 1),
  ),
  cache_position: ({ longest }) => ({
    dims: [longest],
    values: Int32Array.from({ length: longest }, (_, k) => k),
  }),
  use_cache_branch: () => ({ dims: [1], values: new Int32Array(1) }),
}

/** Names by which other exporters know the same inputs. */
const otherNames: Readonly<Record<string, string>> = {
  segment_ids: 'token_type_ids',
  input_mask: 'attention_mask',
}

/** What a decoder remembers of earlier tokens: nothing. */
const memory = /^past_/

/** Arrays of the types that inputs have. */
const arrays: Readonly<Record<string, (values: Int32Array) => unknown>> = {
  int64: widened,
  int32: values => values,
  float32: values => Float32Array.from(values),
  bool: values => Uint8Array.from(values),
  // Only the empty memory of a decoder is of this type.
  float16: values => Uint16Array.from(values),
}

/** By a loop: a batch has thousands of them, and `BigInt64Array.from` takes many times as long. */
function widened(values: Int32Array): BigInt64Array {
  const wide = new BigInt64Array(values.length)
  for (let at = 0; at < values.length; at++) wide[at] = BigInt(values[at])
  return wide
}

/**
 * Refuses a model that wants what nothing here knows.
 * @throws NumeracyError `input`
 */
export function refuseUnknownInputs(named: Named, weights: string, { inputMetadata }: Session): void {
  const unknown = inputMetadata.filter(input => fillingOf(input) === undefined || !(typeOf(input) in arrays))
  if (unknown.length === 0) return
  const listed = unknown.map(input => `${input.name} (${typeOf(input)})`).join(', ')
  throw trouble(
    'input',
    named,
    `its ${weights} needs the input ${listed}, and what to give it is not known here; known are ${Object.keys(fillings).join(', ')} and the memory of decoders. Export the model with these alone.`,
    { details: { inputs: unknown.map(({ name }) => name) } },
  )
}

/** How many texts, and how many tokens, the weights read at once; null where they leave it open. */
export function fixedSizes({ inputMetadata }: Session): {
  readonly texts: number | null
  readonly tokens: number | null
} {
  const shape = inputMetadata.find(({ name }) => name === 'input_ids')?.shape ?? []
  const fixed = (size: number | string | undefined) => (typeof size === 'number' && size > 0 ? size : null)
  return { texts: fixed(shape[0]), tokens: fixed(shape[1]) }
}

/** The tensors of a batch, for the inputs that the model has, in the types that it wants. */
export function feedsOf(
  { Tensor }: Pick<Runtime, 'Tensor'>,
  { inputMetadata }: Session,
  texts: readonly Encoded[],
  facts: BatchFacts & { readonly tokens: number | null },
): Record<string, RuntimeTensor> {
  const longest = facts.tokens ?? Math.max(...texts.map(({ ids }) => ids.length))
  const batch: Batch = { ...facts, texts, longest }
  return Object.fromEntries(
    inputMetadata.map(input => {
      const { dims, values } = fillingOf(input)!(batch)
      const type = typeOf(input)
      return [input.name, new Tensor(type, arrays[type](values), dims)]
    }),
  )
}

function fillingOf(input: InputFacts): Filling | undefined {
  const known = fillings[otherNames[input.name] ?? input.name]
  if (known !== undefined || !memory.test(input.name)) return known
  return ({ texts }) => {
    // The first open size is that of the batch; the other, of the tokens remembered.
    let open = 0
    const dims = (input.shape ?? []).map(size =>
      typeof size === 'number' ? size : open++ === 0 ? texts.length : 0,
    )
    return { dims, values: new Int32Array(dims.reduce((product, size) => product * size, 1)) }
  }
}

function typeOf({ type = 'int64' }: InputFacts): string {
  return type
}
