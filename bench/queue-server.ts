import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/**
 * A server of embeddings and scores that counts: `node queue-server.ts ADDRESS MILLISECONDS` prints its port, and
 * answers GET /stats with what it was asked.
 */
const [address, milliseconds] = [process.argv[2], Number(process.argv[3])]
const asked = new Map<string, number>()
/** Texts of requests whose worker was gone before they were answered. */
const cut = new Set<string>()
let pairs = 0

const server = createServer(async (request, response) => {
  if (request.url === '/stats') {
    const twice = [...asked].filter(([, count]) => count > 1).map(([text]) => text)
    const unexplained = twice.filter(text => !cut.has(text))
    const requests = [...asked.values()].reduce((sum, count) => sum + count, 0)
    response.end(
      JSON.stringify({
        texts: asked.size,
        requests,
        twice: twice.length,
        unexplained: unexplained.length,
        pairs,
      }),
    )
    return
  }
  let body = ''
  for await (const part of request) body += part
  const { input, documents } = JSON.parse(body) as { input?: string[]; documents?: string[] }
  const key = input?.join() ?? ''
  const lose = () => void cut.add(key)
  request.socket.once('end', lose)
  if (milliseconds > 0) await setTimeout(milliseconds)
  if (input !== undefined) {
    asked.set(key, (asked.get(key) ?? 0) + 1)
    if (response.destroyed || request.socket.destroyed) cut.add(key)
    // What arrives at a worker is laid down soon after: one that is gone by then was at it.
    void setTimeout(100).then(() => request.socket.off('end', lose))
  }
  pairs += documents?.length ?? 0
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify(
      documents === undefined
        ? { data: input!.map((_, index) => ({ index, embedding: [1, 0.5, 0.25] })) }
        : { results: documents.map((_, index) => ({ index, relevance_score: index / 1000 })) },
    ),
  )
})
server.listen(0, address, () => process.stdout.write(`${(server.address() as { port: number }).port}\n`))
