import { NumeracyError } from '../base/error.ts'
import { nearestNames } from '../math/edit-distance.ts'
import type { AnswerCache, ModelRows } from '../store/answer-cache.ts'

/** What is kept of one model, or of none: figures and references have names of their own. */
export interface KeptModel {
  /** provider:model. */
  readonly model: string
  readonly answers: number
  readonly derived: number
  readonly bytes: number
  /** Those of each of its identities. */
  readonly rows: readonly ModelRows[]
}

/** What is kept, the identities of one model taken together. */
export function keptModels(cache: AnswerCache): KeptModel[] {
  const rows = Map.groupBy(cache.summary(), ({ model }) => keptName(model))
  return [...rows].map(([model, group]) => ({
    model,
    answers: group.reduce((sum, row) => sum + row.answers, 0),
    derived: group.reduce((sum, row) => sum + row.derived, 0),
    bytes: group.reduce((sum, row) => sum + row.bytes, 0),
    rows: group,
  }))
}

/** provider:model of an identity; what is kept of no model has a name of its own. */
function keptName(identity: string): string {
  if (!identity.startsWith('{')) return identity
  const { provider, model } = JSON.parse(identity) as { provider: string; model: string }
  return `${provider}:${model}`
}

/**
 * What is kept of the model that a name means: of a name that says the kind, as an id of a run does, that kind alone; of
 * a spec with an address, that address alone.
 * @throws as `keptModelNamed`
 */
export function keptRows(
  kept: readonly KeptModel[],
  name: string,
): { readonly model: string; readonly rows: readonly ModelRows[] } {
  const { model, rows } = keptModelNamed(kept, name)
  const kind = /^(embedder|reranker):/.exec(name)?.[1]
  const baseURL = new URLSearchParams(/\?(.*)$/s.exec(name)?.[1]).get('baseURL')
  const meant = rows.filter(row => {
    if (!row.model.startsWith('{')) return true
    const identity = JSON.parse(row.model) as { readonly kind: string; readonly baseURL: string | null }
    return (
      (kind === undefined || identity.kind === kind) && (baseURL === null || identity.baseURL === baseURL)
    )
  })
  if (meant.length > 0) return { model, rows: meant }
  throw new NumeracyError(
    'unknown',
    `cache clear: no answers are kept of ${JSON.stringify(name)}, but there are answers of ${model} in another role or from another address. Give that name to delete them all.`,
    { details: { model: name, held: [model] } },
  )
}

/**
 * The kept model that is meant by a name that the tool prints: that of `numeracy cache`, a spec, the id of a run, or
 * what tables and sentences make of them.
 * @throws NumeracyError `unknown` with what there is; `usage` when several are meant
 */
function keptModelNamed(kept: readonly KeptModel[], name: string): KeptModel {
  const exact = kept.find(({ model }) => model === name)
  if (exact !== undefined) return exact
  const plain = plainName(name)
  const meant =
    kept.find(({ model }) => model === plain) ??
    onlyOne(
      name,
      kept.filter(({ model }) => model.replace(/^[^:]*:/s, '') === plain || plainName(model) === plain),
    )
  if (meant !== undefined) return meant
  const names = kept.map(({ model }) => model)
  const near = nearestNames(plain, names)
  const advice = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''
  const held =
    names.length === 0
      ? ' The cache is empty.'
      : ` The cache holds:${names.map(each => `\n  ${each}`).join('')}`
  throw new NumeracyError(
    'unknown',
    `cache clear: nothing is kept of ${JSON.stringify(name)}.${advice}${held}`,
    {
      details: { model: name, near, held: names },
    },
  )
}

function onlyOne(name: string, found: readonly KeptModel[]): KeptModel | undefined {
  if (found.length < 2) return found[0]
  const names = found.map(({ model }) => model)
  throw new NumeracyError(
    'usage',
    `cache clear: ${JSON.stringify(name)} may be ${names.join(' or ')}. Give one of these names.`,
    { details: { model: name, held: names } },
  )
}

/** `embedder:../models/encoder?dtype=q8` → `encoder`; `jina:x?dimensions=64 as embedder` → `jina:x`. */
function plainName(name: string): string {
  return name
    .replace(/^(?:embedder|reranker):/, '')
    .replace(/ (?:standing in )?as (?:embedder|reranker)$/, '')
    .replace(/\?.*$/s, '')
    .replace(/^(?:folder:)?(?:[./~]|[A-Za-z]:[\\/])(?:.*[\\/])?([^/\\]+)[/\\]*$/s, '$1')
}
