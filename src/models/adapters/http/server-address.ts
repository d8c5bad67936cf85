import { NumeracyError } from '../../../base/error.ts'
import type { ModelSpec } from '../../spec.ts'
import { pathHoldsKey } from '../../spec-secrets.ts'
import type { ModelEnvironment } from '../family.ts'
import type { Reach } from '../reach.ts'
import { sentKey } from './vendor-key.ts'

/** Where a server answers. */
export interface ServerAddress {
  /** Without a slash at its end: part of the identity. */
  readonly baseURL: string
  /** Whether nothing but a host and a port was given. */
  readonly bare: boolean
}

/**
 * Reads a base URL. It holds no user, no password, no key, no query and no fragment, and not the path that is asked itself.
 * @param who speaks in messages
 * @param path what is asked there, such as `embeddings`; null where that is another's concern
 * @throws NumeracyError `usage`; the message repeats nothing of the address
 */
export function serverAddress(who: string, text: string, path: string | null): ServerAddress {
  const refuse = (got: string, advice: string): never => {
    throw new NumeracyError(
      'usage',
      `${who}: got ${got}; expected a base URL such as http://localhost:8080/v1. ${advice}`,
      { details: { option: 'baseURL' } },
    )
  }
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    return refuse('a baseURL that is not an http or https address', 'Write it out in full.')
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'a baseURL with a user or a password in it',
      'Put the key into an environment variable and name that with ?keyEnv=NAME.',
    )
  }
  if (url.search !== '' || url.hash !== '')
    return refuse('a baseURL with a query or a fragment', 'Leave out what follows ? or #.')
  if (pathHoldsKey(url.pathname)) {
    return refuse(
      'a baseURL with what looks like a key in its path, which is written into run files',
      'Put the key into an environment variable and name that with ?keyEnv=NAME.',
    )
  }
  const pathname = url.pathname.replace(/\/+$/, '')
  if (path !== null && pathname.endsWith(`/${path}`))
    return refuse(`a baseURL that ends with /${path}`, `Leave that out: /${path} is added.`)
  return { baseURL: url.origin + pathname, bare: pathname === '' }
}

/** @throws NumeracyError `usage` when a spec has no base URL */
export function requiredBaseURL(who: string, { options }: ModelSpec): string {
  if (options.baseURL) return options.baseURL
  throw new NumeracyError(
    'usage',
    `${who}: got no address; expected the option baseURL, such as ?baseURL=http://localhost:8080/v1.`,
    { details: { option: 'baseURL' } },
  )
}

/**
 * What asking a server does whose spec names address and key.
 * @param variable null where no key is sent
 */
export function serverReach(to: string, variable: string | null, environment: ModelEnvironment): Reach {
  return { does: 'sends', to, key: variable === null ? null : sentKey(variable, to, environment) }
}

/** The addresses to try, the likelier first: a bare host may answer below `/v1` or at its root. */
export function endpoints({ baseURL, bare }: ServerAddress, path: string): readonly [string, ...string[]] {
  return bare ? [`${baseURL}/v1/${path}`, `${baseURL}/${path}`] : [`${baseURL}/${path}`]
}
