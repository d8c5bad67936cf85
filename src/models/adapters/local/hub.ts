import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ModelEnvironment } from '../family.ts'
import { download } from './download.ts'
import { type HubCache, hubCache } from './hub-cache.ts'
import { visitModelFiles } from './hub-files.ts'
import { libraryCache, loadLibrary } from './library.ts'
import { modelFolder } from './model-folder.ts'
import type { LocalOptions } from './options.ts'
import { trouble } from './trouble.ts'

/** A model of a hub: `ORG/NAME` at a branch, tag or commit. */
export interface HubModel {
  readonly name: string
  /** Default: `main`. */
  readonly revision: string | undefined
  readonly options: LocalOptions
}

/**
 * The folder of a model of a hub: in the hub's own cache (`HF_HUB_CACHE`, `HF_HOME`), which Python's libraries
 * share; in the cache of transformers.js; else what is missing is downloaded into the first, from `HF_ENDPOINT`
 * where that is set. A revision that is in the cache is not asked for again; with `HF_HUB_OFFLINE` nothing is.
 * @throws NumeracyError `usage`: not a name; `unknown`: the hub has no such model; `model-unavailable`: it cannot be reached, or must not (`HF_HUB_OFFLINE`)
 */
export async function hubFolder(
  model: HubModel,
  { env }: ModelEnvironment,
  secondCache: string | null = libraryCache(),
): Promise<string> {
  const { name, options, revision = 'main' } = model
  if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.includes('..')) {
    throw trouble('usage', options, 'a model of a hub is written hf:ORG/NAME, such as hf:my-team/my-model.')
  }
  if (!/^[\w.-][\w./-]*$/.test(revision) || revision.includes('..')) {
    throw trouble(
      'usage',
      options,
      `got revision=${JSON.stringify(revision)}; expected a branch, a tag or a commit.`,
      {
        details: { option: 'revision' },
      },
    )
  }
  const cache = hubCache(cacheRoot(env), name)
  const known = await cache.commit(revision)
  if (known === undefined) {
    const other = secondCache === null ? undefined : await libraryFolder(secondCache, model, revision)
    if (other !== undefined) return other
  }
  if (known !== undefined && (await isComplete(cache, known, options))) return cache.folder(known)
  return downloaded(model, { cache, known, revision, env })
}

interface Wanted {
  readonly cache: HubCache
  readonly known: string | undefined
  readonly revision: string
  readonly env: ModelEnvironment['env']
}

async function downloaded(model: HubModel, { cache, known, revision, env }: Wanted): Promise<string> {
  const { name, options } = model
  if (/^(?:1|true|yes|on)$/i.test(env.HF_HUB_OFFLINE ?? '')) {
    if (known !== undefined && (await canRun(cache, known, options))) return cache.folder(known)
    throw trouble(
      'model-unavailable',
      options,
      `revision ${revision} with its weights is not in the cache (${cacheRoot(env)}), and HF_HUB_OFFLINE forbids to download it. Unset it, or name a folder that has the model.`,
      { details: { revision } },
    )
  }
  const endpoint = env.HF_ENDPOINT ?? (await loadLibrary(options.spec)).env.remoteHost
  if (!URL.canParse(endpoint)) {
    throw trouble(
      'usage',
      options,
      `got HF_ENDPOINT=${JSON.stringify(endpoint)}; expected an address such as http://host:port.`,
    )
  }
  const source = { endpoint, name, token: env.HF_TOKEN, options }
  const first = await download(source, known ?? revision, 'config.json', cache)
  const commit = first.commit
  await cache.remember(revision, commit)
  await visitModelFiles(
    cache.folder(commit),
    options,
    async file => (await download(source, commit, file, cache)).found,
  )
  return cache.folder(commit)
}

/** Whether the files that nothing runs without are there; offline, the others count as missing when they are not. */
async function canRun(cache: HubCache, commit: string, options: LocalOptions): Promise<boolean> {
  return (await modelFolder(cache.folder(commit), options).catch(() => undefined)) !== undefined
}

/** Whether all that would be asked for is there, or known to be nowhere. */
async function isComplete(cache: HubCache, commit: string, options: LocalOptions): Promise<boolean> {
  let complete = true
  await visitModelFiles(cache.folder(commit), options, async file => {
    const state = await cache.state(commit, file)
    complete &&= state !== 'unknown'
    return state === 'here'
  })
  return complete
}

/** The model in the cache of transformers.js, when that has all that is needed to run it. */
async function libraryFolder(
  root: string,
  { name, options }: HubModel,
  revision: string,
): Promise<string | undefined> {
  const path = join(root, name, revision === 'main' ? '' : revision)
  return (await modelFolder(path, options).catch(() => undefined))?.path
}

function cacheRoot(env: ModelEnvironment['env']): string {
  if (env.HF_HUB_CACHE) return env.HF_HUB_CACHE
  if (env.HF_HOME) return join(env.HF_HOME, 'hub')
  return join(env.XDG_CACHE_HOME || join(env.HOME ?? homedir(), '.cache'), 'huggingface', 'hub')
}
