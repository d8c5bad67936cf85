import type { Embedder } from '../../embedder.ts'
import type { Reranker } from '../../reranker.ts'
import { localCrossEncoder } from './cross-encoder.ts'
import { type LocalParts, localEncoder } from './encoder.ts'
import { modelConfig } from './model-config.ts'
import { type ModelFolder, neededFiles } from './model-folder.ts'
import { configFilesOf, modelSteps } from './modules.ts'
import type { LocalOptions } from './options.ts'
import { folderRevision } from './revision.ts'
import { sentenceConfig, transformerConfig } from './sentence-config.ts'
import { trouble } from './trouble.ts'

/** A folder and how its model is named. */
export interface LocalSource {
  readonly options: LocalOptions
  readonly folder: ModelFolder
  readonly provider: string
  readonly model: string
}

/** @throws NumeracyError `input` when the folder holds no sentence encoder */
export async function folderEmbedder(source: LocalSource): Promise<Embedder> {
  const parts = await localParts(source)
  if (parts.config.crossEncoder === true) {
    throw trouble(
      'input',
      source.options,
      `this is a cross-encoder (${parts.config.architecture}): it scores a query with a document and has no vectors. Ask it as a reranker: by --rerank, or --as reranker.`,
      { details: { architecture: parts.config.architecture } },
    )
  }
  return localEncoder(parts, await sentenceConfig(source.options, source.folder))
}

/** @throws NumeracyError `input` when the folder holds no cross-encoder */
export async function folderReranker(source: LocalSource): Promise<Reranker> {
  const parts = await localParts(source)
  const { options, folder, config } = parts
  if (config.crossEncoder === false || (config.crossEncoder === null && options.label === undefined)) {
    throw trouble(
      'input',
      source.options,
      `this is an encoder (${parts.config.architecture}): it gives vectors and scores no pairs; a cross-encoder is a model for sequence classification. Ask it as an embedder: by --embed, or --as embedder.`,
      { details: { architecture: parts.config.architecture } },
    )
  }
  const steps = await modelSteps(options, folder.path)
  return localCrossEncoder(parts, await transformerConfig(options, folder.path, steps))
}

async function localParts({ options, folder, provider, model }: LocalSource): Promise<LocalParts> {
  const config = await modelConfig(options, folder)
  const steps = await modelSteps(options, folder.path)
  const revision = await folderRevision(folder, [
    ...neededFiles,
    ...(await configFilesOf(folder.path, steps)),
  ])
  return { options, folder, config, provider, model, revision }
}
