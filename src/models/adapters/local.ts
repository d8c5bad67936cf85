import { homedir } from 'node:os'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageOf } from '../../base/error.ts'
import { type ModelSpec, specName } from '../spec.ts'
import type { ModelEnvironment, ModelFamily, ModelKind } from './family.ts'
import { hubFolder } from './local/hub.ts'
import { libraryNeeds } from './local/library.ts'
import { modelFolder } from './local/model-folder.ts'
import { localOptionNames, localOptions } from './local/options.ts'
import { folderEmbedder, folderReranker, type LocalSource } from './local/resolve.ts'
import { trouble } from './local/trouble.ts'

const kinds: readonly ModelKind[] = ['embedder', 'reranker']

/** Where the library takes models from, unless HF_ENDPOINT names another hub. */
const defaultHub = 'https://huggingface.co/'

/** ONNX encoders and cross-encoders in a folder of this machine, in the layout of transformers.js. */
export const folder: ModelFamily = {
  provider: 'folder',
  options: localOptionNames,
  models: [],
  pattern: {
    name: './PATH',
    kinds,
    description: 'An ONNX encoder or cross-encoder in a folder; written ./PATH alone it means the same.',
  },
  needs: libraryNeeds,
  reach: (spec, environment) => ({ does: 'reads', folder: folderPath(spec, environment) }),
  embedder: async (spec, environment) => folderEmbedder(await folderSource(spec, environment, 'embedder')),
  reranker: async (spec, environment) => folderReranker(await folderSource(spec, environment, 'reranker')),
}

/** The same from the cache of a model hub, or downloaded into it when the model is named. */
export const hub: ModelFamily = {
  provider: 'hf',
  options: [...localOptionNames, 'revision'],
  models: [],
  pattern: {
    name: 'ORG/NAME',
    kinds,
    description: "The same from a model hub's cache, or downloaded into it when it is named.",
  },
  needs: libraryNeeds,
  reach: (_, { env }) => ({
    does: 'downloads',
    from: env.HF_ENDPOINT ?? defaultHub,
    key: env.HF_TOKEN ? { variable: 'HF_TOKEN', known: true, elsewhere: false } : null,
  }),
  embedder: async (spec, environment) => folderEmbedder(await hubSource(spec, environment, 'embedder')),
  reranker: async (spec, environment) => folderReranker(await hubSource(spec, environment, 'reranker')),
}

/** The name of the folder alone names the model: what is in it is told apart by its hash, wherever it lies. */
async function folderSource(
  spec: ModelSpec,
  environment: ModelEnvironment,
  kind: ModelKind,
): Promise<LocalSource> {
  const options = localOptions(spec, kind)
  const path = folderPath(spec, environment)
  return { options, folder: await modelFolder(path, options), provider: 'folder', model: basename(path) }
}

async function hubSource(
  spec: ModelSpec,
  environment: ModelEnvironment,
  kind: ModelKind,
): Promise<LocalSource> {
  const options = localOptions(spec, kind)
  const path = await hubFolder({ name: spec.name, revision: spec.options.revision, options }, environment)
  return { options, folder: await modelFolder(path, options), provider: 'hf', model: spec.name }
}

/** @throws NumeracyError `usage`: a URL that is no path of this machine */
function folderPath({ name, provider }: ModelSpec, { env, cwd }: ModelEnvironment): string {
  if (name.startsWith('file:/')) {
    try {
      return fileURLToPath(name)
    } catch (cause) {
      throw trouble(
        'usage',
        { spec: specName({ provider, name }) },
        `this URL names no folder of this machine (${messageOf(cause)}); expected one such as file:///models/my-model. Write the path itself.`,
        { cause },
      )
    }
  }
  const home = env.HOME ?? env.USERPROFILE ?? homedir()
  return resolve(
    cwd,
    name.replace(/^~(?=$|[\\/])/, () => home),
  )
}
