import { fileURLToPath } from 'node:url'
import { NumeracyError } from '../base/error.ts'
import { decodeFloats, encodeFloats } from '../base/float-codec.ts'
import { quoted } from '../base/quoted.ts'
import { guardedModel, type NamedModel } from '../experiments/ask.ts'
import type { Block } from '../matrix/block.ts'
import { cosineMatrix } from '../matrix/gram.ts'
import { type Embedder, rowsOf } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import { memoryCache } from '../store/memory-cache.ts'
import { namedModel } from '../usecases/named-model.ts'
import { inSession, type ModelRequest, type Settings } from '../usecases/session.ts'
import { addToRecording, type Recording, readRecording } from './recording-file.ts'

/** A model as the matchers ask it. */
export interface AskedModel {
  readonly kind: 'embedder' | 'reranker'
  /** As messages name it. */
  readonly name: string
  /** The similarities of a block, row-major, in the role of documents on both sides. */
  similarities(block: Block): Promise<Float64Array>
}

/** A model whose answers stand in a file: a test needs neither the model nor a network. */
export interface RecordedModel extends AskedModel {
  readonly recording: string
}

/** What to record: the spec of an embedding model, of one of either kind, or a model at hand. */
export type Recordable =
  | string
  | { readonly embed: string }
  | { readonly rerank: string }
  | Embedder
  | Reranker

/** How a recorded model is asked. Everything may be left out. */
export interface RecordedSettings extends Pick<Settings, 'environment'> {
  /** Whether the model is asked and its answers written. Default: whether NUMERACY_RECORD is 1. */
  readonly record?: boolean
}

/**
 * A model with its answers in a file. With NUMERACY_RECORD=1 the model is asked for whatever a test needs, each text
 * once in a process, and the answers are written; else they are read, and the model is not even loaded.
 *
 * @param file path, from the folder in which the tests run, or a file URL
 * @throws NumeracyError, when it is used: `usage` where the file lacks an answer or is of another model; as `probe`
 * where the model is asked
 */
export function recorded(
  model: Recordable,
  file: string | URL,
  { record, environment }: RecordedSettings = {},
): RecordedModel {
  const path = file instanceof URL || file.startsWith('file:') ? fileURLToPath(file) : file
  const about = aboutOf(model)
  const isRecording = record ?? (environment?.env ?? process.env).NUMERACY_RECORD === '1'
  const session: Settings = environment === undefined ? {} : { environment }
  const store = isRecording ? recorder(path, about, session) : replayer(path, about)
  return { ...about, recording: path, similarities: similaritiesOf(about.kind, store) }
}

/** A model at hand, asked as it is. */
export function unrecorded(model: Embedder | Reranker): AskedModel {
  const about = aboutOf(model)
  return { ...about, similarities: similaritiesOf(about.kind, asker(about, {})) }
}

interface About {
  readonly kind: AskedModel['kind']
  readonly name: string
  readonly request: ModelRequest
}

function aboutOf(model: Recordable): About {
  if (typeof model === 'string') return { kind: 'embedder', name: model, request: { embed: model } }
  if ('embed' in model && typeof model.embed === 'string')
    return { kind: 'embedder', name: model.embed, request: { embed: model.embed } }
  if ('rerank' in model) return { kind: 'reranker', name: model.rerank, request: { rerank: model.rerank } }
  const named = namedModel(model as Embedder | Reranker)
  return { kind: named.model.kind, name: named.spec, request: { models: [named] } }
}

/** Where answers come from. */
interface Answers {
  vectors(texts: readonly string[]): Promise<readonly Float32Array[]>
  /** A row for each query. */
  scores(queries: readonly string[], documents: readonly string[]): Promise<readonly ArrayLike<number>[]>
}

function similaritiesOf(kind: AskedModel['kind'], answers: Answers): AskedModel['similarities'] {
  return async ({ queries, documents }) => {
    if (kind === 'reranker') {
      const rows = await answers.scores(queries, documents)
      return Float64Array.from(rows.flatMap(row => Array.from(row)))
    }
    const texts = [...new Set([...queries, ...documents])]
    const vectors = await answers.vectors(texts)
    const pick = (wanted: readonly string[]) => wanted.map(text => vectors[texts.indexOf(text)])
    return cosineMatrix(pick(queries), pick(documents))
  }
}

/** The model itself: made ready for each question and disposed of after it, so that no program outlives a test. */
function asker(
  { request }: About,
  settings: Settings,
  onAsked: (named: NamedModel) => void = () => {},
): Answers {
  const withModel = <Result>(work: (model: Embedder | Reranker) => Promise<Result>) =>
    inSession(request, settings, ({ models: [named], now, wait }) => {
      onAsked(named)
      return work(guardedModel(named, { cache: memoryCache(), now, wait }))
    })
  return {
    vectors: texts =>
      withModel(async model =>
        rowsOf((await (model as Embedder).embed([...texts], { role: 'document' })).vectors),
      ),
    scores: (queries, documents) =>
      withModel(async model => {
        const rows: Float64Array[] = []
        for (const query of queries) rows.push((await (model as Reranker).score(query, documents, {})).scores)
        return rows
      }),
  }
}

function recorder(path: string, about: About, settings: Settings): Answers {
  const seen = new Map<string, Float32Array>()
  const seenScores = new Map<string, readonly number[]>()
  let model: Recording['model'] | undefined
  const asked = asker(about, settings, ({ model: { id } }) => {
    model = { kind: about.kind, spec: about.name, identity: { ...id } }
  })
  return {
    async vectors(texts) {
      const missing = texts.filter(text => !seen.has(text))
      if (missing.length > 0) {
        const rows = await asked.vectors(missing)
        for (const [at, text] of missing.entries()) seen.set(text, rows[at])
        const vectors = Object.fromEntries(
          missing.map((text, at) => [text, encodeFloats(rows[at], 'float32')]),
        )
        addToRecording(path, { model: model!, vectors, scores: {} })
      }
      return texts.map(text => seen.get(text)!)
    },
    async scores(queries, documents) {
      const keyOf = (query: string) => scoresKey(query, documents)
      const missing = queries.filter(query => !seenScores.has(keyOf(query)))
      if (missing.length > 0) {
        const rows = await asked.scores(missing, documents)
        const scores = Object.fromEntries(missing.map((query, at) => [keyOf(query), Array.from(rows[at])]))
        for (const [key, row] of Object.entries(scores)) seenScores.set(key, row)
        addToRecording(path, { model: model!, vectors: {}, scores })
      }
      return queries.map(query => seenScores.get(keyOf(query))!)
    },
  }
}

function replayer(path: string, about: About): Answers {
  let recording: Recording | undefined
  const found = (): Recording => {
    if (recording !== undefined) return recording
    const read = readRecording(path)
    if (read === null) throw unlike(path, `there is no recording of ${about.name}`)
    const { kind, spec } = read.model
    if (kind !== about.kind || spec !== about.name)
      throw unlike(
        path,
        `got a recording of the ${kind} ${spec}; expected one of the ${about.kind} ${about.name}`,
      )
    recording = read
    return read
  }
  return {
    async vectors(texts) {
      const { vectors } = found()
      const missing = texts.filter(text => !Object.hasOwn(vectors, text))
      if (missing.length > 0) throw unlike(path, `it has no vector of ${listed(missing)} by ${about.name}`)
      const rows = texts.map(text => Float32Array.from(decodeFloats(vectors[text], 'float32')))
      const bad = rows.findIndex(
        row => row.length === 0 || row.length !== rows[0].length || !row.every(Number.isFinite),
      )
      if (bad !== -1)
        throw unlike(
          path,
          `its vector of ${listed([texts[bad]])} is damaged: got ${rows[bad].length} numbers; expected ${rows[0].length || 'some'}, all of them finite`,
        )
      return rows
    },
    async scores(queries, documents) {
      const { scores } = found()
      return queries.map(query => {
        const key = scoresKey(query, documents)
        if (!Object.hasOwn(scores, key))
          throw unlike(path, `it has no scores for ${listed([query])} by ${about.name}`)
        return scores[key]
      })
    },
  }
}

/** A listwise model scores a document by the others of its list. */
function scoresKey(query: string, documents: readonly string[]): string {
  return JSON.stringify([query, ...documents])
}

function listed(texts: readonly string[]): string {
  const first = quoted(texts[0])
  return texts.length === 1 ? first : `${first} and ${texts.length - 1} more`
}

function unlike(path: string, problem: string): NumeracyError {
  return new NumeracyError(
    'usage',
    `${path}: ${problem}. Run the tests once with NUMERACY_RECORD=1, where the model can be asked, and keep the file with the code.`,
    { details: { path } },
  )
}
