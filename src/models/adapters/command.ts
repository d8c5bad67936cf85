import { NumeracyError } from '../../base/error.ts'
import { checkedScores, checkedVectors } from '../answer.ts'
import type { Embedder } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import type { Reranker } from '../reranker.ts'
import { type ModelSpec, specName } from '../spec.ts'
import { commandFacts, commandOptions, objectionTo, revisionOf } from './command-facts.ts'
import type { Hello } from './command-hello.ts'
import { type CommandProgram, commandProgram } from './command-program.ts'
import { commandTrouble, refusalWords, type TroubledProgram } from './command-trouble.ts'
import { commandWords } from './command-words.ts'
import { refuseEmptyText } from './empty-text.ts'
import type { ModelEnvironment, ModelFamily, ModelKind } from './family.ts'
import { type AskedAtOnce, tooMuch } from './too-much.ts'

const defaultMaxBatch = 64
const maxUnread = 64 * 2 ** 20

/** In milliseconds. */
const defaultIdle = 30_000

/** Programs of the user's: JSON lines in, JSON lines out on their standard streams; see docs/models/command.md. */
export const command: ModelFamily = {
  provider: 'command',
  options: commandOptions,
  models: [],
  pattern: {
    name: 'PROGRAM ARGUMENT…',
    kinds: ['embedder', 'reranker'],
    description: 'A program of yours that reads and writes JSON lines: see docs/models/command.md.',
  },
  needs: () => null,
  reach: ({ name }, { cwd }) => ({ does: 'runs', words: commandWords(name), folder: cwd }),
  embedder: (spec, environment) => commandEmbedder(spec, environment),
  reranker: (spec, environment) => commandReranker(spec, environment),
}

export interface CommandLimits {
  readonly maxUnread?: number
  readonly idle?: number
}

/** The program as an embedder. Disposing of it lets the program end; asked again, it starts again. */
export async function commandEmbedder(
  spec: ModelSpec,
  environment: ModelEnvironment,
  limits: CommandLimits = {},
): Promise<Embedder & AsyncDisposable> {
  const { program, id, maxBatch, who } = await commandModel('embedder', spec, environment, limits)
  return {
    kind: 'embedder',
    id,
    maxBatch,
    pace: { concurrency: 1 },
    async embed(texts, { role, signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, texts)
      const asked = { texts: texts.length, splittable: true }
      const vectors = await listOf(program, who, 'vectors', { embed: texts, role }, asked, signal)
      return { vectors: checkedVectors(id, texts, vectors.map(rowOf)) }
    },
    [Symbol.asyncDispose]: program.close,
  }
}

/** The program as a reranker. Disposing of it lets the program end; asked again, it starts again. */
export async function commandReranker(
  spec: ModelSpec,
  environment: ModelEnvironment,
  limits: CommandLimits = {},
): Promise<Reranker & AsyncDisposable> {
  const { program, id, maxBatch, who, hello } = await commandModel('reranker', spec, environment, limits)
  return {
    kind: 'reranker',
    id,
    maxBatch,
    pace: { concurrency: 1 },
    scoreSpace: hello?.scoreSpace ?? 'unknown',
    listwise: hello?.listwise ?? false,
    standIn: false,
    async score(query, documents, { signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, [query])
      refuseEmptyText(id, documents)
      const asked = { texts: documents.length, splittable: hello?.listwise !== true }
      const scores = await listOf(program, who, 'scores', { score: { query, documents } }, asked, signal)
      return { scores: checkedScores(id, documents, scores as number[]) }
    },
    [Symbol.asyncDispose]: program.close,
  }
}

async function commandModel(
  kind: ModelKind,
  spec: ModelSpec,
  environment: ModelEnvironment,
  limits: CommandLimits,
) {
  const facts = commandFacts(spec)
  const who = {
    name: `${specName(spec)} (${kind})`,
    words: commandWords(spec.name),
    environment,
    maxUnread: limits.maxUnread ?? maxUnread,
  }
  let hello: Hello | null = null
  const program = commandProgram({
    ...who,
    timeout: facts.timeout,
    idle: limits.idle ?? defaultIdle,
    objection: each => objectionTo(each, facts, hello),
  })
  if (facts.hello) hello = await program.hello()
  const id: ModelId = {
    kind,
    provider: spec.provider,
    model: spec.name,
    revision: await revisionOf(facts, hello, who.words, environment),
    task: hello?.task ?? null,
    dimensions: kind === 'embedder' ? (hello?.dimensions ?? null) : null,
    dtype: hello?.dtype ?? null,
    normalisation: kind === 'embedder' ? (hello?.normalisation ?? null) : null,
    baseURL: null,
  }
  return { program, id, maxBatch: facts.maxBatch ?? hello?.maxBatch ?? defaultMaxBatch, who, hello }
}

/** The list that an answer must hold under `name`. */
async function listOf(
  program: CommandProgram,
  who: TroubledProgram,
  name: string,
  question: Parameters<CommandProgram['ask']>[0],
  asked: AskedAtOnce,
  signal: AbortSignal | undefined,
): Promise<readonly unknown[]> {
  const answer = await program.ask(question, signal).catch((error: unknown) => {
    throw endedForMemory(error, asked)
  })
  if (answer.error !== undefined) {
    throw commandTrouble(who, { kind: 'refusal', message: refusalWords(answer.error), asked })
  }
  const list = answer[name]
  if (!Array.isArray(list)) throw commandTrouble(who, { kind: 'shape', name, members: Object.keys(answer) })
  return list
}

/** A program that ended because memory ran out may answer less at once; it is started again for that. */
function endedForMemory(error: unknown, asked: AskedAtOnce): unknown {
  if (!(error instanceof NumeracyError) || error.details.trouble !== 'end') return error
  const memory = tooMuch(String(error.details.stderr ?? ''), asked, { serious: true })
  if (memory?.details.memory !== true) return error
  return new NumeracyError(error.code, error.message, { details: { ...error.details, ...memory.details } })
}

/** A row where it is a list; anything else becomes an empty row, which the check of the answer refuses. */
function rowOf(row: unknown): readonly number[] {
  return Array.isArray(row) ? row : []
}
