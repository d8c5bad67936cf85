import { NumeracyError } from '../../../base/error.ts'
import { canonicalJson, type Json } from '../../../base/json.ts'
import type { Role } from '../../embedder.ts'
import { type ModelSpec, specName } from '../../spec.ts'
import { bodyParts } from './server-options.ts'

/** Options of every server's embedder for the role of a text; `body.query.NAME` and `body.document.NAME` come with `body.*`. */
export const roleOptions = ['prefix', 'documentPrefix', 'queryPrefix'] as const

type Members = Readonly<Record<string, Json>>

/** What is sent for a text in each role. */
export interface RoleOptions {
  readonly prefixes: Readonly<Record<Role, string>>
  /** Members of each request, by role: those of both roles, and the role's own over them. */
  readonly bodies: Readonly<Record<Role, Members>>
  /** What of it changes an answer, as parts of the task of an identity. */
  readonly task: readonly string[]
  /** Whether a text as a query is sent otherwise than as a document. */
  readonly differ: boolean
}

const roles: readonly Role[] = ['document', 'query']

/**
 * @param body members that a user adds to each request; `query.NAME` and `document.NAME` are those of one role
 * @param own members that the adapter writes itself
 * @throws NumeracyError `usage`
 */
export function roleOptionsIn(spec: ModelSpec, body: Members, own: readonly string[]): RoleOptions {
  const prefixes = prefixesIn(spec)
  const members = (role: Role) => membersOf(body, role)
  for (const role of roles) refuseOwn(spec, role, members(role), own)
  const shared = Object.fromEntries(Object.entries(body).filter(([name]) => !roleIn(name)))
  const given = roles.filter(role => Object.keys(members(role)).length > 0)
  return {
    prefixes,
    bodies: {
      document: { ...shared, ...members('document') },
      query: { ...shared, ...members('query') },
    },
    task: [
      ...bodyParts(shared),
      ...given.map(role => `${role} body ${canonicalJson(members(role))}`),
      ...roles
        .filter(role => prefixes[role] !== '')
        .map(role => `${role} prefix ${JSON.stringify(prefixes[role])}`),
    ],
    differ:
      prefixes.document !== prefixes.query ||
      canonicalJson(members('document')) !== canonicalJson(members('query')),
  }
}

/** As of local models: `prefix` stands before documents, and `documentPrefix` is its plainer name. */
function prefixesIn(spec: ModelSpec): Record<Role, string> {
  const { prefix, documentPrefix, queryPrefix } = spec.options
  if (prefix !== undefined && documentPrefix !== undefined) {
    throw new NumeracyError(
      'usage',
      `${specName(spec)}: got both prefix and documentPrefix, which are two names for what stands before every document; expected one of them. Leave one out.`,
      { details: { spec: specName(spec), option: 'prefix' } },
    )
  }
  return { document: documentPrefix ?? prefix ?? '', query: queryPrefix ?? '' }
}

function roleIn(name: string): Role | undefined {
  return roles.find(role => name.startsWith(`${role}.`))
}

function membersOf(body: Members, role: Role): Members {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => roleIn(name) === role)
      .map(([name, value]) => [name.slice(role.length + 1), value]),
  )
}

function refuseOwn(spec: ModelSpec, role: Role, members: Members, own: readonly string[]): void {
  const taken = Object.keys(members).find(name => own.includes(name) || name === '')
  if (taken === undefined) return
  throw new NumeracyError(
    'usage',
    `${specName(spec)}: got the option body.${role}.${taken}; expected the name of a member that is not written anyway (${own.join(', ')}). Leave it out.`,
    { details: { spec: specName(spec), option: `body.${role}.${taken}` } },
  )
}
