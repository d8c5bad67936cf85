import type { Embedder } from '../../src/models/embedder.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import { text } from '../fixtures/fault-server/bodies.ts'
import { type Fault, faultServer, type Protocol, sendJson, textCount } from '../fixtures/fault-server.ts'
import type { SharedFaults, Trouble, Troubled } from './shared-faults.ts'

/** A server that fails as it is told to, and the model behind it. */
async function troubledServer(
  protocol: Protocol,
  trouble: Trouble | null,
  create: (url: string) => Promise<Embedder | Reranker>,
): Promise<Troubled> {
  const server = await faultServer(protocol)
  const sizeOf = (number: number) => textCount(server.requests[number - 1])
  server.fault = number => {
    if (trouble === null) return null
    const { above = 0, first = Number.POSITIVE_INFINITY } = trouble
    return sizeOf(number) > above && number <= first ? faultOf(trouble) : null
  }
  return {
    model: await create(server.url),
    sizes: () => server.requests.map((_, at) => sizeOf(at + 1)),
    close: server.close,
  }
}

function faultOf({ status, words, headers = {}, body }: Trouble): Fault {
  if (body !== undefined) return text(body, status)
  return ({ response }) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    sendJson(response, { error: { message: words }, message: words }, status)
  }
}

/** The shared faults of a model behind HTTP. */
export function overHttp(
  name: string,
  protocol: Protocol,
  create: (url: string) => Promise<Embedder | Reranker>,
): SharedFaults {
  return { name, http: true, create: trouble => troubledServer(protocol, trouble, create) }
}
