import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { askInquiries } from '../src/experiments/ask.ts'
import { articlePrompt } from '../src/experiments/caret.ts'
import { inquiriesFor } from '../src/experiments/inquiry.ts'
import { resolveReranker } from '../src/models/registry.ts'
import { catalogueSeries } from '../src/series/catalogue.ts'
import { memoryCache } from '../src/store/memory-cache.ts'
import { timed } from './paired.ts'

const latency = 200
const most = 8

/** A reranker that answers after 200 ms and refuses a ninth request under way. */
function slowServer() {
  let underWay = 0
  let requests = 0
  let refused = 0
  const server = createServer((incoming, outgoing) => {
    let text = ''
    incoming.on('data', part => {
      text += part
    })
    incoming.on('end', () => {
      requests++
      if (underWay >= most) {
        refused++
        outgoing.writeHead(429).end()
        return
      }
      underWay++
      setTimeout(() => {
        underWay--
        const { documents } = JSON.parse(text) as { documents: string[] }
        const results = documents.map((document, index) => ({ index, relevance_score: document.length / 7 }))
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results }))
      }, latency)
    })
  })
  return { server, counts: () => ({ requests, refused }) }
}

/** How near a run on a server with a limit comes to the shortest time that the limit allows. */
export async function api(): Promise<string[]> {
  const { server, counts } = slowServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const spec = `rerank-compatible:slow?baseURL=http://127.0.0.1:${port}/v1&concurrency=${most}`
    const { reranker } = await resolveReranker(spec)
    const series = ['integers', 'negatives'].map(catalogueSeries)
    const plan = { series, zeroSeries: [], prompts: [articlePrompt] }
    const inquiries = inquiriesFor('reranker', plan).filter(({ experiment }) => experiment === 'pairs')
    const run = async () => {
      await askInquiries({ id: 'slow', spec, model: reranker }, inquiries, {
        cache: memoryCache(),
        roles: 'same',
        now: () => new Date(),
        wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
        listen: () => {},
      })
    }
    const took = await timed({ name: 'api', run })
    const { requests, refused } = counts()
    const shortest = (requests * latency) / most
    return [
      `${requests} requests of ${latency} ms, ${most} at once: ${took.toFixed(0)} ms; shortest ${shortest.toFixed(0)} ms; ratio ${(took / shortest).toFixed(2)}; refused ${refused}`,
    ]
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
