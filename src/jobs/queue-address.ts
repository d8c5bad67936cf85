import { NumeracyError } from '../base/error.ts'

/** Where a queue is, as `redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE][?prefix=NAME&wait=SECONDS]` says it. */
export interface QueueAddress {
  readonly host: string
  readonly port: number
  readonly database: number
  readonly username: string | null
  /** Never shown. */
  readonly password: string | null
  readonly tls: boolean
  /** All keys begin with it. */
  readonly prefix: string
  /** Seconds that are waited for a worker. */
  readonly wait: number
  /** The address without user, password and options, for messages. */
  readonly shown: string
}

/** Where the password may stand, so that no list of processes shows it. */
const passwordVariable = 'NUMERACY_QUEUE_PASSWORD'

const schemes: Readonly<Record<string, { readonly tls: boolean }>> = {
  'redis:': { tls: false },
  'rediss:': { tls: true },
  'valkey:': { tls: false },
  'valkeys:': { tls: true },
}

const example = 'redis://127.0.0.1:6379'

/**
 * Reads the address of a queue. No message repeats what may be a password.
 * @throws NumeracyError `usage`
 */
export function queueAddress(text: string, env: Readonly<Record<string, string | undefined>>): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : null
  const scheme = url && Object.hasOwn(schemes, url.protocol) ? schemes[url.protocol] : undefined
  if (url === null || scheme === undefined || url.hostname === '')
    throw refused('got no address of a queue', `one such as ${example}, or rediss://HOST:PORT for TLS`)
  const shown = `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`
  const given = /^\/?(\d{0,4})$/.exec(url.pathname)
  if (given === null || url.hash !== '')
    throw refused(
      `got more than a host in the address`,
      `at most the number of a database, such as ${example}/2`,
    )
  const options = new Map(url.searchParams)
  const unknown = [...options.keys()].find(name => name !== 'prefix' && name !== 'wait')
  if (unknown !== undefined)
    throw refused(
      `the address of ${shown} has an option that is not known`,
      'prefix=NAME or wait=SECONDS after the question mark',
    )
  const { prefix = 'numeracy', wait = '60' } = Object.fromEntries(options)
  if (!/^[\w.-]{1,60}$/.test(prefix))
    throw refused('prefix: got another text', '1 to 60 letters, digits, dots, hyphens and underlines')
  if (!/^\d{1,6}$/.test(wait)) throw refused('wait: got no whole number', 'seconds, such as wait=60')
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 6379),
    database: Number(given[1]),
    username: decoded(url.username),
    password: decoded(url.password) ?? (env[passwordVariable] || null),
    tls: scheme.tls,
    prefix,
    wait: Number(wait),
    shown,
  }
}

function decoded(text: string): string | null {
  if (text === '') return null
  try {
    return decodeURIComponent(text)
  } catch {
    throw refused('got a percent sign that starts no character in user or password', '%25 for a percent sign')
  }
}

function refused(problem: string, expected: string): NumeracyError {
  return new NumeracyError(
    'usage',
    `--queue: ${problem}; expected ${expected}. A password may stand in ${passwordVariable} instead.`,
  )
}
