import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../../../base/error.ts'

type Library = typeof import('@huggingface/transformers')

const packageName = '@huggingface/transformers'

const howToInstall = `Run npm install ${packageName}; where downloads from its install script fail, npm install --onnxruntime-node-install=skip ${packageName}.`

/** What is missing before local models can run; null when nothing is. */
export function libraryNeeds(): string | null {
  return libraryPath() === null ? `The package ${packageName} is not installed. ${howToInstall}` : null
}

/** Where the library keeps the files that it downloads by itself; null when it is not installed. */
export function libraryCache(): string | null {
  const path = libraryPath()
  return path === null ? null : join(dirname(dirname(path)), '.cache')
}

/** A tensor of the runtime; float16 is held in its bits where JavaScript has no array of it. */
export interface RuntimeTensor {
  readonly type: string
  readonly dims: readonly number[]
  readonly data: ArrayLike<number | bigint | string>
}

/** What an input of a model takes. */
export interface InputFacts {
  readonly name: string
  readonly type?: string
  /** Sizes; those that are left open have names. */
  readonly shape?: readonly (number | string)[]
}

export interface Session {
  readonly inputNames: readonly string[]
  readonly inputMetadata: readonly InputFacts[]
  readonly outputNames: readonly string[]
  run(
    feeds: Readonly<Record<string, RuntimeTensor>>,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, RuntimeTensor>>>
}

/** The part of onnxruntime-node that is used. */
export interface Runtime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> }
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => RuntimeTensor
}

/**
 * onnxruntime-node, as it comes with transformers.js, an optional peer of this package. Models run on it
 * directly: so their inputs, outputs and files of weights are what their graph says, whatever family they are of.
 * @throws NumeracyError `model-unavailable` when it is not installed, or does not run here
 */
export function loadRuntime(model: string, load: () => Promise<Runtime> = ownRuntime): Promise<Runtime> {
  return loaded(model, load)
}

async function ownRuntime(): Promise<Runtime> {
  // As transformers.js does: the runtime must not send where and how it is used.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const path = createRequire(import.meta.url).resolve(packageName)
  return createRequire(path)('onnxruntime-node') as Runtime
}

/**
 * transformers.js itself, set to print nothing.
 * @throws NumeracyError `model-unavailable` when it is not installed, or does not run here
 */
export function loadLibrary(model: string): Promise<Library> {
  return loaded(model, async () => {
    const library = await import('@huggingface/transformers')
    library.env.logLevel = library.LogLevel.NONE
    return library
  })
}

async function loaded<Value>(model: string, load: () => Promise<Value>): Promise<Value> {
  try {
    return await load()
  } catch (cause) {
    const missing = /MODULE_NOT_FOUND$/.test((cause as NodeJS.ErrnoException).code ?? '')
    const problem =
      missing && messageOf(cause).includes(packageName)
        ? `local models need the package ${packageName}, which is not installed`
        : `the package ${packageName} could not be loaded: ${messageOf(cause).split('\n')[0]}`
    throw new NumeracyError('model-unavailable', `${model}: ${problem}. ${howToInstall}`, {
      cause,
      details: { model, package: packageName },
    })
  }
}

function libraryPath(): string | null {
  try {
    return createRequire(import.meta.url).resolve(packageName)
  } catch {
    return null
  }
}
