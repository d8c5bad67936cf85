import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { messageOf, NumeracyError } from '../../base/error.ts'

/** Milliseconds in which what is under way may end by itself. */
const grace = 500

export interface Listening {
  readonly port: number
  /** Answers from now on. */
  answer(fetch: (request: Request) => Response | Promise<Response>): void
  /** Takes no more connections, and ends those there are. */
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1, where other machines cannot come.
 * @param port 0 for any that is free
 * @throws NumeracyError `usage` when the port cannot be had
 */
export async function listen(port: number): Promise<Listening> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    throw refused(port, error)
  }
  return {
    port: (server.address() as AddressInfo).port,
    answer(fetch) {
      server.on('request', getRequestListener(fetch))
    },
    close: () => closed(server),
  }
}

async function closed(server: Server): Promise<void> {
  const end = once(server, 'close')
  server.close()
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const late = setTimeout(() => server.closeAllConnections(), grace)
  await end
  clearInterval(idle)
  clearTimeout(late)
}

function refused(port: number, error: unknown): NumeracyError {
  const { code } = error as NodeJS.ErrnoException
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'which another program uses',
    EACCES: 'which this user may not use',
  }
  return new NumeracyError(
    'usage',
    `view: got port ${port}, ${reasons[code ?? ''] ?? `which cannot be used (${messageOf(error)})`}; expected a free one. Give another with --port, or leave --port out.`,
    { cause: error, details: { port } },
  )
}
