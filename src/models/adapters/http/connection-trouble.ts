/** Why no answer came, in words, and what to do. */
export interface Trouble {
  /** What was got, after "got". */
  readonly problem: string
  /** Sentences. */
  readonly advice: string
  readonly retryable: boolean
}

interface Kind extends Trouble {
  readonly signs: RegExp
}

/** Codes of Node.js, of its fetch (undici) and of OpenSSL, in the order in which they are tried. */
const kinds: readonly Kind[] = [
  {
    signs: /^ECONNREFUSED$/,
    problem: 'no connection, because nothing listens at that address',
    advice: 'Check that the server runs there.',
    retryable: true,
  },
  {
    signs: /^ENOTFOUND$/,
    problem: 'no connection, because no such host is known',
    advice: 'Check the address; behind a proxy set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY.',
    retryable: false,
  },
  {
    signs: /^EAI_AGAIN$|^E(?:HOST|NET)(?:UNREACH|DOWN)$/,
    problem: 'no connection, because the host cannot be reached now',
    advice: 'Check the network; behind a proxy set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY.',
    retryable: true,
  },
  {
    signs: /TIMEOUT|^ETIMEDOUT$/,
    problem: 'no answer in time',
    advice: 'Run the same command again later.',
    retryable: true,
  },
  {
    signs: /SSL|TLS|CERT|^EPROTO$|SIGNATURE|^HOSTNAME_MISMATCH$/,
    problem: 'no secure connection',
    advice:
      'Check whether the server speaks https or http; for a certificate of your own, name its authority in NODE_EXTRA_CA_CERTS.',
    retryable: false,
  },
  {
    signs: /^HPE_/,
    problem: 'something that is not HTTP',
    advice: 'Check the port, and whether the server speaks https.',
    retryable: false,
  },
  {
    signs: /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    problem: 'a connection that broke off',
    advice: 'Run the same command again; if it stays so, look at the log of the server.',
    retryable: true,
  },
]

/** What OpenSSL puts around its reasons: `404D:error:0A00010B:SSL routines:a_function:wrong version number:file.c:77:` */
const openSslNoise = /[0-9A-F]+:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):[^:]*:\d+:/g

const other: Trouble = {
  problem: 'no answer',
  advice: 'Check the address and the network.',
  retryable: false,
}

/** What is behind an error that fetch threw. */
export function connectionTrouble(error: unknown): Trouble & { readonly known: boolean } {
  const codes = chain(error).flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
  const kind = kinds.find(({ signs }) => codes.some(code => signs.test(code)))
  return { ...(kind ?? other), known: kind !== undefined }
}

/** An error that fetch threw and all that it was caused by, in one line. */
export function chainText(error: unknown): string {
  const messages = chain(error).map(({ code, message }) =>
    code === undefined || String(message).includes(String(code)) ? String(message) : `${code} ${message}`,
  )
  const known = [...new Set(messages)].filter(message => message.trim() !== '').join(': ')
  return known.replace(openSslNoise, '$1').replace(/\s+/g, ' ').trim()
}

/** An error, its causes and, where a host has several addresses, the errors of each. */
function chain(error: unknown, depth = 0): { code?: unknown; message?: unknown }[] {
  if (!(error instanceof Error) || depth > 8) return []
  const several = error instanceof AggregateError ? error.errors : []
  return [error, ...[error.cause, ...several].flatMap(each => chain(each, depth + 1))]
}
