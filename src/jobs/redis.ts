import { isIP } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { NumeracyError } from '../base/error.ts'
import type { QueueAddress } from './queue-address.ts'

/** The packages that a queue needs, both optional. */
export interface QueuePackages {
  readonly bullmq: typeof import('bullmq')
  readonly Redis: typeof Redis
}

/** @throws NumeracyError `usage` when a package is not installed */
export async function queuePackages(): Promise<QueuePackages> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')])
    return { bullmq, Redis }
  } catch (cause) {
    throw new NumeracyError(
      'usage',
      '--queue: the packages bullmq and ioredis are not installed. Install them: npm install bullmq ioredis.',
      { cause, details: { packages: ['bullmq', 'ioredis'] } },
    )
  }
}

/** Options of every connection: one that breaks is made again for ever, and what was asked meanwhile waits. */
export function connectionOptions(address: QueueAddress) {
  return {
    host: address.host,
    port: address.port,
    db: address.database,
    ...(address.username !== null && { username: address.username }),
    ...(address.password !== null && { password: address.password }),
    // A certificate for an address has no name that could be asked for (RFC 6066, 3).
    ...(address.tls && { tls: isIP(address.host) ? {} : { servername: address.host } }),
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    retryStrategy: (times: number) => Math.min(times * 100, 2000),
  }
}

/** How long a server may take to come up, in milliseconds; afterwards it is taken not to be there. */
const patience = 10_000

/**
 * A connection that has answered once.
 * @throws NumeracyError `model-unavailable` when the server is not there, or does not take the password
 */
export async function connected(
  { Redis }: Pick<QueuePackages, 'Redis'>,
  address: QueueAddress,
  signal?: AbortSignal,
): Promise<Redis> {
  const until = performance.now() + patience
  for (;;) {
    const outcome = await attempt(new Redis({ ...connectionOptions(address), lazyConnect: true }))
    if (outcome.client !== undefined) return outcome.client
    signal?.throwIfAborted()
    if (outcome.isFinal || performance.now() > until) throw unreachable(address, outcome.reason)
    await setTimeout(300, undefined, signal && { signal })
  }
}

type Attempt =
  | { readonly client: Redis }
  | { readonly client?: undefined; readonly reason: string; readonly isFinal: boolean }

async function attempt(client: Redis): Promise<Attempt> {
  let reason = 'no answer'
  client.on('error', error => {
    reason = wordsOf(error)
  })
  const late = setTimeout(3000, 'late' as const, { ref: false })
  try {
    const answer = await Promise.race([client.connect().then(() => client.ping()), late])
    if (answer !== 'late') return { client }
  } catch (error) {
    if (reason === 'no answer') reason = wordsOf(error)
  }
  client.disconnect()
  return { reason, isFinal: causes.some(({ words }) => words.test(reason)) }
}

/** What is wrong, by the words of an error, and what helps. The first that fits; those that waiting does not help. */
const causes: readonly { readonly words: RegExp; readonly advice: string }[] = [
  {
    words: /WRONGPASS|NOAUTH|NOPERM|invalid password/i,
    advice: 'Check user and password.',
  },
  {
    words: /altnames/i,
    advice: 'Its certificate is for another name: use that one in the address.',
  },
  {
    words: /certificate|self-signed/i,
    advice: 'Name the file with the certificate of its authority in NODE_EXTRA_CA_CERTS.',
  },
]

/** The words of an error, never its parts: those of a refused AUTH hold the password. */
function wordsOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return (message || code || 'no answer').slice(0, 200)
}

function unreachable({ shown, tls }: QueueAddress, reason: string): NumeracyError {
  const known = causes.find(({ words }) => words.test(reason))?.advice
  const scheme = tls ? 'redis:// where it speaks no TLS' : 'rediss:// where it speaks TLS'
  const other = `Start Redis or Valkey there, or check the address (${scheme}).`
  return new NumeracyError(
    'model-unavailable',
    `The queue ${shown} cannot be used (${reason}). ${known ?? other} What was answered is kept.`,
    { details: { queue: shown } },
  )
}
