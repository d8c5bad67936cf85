import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { messageOf } from '../../../base/error.ts'
import { type BatchFacts, feedsOf, fixedSizes, refuseUnknownInputs } from './feeds.ts'
import { loadRuntime, type Runtime, type Session } from './library.ts'
import type { ModelConfig } from './model-config.ts'
import type { ModelFolder } from './model-folder.ts'
import type { LocalOptions } from './options.ts'
import { type Output, outputOf } from './output.ts'
import { tokenBatches } from './token-batches.ts'
import { folderTokens } from './tokenizer-files.ts'
import type { Encoded, TokenReader } from './tokens.ts'
import { trouble } from './trouble.ts'

/** Larger batches are no faster on a CPU; between two the signal is heard. */
export const defaultBatch = { texts: 128, tokens: 1024 }

/**
 * A thread that waits sleeps: waiting awake is no faster on free cores, and far slower on cores that others use.
 * @param threads within an operator
 */
export function sessionOptions(threads: number) {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

/** What came of a batch: the outputs, one row for each of the texts at `places`. */
export interface BatchAnswer {
  readonly places: readonly number[]
  /** Tokens of each text, padding not counted. */
  readonly lengths: readonly number[]
  readonly outputs: readonly Output[]
}

/** The tokenizer and the weights of a folder, each loaded when first needed. */
export interface LocalModel {
  reader(): Promise<TokenReader>
  /**
   * Runs the model over all texts: sorted by length, padded on the right batch by batch. The event loop turns
   * between batches, and there the signal is heard.
   */
  run(
    texts: readonly Encoded[],
    signal: AbortSignal | undefined,
    answered: (answer: BatchAnswer) => void,
  ): Promise<void>
}

/** Nothing is loaded before the first call. */
export function localModel(
  options: LocalOptions,
  folder: ModelFolder,
  { types, firstPosition }: ModelConfig,
  { lowerCase }: { readonly lowerCase: boolean },
): LocalModel {
  let reading: Promise<TokenReader> | undefined
  let loading: Promise<Loaded> | undefined

  function reader(): Promise<TokenReader> {
    reading ??= folderTokens(options, folder.path, { types, lowerCase })
    return reading
  }
  return {
    reader,
    async run(texts, signal, answered) {
      loading ??= loadModel(options, folder)
      const loaded = await loading
      const { padding } = await reader()
      const lengths = texts.map(({ ids }) => ids.length)
      const most = options.batch ?? defaultBatch.texts
      const limits = { ...defaultBatch, texts: Math.min(most, loaded.fixed.texts ?? most) }
      for (const places of tokenBatches(lengths, limits)) {
        await setImmediate()
        signal?.throwIfAborted()
        const batch = places.map(place => texts[place])
        answered({
          places,
          lengths: places.map(place => lengths[place]),
          outputs: await runBatch(options, loaded, batch, { padding, firstPosition }),
        })
      }
    },
  }
}

interface Loaded {
  readonly runtime: Runtime
  readonly session: Session
  readonly fixed: ReturnType<typeof fixedSizes>
  /** The outputs that are asked for. */
  readonly wanted: readonly string[]
}

async function loadModel(options: LocalOptions, { path, weights }: ModelFolder): Promise<Loaded> {
  const runtime = await loadRuntime(options.spec)
  const created = { ...sessionOptions(options.threads), executionProviders: ['cpu'], logSeverityLevel: 4 }
  const session = await runtime.InferenceSession.create(join(path, weights), created).catch(cause => {
    throw trouble(
      'model-unavailable',
      options,
      `its ${weights} could not be loaded: ${messageOf(cause)}. Get or export the model again.`,
      { cause, details: { path, file: weights } },
    )
  })
  refuseUnknownInputs(options, weights, session)
  const { output } = options
  if (output !== undefined && !session.outputNames.includes(output)) {
    throw trouble(
      'usage',
      options,
      `got output=${JSON.stringify(output)}; expected an output of ${weights}: ${session.outputNames.join(', ')}.`,
      { details: { option: 'output', outputs: session.outputNames } },
    )
  }
  // What a decoder would remember for the next token is large, and of no use here.
  const wanted = session.outputNames.filter(name => !/^present[._]/.test(name))
  return { runtime, session, fixed: fixedSizes(session), wanted: output === undefined ? wanted : [output] }
}

async function runBatch(
  options: LocalOptions,
  { runtime, session, fixed, wanted }: Loaded,
  texts: readonly Encoded[],
  facts: BatchFacts,
): Promise<Output[]> {
  const longest = Math.max(...texts.map(({ ids }) => ids.length))
  const problem = sizeProblem(fixed, texts.length, longest)
  const details = { texts: texts.length, tokens: longest }
  if (problem !== null) throw trouble('input', options, problem, { details })
  const feeds = feedsOf(runtime, session, texts, { ...facts, tokens: fixed.tokens })
  const answer = await session.run(feeds, wanted).catch(cause => {
    const said = messageOf(cause)
    throw trouble(
      'model-unavailable',
      options,
      `the model failed on ${texts.length} texts of up to ${longest} tokens: ${said}.${adviceOn(said)}`,
      { cause, details },
    )
  })
  return wanted.map(name => outputOf(name, answer[name]))
}

function sizeProblem(fixed: Loaded['fixed'], texts: number, tokens: number): string | null {
  if (fixed.texts !== null && fixed.texts !== texts)
    return `its weights read exactly ${fixed.texts} texts at once; expected any number. Export the model with an open batch size.`
  if (fixed.tokens !== null && tokens > fixed.tokens)
    return `its weights read exactly ${fixed.tokens} tokens; got ${tokens}, marks included. Shorten the text, or export the model with an open length.`
  return null
}

/** What to do about what the runtime said, where that shows the cause. */
function adviceOn(said: string): string {
  if (/alloc|out of memory/i.test(said))
    return ' There is too little memory: ?batch=1, or shorter texts, need less.'
  if (/out of data bounds|out of bounds|out of range/i.test(said))
    return ' A token, or its place, is not in the tables of these weights: the text is longer than the model reads, or the tokenizer is that of another model.'
  return ' The weights do not fit the texts they were given: get or export the model again, or name another of its files with ?file=.'
}
