/**
 * What asking a model does beyond computing with what came with the package. A user must see it before a spec is asked
 * that somebody else wrote.
 */
export type Reach =
  | { readonly does: 'computes' }
  /** Starts a program with the user's rights. */
  | { readonly does: 'runs'; readonly words: readonly string[]; readonly folder: string }
  /** Loads weights of this machine; the path is absolute. */
  | { readonly does: 'reads'; readonly folder: string }
  /** Loads weights that are in a hub's cache, or else come from there. */
  | { readonly does: 'downloads'; readonly from: string; readonly key: SentKey | null }
  /** Sends every text to a server. */
  | { readonly does: 'sends'; readonly to: string; readonly key: SentKey | null }

/** A key that goes along. */
export interface SentKey {
  /** The variable of the environment that holds it. */
  readonly variable: string
  /** Whether the family knows this variable by itself; otherwise the spec alone names it. */
  readonly known: boolean
  /** Whether it is the key of a vendor and goes to another address than that vendor's. */
  readonly elsewhere: boolean
}
