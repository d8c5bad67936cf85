import {
  type Packed,
  type PackedNorm,
  packedDense,
  packedNorm,
  panelWidth,
  Room,
  type Rows,
  rowsAtOnce,
  size,
} from './use-lite-memory.ts'
import {
  type Listed,
  type PackedRectified,
  packedAfterRectified,
  packedRectified,
  rectifiedRoom,
  rectify,
} from './use-lite-rectified.ts'
import type { UseLiteLayer, UseLiteWeights } from './use-lite-weights.ts'

/** More tokens of a text are not read, as the model was published. */
const maxTokens = 128

/** Tokens computed at one go: what they need stays in the closer caches. A text is never divided. */
const tokensTogether = 256

/**
 * Pieces in their places whose beginnings are remembered. The same ones return in many texts, such as “$” in front, and
 * before the first attention nothing depends on the text around them.
 */
const maxBeginnings = 2048

const [narrow, wide, hidden] = [256, 512, 1536]
const heads = 4

/** A row of `wide` numbers, wide enough for whole panels. */
const streamStride = Math.ceil(wide / panelWidth) * panelWidth * size

/** So many rows, and as many more as make the last ones that are multiplied at once complete. */
const whole = (rows: number) => Math.ceil(rows / rowsAtOnce) * rowsAtOnce

const rowsTogether = whole(tokensTogether)

/** Tokens in another order. */
type Order = ArrayLike<number>

interface PackedLayer {
  readonly attentionNorm: PackedNorm
  readonly attended: Packed
  readonly mixed: Packed
  readonly forwardNorm: PackedNorm
  readonly widened: PackedRectified
}

/** Vectors of texts, given as the places of their pieces in the vocabulary: 512 numbers of each, of unit length. */
export type UseLiteEncoder = (texts: readonly (readonly number[])[]) => Float32Array<ArrayBuffer>

/**
 * The encoder at work, in some 50 MB: the graph of Universal Sentence Encoder lite, with what does not depend on the
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
  const firstNarrowed = packedAfterRectified(room, layers[0].narrowed)
  const secondNarrowed = packedDense(room, layers[1].narrowed)
  const packedPast = packedDense(room, past)
  const packedLast = packedDense(room, last)
  const table = room.kept(embeddings)
  const signals = room.take(maxTokens * narrow)
  writeSignals(frequencies.read(), room.view(signals, maxTokens * narrow))
  const stream = room.rows(rowsTogether, streamStride / size)
  const entered = room.rows(rowsTogether, narrow)
  const normal = room.rows(rowsTogether, wide)
  const begunStream = room.rows(maxBeginnings + rowsAtOnce, streamStride / size)
  const begunQueries = room.rows(maxBeginnings + rowsAtOnce, 3 * narrow)
  const beginnings = room.rows(1, tokensTogether).place
  const wideQueries = room.rows(rowsTogether, 3 * wide)
  const narrowQueries = { place: wideQueries.place, stride: 3 * narrow * size }
  const mixed = room.rows(rowsTogether, wide)
  // As wide, and not needed any more when these are computed.
  const widened = { place: wideQueries.place, stride: hidden * size }
  const listed = rectifiedRoom(room, tokensTogether, wide, hidden)
  const weights = room.rows(1, maxTokens + 3)
  const means = room.rows(rowsTogether, streamStride / size)
  const widenedMeans = room.rows(rowsTogether, hidden)
  const vectors = room.rows(rowsTogether, streamStride / size)
  const { functions, memory } = room.start()

  /** May overwrite a few rows behind. */
  const multiply = (left: Rows, { place, depth, panels }: Packed, out: Rows, rows: number) =>
    functions.multiply(left.place, left.stride, place, out.place, out.stride, whole(rows), depth, panels)
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

  /** Of the widened numbers, 92 in 100 are below 0, and count as 0. */
  const widen = (layer: PackedLayer, order: Order, rows: number): Listed =>
    rectify(functions, memory, listed, layer.widened, normalise(stream, layer.forwardNorm, rows), order)

  const places = new Map<number, number>()

  /** Finds the beginnings of the pieces, and computes those that are not remembered. */
  const begin = (texts: readonly (readonly number[])[]) => {
    const tokens = texts.flatMap(pieces => pieces.map((piece, position) => piece * maxTokens + position))
    if (places.size + tokens.length > maxBeginnings) {
      const unknown = new Set(tokens.filter(token => !places.has(token)))
      if (places.size + unknown.size > maxBeginnings) places.clear()
    }
    const known = places.size
    const found = new Uint32Array(memory.buffer, beginnings, tokens.length)
    let to = entered.place / size
    for (const [at, token] of tokens.entries()) {
      const place = places.get(token)
      found[at] = place ?? places.size
      if (place !== undefined) continue
      const embedding = table / size + Math.floor(token / maxTokens) * narrow
      const signal = signals / size + (token % maxTokens) * narrow
      for (let k = 0; k < narrow; k++)
        memory[to + k] = memory[embedding + k] + Math.fround(memory[embedding + k] + memory[signal + k])
      to += narrow
      places.set(token, places.size)
    }
    const added = places.size - known
    if (added === 0) return
    const behind = ({ place, stride }: Rows) => ({ place: place + known * stride, stride })
    fill(packedPast, behind(begunStream), added)
    multiply(entered, packedPast, behind(begunStream), added)
    ask(first, entered, behind(begunQueries), added)
  }

  const copyBeginnings = (from: Rows, to: Rows, rows: number) =>
    functions.copyRows(from.place, from.stride, beginnings, rows, to.place)

  /** Writes the vectors of a few texts. */
  const encode = (texts: readonly (readonly number[])[], out: Float32Array) => {
    const counts = texts.map(({ length }) => length)
    const rows = counts.reduce((sum, count) => sum + count, 0)
    begin(texts)
    copyBeginnings(begunStream, stream, rows)
    copyBeginnings(begunQueries, narrowQueries, rows)
    attend(first, narrowQueries, counts, rows)
    const order = alikeTogether(texts)
    const firstWidened = widen(first, order, rows)
    addBias(firstNarrowed, stream, rows)
    firstWidened.multiplyInto(firstNarrowed, stream)
    ask(second, stream, wideQueries, rows)
    attend(second, wideQueries, counts, rows)
    widen(second, order, rows).spreadInto(widened)
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

function packedLayer(room: Room, layer: UseLiteLayer): PackedLayer {
  return {
    attentionNorm: packedNorm(room, layer.attentionNorm),
    attended: packedDense(room, layer.attended),
    mixed: packedDense(room, layer.mixed),
    forwardNorm: packedNorm(room, layer.forwardNorm),
    widened: packedRectified(room, layer.widened),
  }
}

/** The tokens of some texts, by their pieces: the same piece has much the same numbers above 0, wherever it stands. */
function alikeTogether(texts: readonly (readonly number[])[]): Order {
  return Int32Array.from(texts.flat(), (piece, token) => piece * tokensTogether + token)
    .sort()
    .map(key => key % tokensTogether)
}

/** The signal of each place: the sines, then the cosines, of its multiples of the frequencies. */
function writeSignals(frequencies: Float32Array, signals: Float32Array): void {
  for (let position = 0; position < maxTokens; position++) {
    for (const [k, frequency] of frequencies.entries()) {
      const angle = Math.fround(position * frequency)
      signals[position * narrow + k] = Math.sin(angle)
      signals[position * narrow + frequencies.length + k] = Math.cos(angle)
    }
  }
}

/** The hyperbolic tangents of some numbers, brought to length 1. */
function unit(values: Float32Array, out: Float32Array): void {
  let squares = 0
  for (let k = 0; k < out.length; k++) {
    const tangent = Math.tanh(values[k])
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
