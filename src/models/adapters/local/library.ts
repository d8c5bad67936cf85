import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../../../base/error.ts'

export type Library = typeof import('@huggingface/transformers')

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

/**
 * transformers.js, an optional peer of this package. It is told to print nothing: what goes wrong is thrown.
 * @throws NumeracyError `model` when it is not installed, or does not run here
 */
export async function loadLibrary(
  model: string,
  load: () => Promise<Library> = () => import('@huggingface/transformers'),
): Promise<Library> {
  try {
    const library = await load()
    library.env.logLevel = library.LogLevel.NONE
    return library
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
    const problem =
      missing && messageOf(cause).includes(packageName)
        ? `local models need the package ${packageName}, which is not installed`
        : `the package ${packageName} could not be loaded: ${messageOf(cause)}`
    throw new NumeracyError('model', `${model}: ${problem}. ${howToInstall}`, {
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
