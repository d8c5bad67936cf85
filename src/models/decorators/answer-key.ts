import { keyOf } from '../../store/key.ts'
import type { Embedder, Role } from '../embedder.ts'

/** The role under which a vector is kept: a model that takes none has one vector for a text. */
export function keptRole({ takesRoles }: Embedder, role: Role): Role {
  return takesRoles === false ? 'document' : role
}

/** Key of a vector: the model's identity, the role and the exact text. */
export function vectorKey(identity: string, role: Role, text: string): Uint8Array {
  return keyOf(identity, role, text)
}

/**
 * Gives the key of the scores of documents for a query. The keys of one query share their first half: what is kept together
 * then lies together on the disk, where keys all over the table would each write a page of their own.
 */
export function scoreKeys(identity: string, query: string): (documents: readonly string[]) => Uint8Array {
  const shared = keyOf(identity, query).subarray(0, 16)
  return documents => {
    const key = new Uint8Array(32)
    key.set(shared)
    key.set(keyOf(identity, query, ...documents).subarray(0, 16), 16)
    return key
  }
}

/** What a claim of pairs is made by: all pairs of a query together, by the half that their keys share. */
export function claimOfPairs(key: Uint8Array): Uint8Array {
  return key.subarray(0, 16)
}
