import { NumeracyError } from '../../base/error.ts'
import type { Translations } from '../../findings/finding.ts'
import type { ModelEnvironment, ModelKind } from '../../models/adapters/family.ts'
import type { Reach } from '../../models/adapters/reach.ts'
import { modelReach } from '../../models/registry.ts'
import { reachWords, refusalWords, visible } from './consent-words.ts'

/** What the user said on the command line of `numeracy view`. */
export interface Named {
  /** Specs that may be asked as they stand. */
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
  /** Variables whose keys any confirmed spec may send. */
  readonly keyVariables: readonly string[]
  /** Whether confirmed specs may start programs. */
  readonly allowCommands: boolean
}

export interface AskedModel {
  readonly kind: ModelKind
  readonly spec: string
}

/** How it stands with a model that is to be asked. */
export type Standing =
  | { readonly state: 'allowed' }
  /** The user is to see `does`, whole, before anything is asked. */
  | { readonly state: 'unconfirmed'; readonly does: Translations; readonly why: Translations }
  | { readonly state: 'refused'; readonly reason: 'program' | 'key'; readonly why: Translations }

/** Which models the page may ask: those that the user named or confirmed, letter by letter, and the bundled ones. */
export interface Consent {
  /** @throws NumeracyError `usage` or `unknown` for what is no model */
  standing(model: AskedModel): Standing
  /**
   * Allows a model, for as long as the server runs.
   * @param does what the user was shown that asking it does, in any language
   * @returns whether that is what asking it does
   */
  confirm(model: AskedModel, does: string): boolean
  /** @throws NumeracyError `usage`, with `details.refused`, unless all of them may be asked */
  require(models: readonly AskedModel[]): void
}

/** @throws NumeracyError `usage` or `unknown` for a named spec that is no model, or is a program that is not allowed */
export function consent(named: Named, environment: ModelEnvironment): Consent {
  const { keyVariables, allowCommands } = named
  const allowed = new Set<string>()
  const reachOf = ({ kind, spec }: AskedModel) => modelReach(kind, spec, { environment })

  for (const model of modelsOf(named)) {
    if (reachOf(model).does === 'runs' && !allowCommands) throw needsAllowance(model)
    allowed.add(keyOf(model))
  }

  function standing(model: AskedModel): Standing {
    const { spec } = model
    const reach = reachOf(model)
    if (reach.does === 'runs' && !allowCommands)
      return { state: 'refused', reason: 'program', why: refusalWords.program(spec) }
    if (reach.does === 'computes' || allowed.has(keyOf(model))) return { state: 'allowed' }
    const key = foreignKey(reach)
    if (key !== null && !keyVariables.includes(key.key.variable))
      return { state: 'refused', reason: 'key', why: refusalWords.key(spec, key.key, key.to) }
    return { state: 'unconfirmed', does: reachWords(reach), why: refusalWords.unconfirmed(spec) }
  }

  return {
    standing,
    confirm(model, does) {
      const now = standing(model)
      if (now.state === 'unconfirmed' && Object.values(now.does).includes(does)) allowed.add(keyOf(model))
      return standing(model).state === 'allowed'
    },
    require(models) {
      for (const model of models) {
        const now = standing(model)
        if (now.state === 'allowed') continue
        const refused = now.state === 'refused' ? now.reason : now.state
        throw new NumeracyError('usage', `view: ${now.why.en}`, {
          details: { refused, kind: model.kind, spec: model.spec, why: now.why },
        })
      }
    },
  }
}

export function modelsOf({
  embed,
  rerank,
}: {
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
}): AskedModel[] {
  return [
    ...embed.map(spec => ({ kind: 'embedder' as const, spec })),
    ...rerank.map(spec => ({ kind: 'reranker' as const, spec })),
  ]
}

function keyOf({ kind, spec }: AskedModel): string {
  return JSON.stringify([kind, spec])
}

/** A key that the spec alone names, and where it would go. */
function foreignKey(reach: Reach) {
  if (reach.does !== 'sends' || reach.key === null || reach.key.known) return null
  return { key: reach.key, to: reach.to }
}

function needsAllowance({ spec }: AskedModel): NumeracyError {
  return new NumeracyError(
    'usage',
    `view: got the program ${visible(spec)}; expected --allow-commands with it. Add that: from then on who has the address of the page can have any program run with your rights.`,
    { details: { spec } },
  )
}
