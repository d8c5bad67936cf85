/** What is assumed of 10⁹ pairs, and what follows from it; `docs/many-machines.md` says both, and a test holds it to this. */
const assumed = {
  pairs: 1e9,
  tokensOfText: 10,
  tokensOfPair: 25,
  dimensions: 1536,
  /** US dollars for a million tokens: text-embedding-3-small and rerank-2.5, as `src/models/prices.ts` has them. */
  embedPrice: 0.02,
  rerankPrice: 0.05,
  documentsInRequest: 1000,
  requestsPerMinute: 2000,
  tokensPerMinute: 2e6,
  /** Pairs a second of a small cross-encoder on one GPU. */
  pairsPerSecond: 5000,
  /** Bytes of one score in the cache: measured with 300,000 of them, keys included. */
  bytesInCache: 119,
  /** The spread of an anchor's own concordance round the mean: usual, and the largest that there can be. */
  spreads: [0.1, 0.5],
} as const

/** A row: what it is, how it is reckoned, what comes of it. */
export function manyPairs(): string[] {
  const { pairs, tokensOfText, tokensOfPair, dimensions, documentsInRequest, spreads } = assumed
  const documents = Math.round(Math.sqrt(pairs))
  const embedTokens = documents * tokensOfText
  const rerankTokens = pairs * tokensOfPair
  const requests = pairs / documentsInRequest
  const sampled = 1000 * 1000
  const half = (spread: number) => ((1.96 * spread) / Math.sqrt(1000)).toFixed(3)
  const rows: (readonly [string, string, string])[] = [
    ['documents whose pairs they are', '√10⁹', count(documents)],
    ['**embedder**: tokens', `${count(documents)} × ${tokensOfText}`, count(embedTokens)],
    [
      'price',
      `${count(embedTokens)} × $${assumed.embedPrice} / 10⁶`,
      `$${((embedTokens * assumed.embedPrice) / 1e6).toFixed(2)}`,
    ],
    ['vectors', `${count(documents)} × ${count(dimensions)} × 4 bytes`, bytes(documents * dimensions * 4)],
    ['all similarities, float64', '10⁹ × 8 bytes', bytes(pairs * 8)],
    ['**reranker**: tokens', `10⁹ × ${tokensOfPair}`, count(rerankTokens)],
    [
      'price',
      `${count(rerankTokens)} × $${assumed.rerankPrice} / 10⁶`,
      `$${count((rerankTokens * assumed.rerankPrice) / 1e6)}`,
    ],
    ['requests', `10⁹ / ${count(documentsInRequest)}`, count(requests)],
    [
      'time by requests',
      `${count(requests)} / ${count(assumed.requestsPerMinute)} a minute`,
      hours(requests / assumed.requestsPerMinute / 60),
    ],
    [
      'time by tokens',
      `${count(rerankTokens)} / ${count(assumed.tokensPerMinute)} a minute`,
      hours(rerankTokens / assumed.tokensPerMinute / 60),
    ],
    [
      'time on one GPU of your own',
      `10⁹ / ${count(assumed.pairsPerSecond)} a second`,
      hours(pairs / assumed.pairsPerSecond / 3600),
    ],
    ['the same on eight', '/ 8', hours(pairs / assumed.pairsPerSecond / 3600 / 8)],
    ['answers in the cache', `10⁹ × ${assumed.bytesInCache} bytes`, bytes(pairs * assumed.bytesInCache)],
    ['**a sample instead**: pairs of 1,000 documents', '1,000 × 1,000', count(sampled)],
    [
      'price',
      `${count(sampled)} × ${tokensOfPair} × $${assumed.rerankPrice} / 10⁶`,
      `$${((sampled * tokensOfPair * assumed.rerankPrice) / 1e6).toFixed(2)}`,
    ],
    [
      'time by tokens',
      `${count(sampled * tokensOfPair)} / ${count(assumed.tokensPerMinute)} a minute`,
      `${(sampled * tokensOfPair) / assumed.tokensPerMinute} minutes`,
    ],
    [
      'half of the 95 % interval of a mean over 1,000 anchors',
      `1.96 × ${spreads[0]} / √1,000`,
      half(spreads[0]),
    ],
    ['the same at the largest spread', `1.96 × ${spreads[1]} / √1,000`, half(spreads[1])],
  ]
  return rows.map(row => `| ${row.join(' | ')} |`)
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function bytes(number: number): string {
  return number >= 1e9 ? `${Math.round(number / 1e9)} GB` : `${Math.round(number / 1e6)} MB`
}

function hours(number: number): string {
  return number >= 48 ? `${(number / 24).toFixed(1)} days` : `${number.toFixed(1)} hours`
}

if (import.meta.main) process.stdout.write(`${manyPairs().join('\n')}\n`)
