import { createRequire } from 'node:module'
import { NumeracyError } from '../../../base/error.ts'
import type { SdkEmbeddingModel, SdkRerankingModel } from '../../sdk-model.ts'
import type { ApiKey } from '../http/api-key.ts'
import { carefulFetch } from './careful-fetch.ts'
import type { Vendor } from './vendors.ts'

/** A provider of the AI SDK: versions of it have called the same thing by several names. */
interface SdkProvider {
  readonly embeddingModel?: (name: string) => SdkEmbeddingModel
  readonly textEmbeddingModel?: (name: string) => SdkEmbeddingModel
  readonly rerankingModel?: (name: string) => SdkRerankingModel
  readonly reranking?: (name: string) => SdkRerankingModel
}

/** Whether the vendor's package is here. */
export function isInstalled({ package: name }: Vendor): boolean {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`)
    return true
  } catch {
    return false
  }
}

/** What to do where it is not. */
export function installLine({ package: name }: Vendor): string {
  return `npm install ${name}`
}

export interface SdkSettings {
  readonly key: ApiKey
  readonly baseURL: string | undefined
  readonly more: Readonly<Record<string, string | undefined>>
}

/** The vendor's embedding model. @throws NumeracyError `model-unavailable` when the package is not here or knows no such thing */
export async function sdkEmbeddingModel(
  vendor: Vendor,
  name: string,
  settings: SdkSettings,
): Promise<SdkEmbeddingModel> {
  const provider = await sdkProvider(vendor, settings)
  const make = provider.embeddingModel ?? provider.textEmbeddingModel
  if (make === undefined) throw lacking(vendor, 'embedding models')
  return make.call(provider, name)
}

/** The vendor's reranking model. @throws as `sdkEmbeddingModel` */
export async function sdkRerankingModel(
  vendor: Vendor,
  name: string,
  settings: SdkSettings,
): Promise<SdkRerankingModel> {
  const provider = await sdkProvider(vendor, settings)
  const make = provider.rerankingModel ?? provider.reranking
  if (make === undefined) throw lacking(vendor, 'reranking models')
  return make.call(provider, name)
}

async function sdkProvider(vendor: Vendor, { key, baseURL, more }: SdkSettings): Promise<SdkProvider> {
  const module = await loaded(vendor)
  const create = module[vendor.create]
  if (typeof create !== 'function') throw lacking(vendor, `the function ${vendor.create}`)
  return create({
    apiKey: key.value,
    ...more,
    ...(baseURL === undefined ? {} : { baseURL }),
    fetch: carefulFetch,
  }) as SdkProvider
}

async function loaded(vendor: Vendor): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(vendor.package)) as Readonly<Record<string, unknown>>
  } catch (cause) {
    throw new NumeracyError(
      'model-unavailable',
      `${vendor.provider}: its package ${vendor.package} is not installed. Install it: ${installLine(vendor)}.`,
      { cause, details: { package: vendor.package } },
    )
  }
}

function lacking({ provider, package: name }: Vendor, what: string): NumeracyError {
  return new NumeracyError(
    'model-unavailable',
    `${provider}: the installed ${name} has no ${what}. Install its newest version: npm install ${name}@latest.`,
    { details: { package: name } },
  )
}
