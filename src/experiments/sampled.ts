import { anchorRow, levelsOf } from '../math/anchor-row.ts'
import { roundToStep, stepOfSpread } from '../math/round.ts'
import { type Roles, rolesFor } from '../matrix/block.ts'
import { cosineRows, pickRows, vectorTable } from '../matrix/sampled-rows.ts'
import { bandConcordance } from '../measures/band-concordance.ts'
import { digitOrder, digitOrderOf } from '../measures/digit-order.ts'
import { type SampledScore, sampledDraws, sampledScore, tallyOf } from '../measures/sampled.ts'
import { withoutAnchor } from '../measures/sampled-floor.ts'
import type { Embedder } from '../models/embedder.ts'
import { identityText } from '../models/identity.ts'
import { digitGroups } from '../series/digit-groups.ts'
import { candidatesOf, distancesFrom, sampledAnchors } from '../series/sampled-anchors.ts'
import type { Series } from '../series/series.ts'
import { fillTemplate } from '../series/template.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import { type Answered, type AskOptions, itemCount, type NamedModel, reportedModel } from './ask.ts'
import type { Inquiry } from './inquiry.ts'
import { breathe } from './judged.ts'

/** Anchors of a large series against all its documents. */
type AnchorsInquiry = Extract<Inquiry, { experiment: 'anchors' }>

/** What is said of one model, asked in one way, on a large series. */
export interface SampledPart {
  readonly series: Series
  readonly prompt: string | null
  readonly score: SampledScore
}

/** What a model is asked about a large series: an embedder for all its documents, a reranker for some candidates of each anchor. */
export function sampledInquiries(
  kind: 'embedder' | 'reranker',
  series: Series,
  prompts: readonly (string | null)[],
  seed: number,
): Inquiry[] {
  const { texts } = series
  const anchors = sampledAnchors(series, kind, seed)
  const query = (anchor: number, prompt: string | null) =>
    prompt === null ? texts[anchor] : fillTemplate(prompt, texts[anchor])
  if (kind === 'embedder') {
    const block = { queries: anchors.map(anchor => texts[anchor]), documents: texts }
    return [{ experiment: 'anchors', series, anchors, prompt: null, block }]
  }
  const all = anchors.map(anchor => candidatesOf(series, anchor, seed))
  return prompts.flatMap(prompt =>
    all.map(candidates => ({
      experiment: 'candidates' as const,
      series,
      candidates,
      prompt,
      block: {
        queries: [query(candidates.anchor, prompt)],
        documents: candidates.drawn.map(({ place }) => texts[place]),
      },
    })),
  )
}

export interface SampledOptions {
  readonly seed: number
  readonly cache: AnswerCache
  readonly signal?: AbortSignal | undefined
}

/** Asks an embedder for all documents of a large series, and scores its anchors. What it says is kept. */
export async function askAnchors(
  named: NamedModel & { readonly model: Embedder },
  inquiry: AnchorsInquiry,
  options: AskOptions & SampledOptions,
): Promise<Answered & { readonly part: SampledPart }> {
  const { series, prompt, block } = inquiry
  const { cache, seed, signal } = options
  const roles = rolesFor(named.model, options.roles)
  const items = itemCount(named.model, [block], roles)
  const owner = identityText(named.model.id)
  let counts = () => ({ requests: 0, cached: items })
  const parts = ['anchors', codeFingerprint(import.meta.url), owner, roles, ...dependsOn(series, seed)]
  const score = await keptJson(cache, owner, parts, async () => {
    const reported = reportedModel(named, options, { items, cached: 0 })
    counts = reported.counts
    return scoreAnchors(reported.model as Embedder, inquiry, roles, seed, signal)
  })
  const { requests, cached } = counts()
  return {
    named,
    inquiries: [inquiry],
    answers: [],
    requests,
    cacheHits: cached,
    items,
    part: { series, prompt, score },
  }
}

/** O(anchors · documents · (dimensions + log documents)); of the similarities only a few rows are there at once. */
async function scoreAnchors(
  embedder: Embedder,
  { series, anchors }: AnchorsInquiry,
  roles: Roles,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<SampledScore> {
  const { texts } = series
  const documents = await vectorTable(embedder, texts, 'document', signal)
  const queries =
    roles === 'same'
      ? pickRows(documents, anchors)
      : await vectorTable(
          embedder,
          anchors.map(anchor => texts[anchor]),
          'query',
          signal,
        )
  const tally = tallyOf(texts.length, anchors)
  const isAnchor = new Set(anchors)
  const groups = digitGroups(texts).filter(group => group.documents.some(({ item }) => isAnchor.has(item)))
  const siblings = siblingsOf(groups, isAnchor)
  let turn = 0
  for (const row of cosineRows(queries, documents)) {
    await breathe(signal)
    const anchor = anchors[turn++]
    const others = withoutAnchor(row, anchor)
    const step = stepOfSpread(others)
    const distances = distancesFrom(series, anchor)
    const rounded = others.map(score => roundToStep(score, step))
    tally.add({
      ...anchorRow(rounded, levelsOf(withoutAnchor(distances, anchor))),
      hit: hitOf(rounded, roundToStep(row[anchor], step)),
    })
    for (const [place, kept] of siblings.get(anchor) ?? []) {
      kept.score = roundToStep(row[place], step)
      kept.distance = distances[place]
    }
  }
  const draws = sampledDraws(series.id, texts.length, seed)
  const of = (anchor: number, place: number) => siblings.get(anchor)!.get(place)!
  const order = digitOrderOf(
    { anchors: isAnchor, score: (i, j) => of(i, j).score, distance: (i, j) => of(i, j).distance },
    groups,
    draws,
  )
  const { value, interval = null, ...rest } = order
  const result = {
    id: digitOrder.id,
    value: Number.isNaN(value) ? null : value,
    interval,
    chance: 0.5,
    ...rest,
  }
  return sampledScore(tally, draws, new Map([[digitOrder.id, result]]), true)
}

/** For each anchor the documents that differ from it in a digit, to be filled in. */
function siblingsOf(groups: ReturnType<typeof digitGroups>, isAnchor: ReadonlySet<number>) {
  const siblings = new Map<number, Map<number, { score: number; distance: number }>>()
  for (const { documents } of groups) {
    for (const { item } of documents) {
      if (!isAnchor.has(item)) continue
      const own = siblings.get(item) ?? new Map<number, { score: number; distance: number }>()
      siblings.set(item, own)
      for (const other of documents) own.set(other.item, { score: 0, distance: 0 })
    }
  }
  return siblings
}

/** Whether nothing scores above the anchor itself: 1 over how many are tied with it, itself included. */
function hitOf(others: Float64Array, own: number): number {
  let tied = 1
  for (const score of others) {
    if (score > own) return 0
    if (score === own) tied++
  }
  return 1 / tied
}

/** What a reranker's answers say, for each large series and question. */
export function candidateParts(
  { inquiries, answers }: Answered,
  { seed }: Pick<SampledOptions, 'seed'>,
): SampledPart[] {
  const all = inquiries.flatMap((inquiry, at) =>
    inquiry.experiment === 'candidates' ? [{ inquiry, scores: answers[at] }] : [],
  )
  const ways = Map.groupBy(all, ({ inquiry }) => JSON.stringify([inquiry.series.id, inquiry.prompt]))
  return [...ways.values()].map(way => {
    const [{ inquiry: first }] = way
    const { series, prompt } = first
    const tally = tallyOf(
      series.texts.length,
      way.map(({ inquiry }) => inquiry.candidates.anchor),
    )
    for (const { inquiry, scores } of way)
      tally.add({
        concordance: bandConcordance(
          inquiry.candidates,
          scores,
          distancesFrom(series, inquiry.candidates.anchor),
        ),
      })
    const draws = sampledDraws(series.id, series.texts.length, seed)
    return { series, prompt, score: sampledScore(tally, draws, new Map(), false) }
  })
}

/** What anything that is made from a large series depends on. */
export function dependsOn({ id, texts, values, ruler, period }: Series, seed: number): string[] {
  return [String(seed), id, JSON.stringify([texts, values, ruler, period])]
}
