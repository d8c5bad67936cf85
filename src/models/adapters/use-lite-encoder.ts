import {
  broadWidth,
  type Packed,
  type PackedLayer,
  type PackedNorm,
  packedDense,
  packedLayer,
  panelWidth,
  Room,
  type Rows,
  size,
} from './use-lite-memory.ts'
import type { UseLiteWeights } from './use-lite-weights.ts'

/** More tokens of a text are not read, as the model was published. */
const maxTokens = 128

/** Tokens computed at one go: what they need stays in the closer caches. A text is never divided. */
const tokensTogether = 128

/**
 * Pieces in their places whose beginnings are remembered. The same ones return in many texts, such as “$” in front, and
 * before the first attention nothing depends on the text around them.
 */
const maxBeginnings = 2048

const [narrow, wide, hidden] = [256, 512, 1536]
const heads = 4

/** A row of `wide` numbers, wide enough for whole panels. */
const streamStride = Math.ceil(wide / panelWidth) * panelWidth * size

/** Vectors of texts, given as the places of their pieces in the vocabulary: 512 numbers of each, of unit length. */
export type UseLiteEncoder = (texts: readonly (readonly number[])[]) => Float32Array<ArrayBuffer>

/**
 * The encoder at work, in some 45 MB: the graph of Universal Sentence Encoder lite, with what does not depend on the
 * text left out. A text's vector does not depend on the texts beside it, to the last bit.
 *
 * @throws Error where WebAssembly with vector instructions is missing
 */
export function useLiteEncoder({
  embeddings,
  frequencies,
  past,
  layers,
  last,
}: UseLiteWeights): UseLiteEncoder {
  const room = new Room()
  const [first, second] = layers.map(layer => packedLayer(room, layer))
  const firstNarrowed = packedDense(room, layers[0].narrowed, broadWidth)
  const secondNarrowed = packedDense(room, layers[1].narrowed)
  const packedPast = packedDense(room, past)
  const packedLast = packedDense(room, last)
  const table = room.kept(embeddings)
  const signals = room.kept(signalsOf(frequencies))
  const stream = room.rows(tokensTogether, streamStride / size)
  const entered = room.rows(tokensTogether, narrow)
  const normal = room.rows(tokensTogether, wide)
  const begunStream = room.rows(maxBeginnings, streamStride / size)
  const begunQueries = room.rows(maxBeginnings, 3 * narrow)
  const wideQueries = room.rows(tokensTogether, 3 * wide)
  const narrowQueries = { place: wideQueries.place, stride: 3 * narrow * size }
  const mixed = room.rows(tokensTogether, wide)
  const widened = room.rows(tokensTogether, hidden)
  const lists = room.rows(tokensTogether, 2 * hidden + 1)
  const weights = room.rows(1, maxTokens)
  const means = room.rows(tokensTogether, streamStride / size)
  const widenedMeans = room.rows(tokensTogether, hidden)
  const vectors = room.rows(tokensTogether, streamStride / size)
  const { functions, memory } = room.start()

  const multiply = (left: Rows, { place, depth, panels }: Packed, out: Rows, rows: number) =>
    functions.multiply(left.place, left.stride, place, out.place, out.stride, rows, depth, panels)
  const fill = ({ bias, width }: Packed, out: Rows, rows: number) =>
    functions.fill(bias, width * size, out.place, out.stride, rows)
  const addBias = ({ bias, width }: Packed, out: Rows, rows: number) =>
    functions.addRow(bias, width * size, out.place, out.stride, rows)
  const normalise = (from: Rows, { scale, bias, width }: PackedNorm, rows: number): Rows => {
    functions.normalise(from.place, from.stride, rows, width * size, scale, bias, normal.place)
    return { place: normal.place, stride: width * size }
  }

  /** Queries, keys and values of rows. */
  const ask = (layer: PackedLayer, from: Rows, to: Rows, rows: number) => {
    const normalised = normalise(from, layer.attentionNorm, rows)
    fill(layer.attended, to, rows)
    multiply(normalised, layer.attended, to, rows)
  }

  /** Adds to the stream what the tokens of each text see of each other. */
  const attend = (layer: PackedLayer, queries: Rows, counts: readonly number[], rows: number) => {
    const { width } = layer.attentionNorm
    const head = width / heads
    const seen = { place: mixed.place, stride: width * size }
    let token = 0
    for (const count of counts) {
      for (let at = 0; at < width; at += head)
        functions.attend(
          queries.place + token * queries.stride + at * size,
          queries.stride,
          width * size,
          count,
          head * size,
          1 / Math.sqrt(head),
          weights.place,
          seen.place + token * seen.stride + at * size,
          seen.stride,
        )
      token += count
    }
    addBias(layer.mixed, stream, rows)
    multiply(seen, layer.mixed, stream, rows)
  }

  const widen = (layer: PackedLayer, rows: number) => {
    const normalised = normalise(stream, layer.forwardNorm, rows)
    fill(layer.widened, widened, rows)
    multiply(normalised, layer.widened, widened, rows)
  }

  /** Adds to the stream what follows from the widened rows; of their numbers 92 in 100 are below 0, and count as 0. */
  const narrowDown = ({ place, depth, panels, ...narrowed }: Packed, rows: number) => {
    functions.list(widened.place, widened.stride, rows, depth, broadWidth * size, lists.place)
    addBias({ place, depth, panels, ...narrowed }, stream, rows)
    functions.multiplyListed(lists.place, depth, place, stream.place, stream.stride, rows, panels)
  }

  const places = new Map<number, number>()

  /** Computes the beginnings of the pieces that are not remembered. */
  const begin = (texts: readonly (readonly number[])[]) => {
    const tokens = texts.flatMap(pieces => pieces.map((piece, position) => piece * maxTokens + position))
    const unknown = () => [...new Set(tokens)].filter(token => !places.has(token))
    if (places.size + unknown().length > maxBeginnings) places.clear()
    const added = unknown()
    const known = places.size
    let to = entered.place / size
    for (const token of added) {
      const embedding = table / size + Math.floor(token / maxTokens) * narrow
      const signal = signals / size + (token % maxTokens) * narrow
      for (let k = 0; k < narrow; k++)
        memory[to + k] = memory[embedding + k] + Math.fround(memory[embedding + k] + memory[signal + k])
      to += narrow
      places.set(token, places.size)
    }
    const behind = ({ place, stride }: Rows) => ({ place: place + known * stride, stride })
    fill(packedPast, behind(begunStream), added.length)
    multiply(entered, packedPast, behind(begunStream), added.length)
    ask(first, entered, behind(begunQueries), added.length)
    return tokens.map(token => places.get(token)!)
  }

  const copyRows = (from: Rows, rows: readonly number[], to: Rows) => {
    for (const [at, row] of rows.entries()) {
      const start = (from.place + row * from.stride) / size
      memory.copyWithin((to.place + at * to.stride) / size, start, start + from.stride / size)
    }
  }

  /** Writes the vectors of a few texts. */
  const encode = (texts: readonly (readonly number[])[], out: Float32Array) => {
    const counts = texts.map(({ length }) => length)
    const rows = counts.reduce((sum, count) => sum + count, 0)
    const beginnings = begin(texts)
    copyRows(begunStream, beginnings, stream)
    copyRows(begunQueries, beginnings, narrowQueries)
    attend(first, narrowQueries, counts, rows)
    widen(first, rows)
    narrowDown(firstNarrowed, rows)
    ask(second, stream, wideQueries, rows)
    attend(second, wideQueries, counts, rows)
    widen(second, rows)
    functions.rectify(widened.place, rows * widened.stride)
    // What follows is linear up to the mean over the tokens, so the mean is taken first: one row a text is left.
    let token = 0
    for (const [text, count] of counts.entries()) {
      const mean = ({ place, stride }: Rows, width: number, to: Rows) =>
        functions.average(place + token * stride, stride, count, width * size, to.place + text * to.stride)
      mean(stream, streamStride / size, means)
      mean(widened, hidden, widenedMeans)
      token += count
    }
    addBias(secondNarrowed, means, counts.length)
    multiply(widenedMeans, secondNarrowed, means, counts.length)
    fill(packedLast, vectors, counts.length)
    multiply(means, packedLast, vectors, counts.length)
    for (const text of counts.keys()) {
      const from = (vectors.place + text * vectors.stride) / size
      unit(memory.subarray(from, from + wide), out.subarray(text * wide, (text + 1) * wide))
    }
  }

  return texts => {
    const out = new Float32Array(texts.length * wide)
    let done = 0
    for (const group of groupsOf(texts.map(pieces => pieces.slice(0, maxTokens)))) {
      encode(group, out.subarray(done * wide))
      done += group.length
    }
    return out
  }
}

/** The signal of each place: the sines, then the cosines, of its multiples of the frequencies. */
function signalsOf(frequencies: Float32Array): Float32Array {
  const signals = new Float32Array(maxTokens * narrow)
  for (let position = 0; position < maxTokens; position++) {
    for (const [k, frequency] of frequencies.entries()) {
      const angle = Math.fround(position * frequency)
      signals[position * narrow + k] = Math.sin(angle)
      signals[position * narrow + frequencies.length + k] = Math.cos(angle)
    }
  }
  return signals
}

/** The hyperbolic tangents of some numbers, brought to length 1. */
function unit(values: Float32Array, out: Float32Array): void {
  let squares = 0
  for (const [k, value] of values.entries()) {
    const tangent = Math.tanh(value)
    out[k] = tangent
    squares += tangent * tangent
  }
  const length = Math.sqrt(squares)
  for (let k = 0; k < out.length; k++) out[k] /= length
}

/** Texts one behind the other, as many together as fit. */
function groupsOf(texts: readonly (readonly number[])[]): (readonly number[])[][] {
  const groups: (readonly number[])[][] = []
  let tokens = Number.POSITIVE_INFINITY
  for (const text of texts) {
    if (tokens + text.length > tokensTogether) {
      groups.push([])
      tokens = 0
    }
    groups.at(-1)!.push(text)
    tokens += text.length
  }
  return groups
}
