import {
  type Answers,
  inWords,
  type PublishedAnalysis,
  type PublishedResult,
  spellingReferences,
} from '../index.ts'
import { mean, randomInteger, seededRandom } from '../statistics.ts'
import { meanOver } from './statistics.ts'

/** How a number from 1 to 9,999 is written. */
const formats: readonly { readonly id: string; write(value: number): string }[] = [
  { id: 'integer', write: String },
  { id: 'thousands separators', write: value => value.toLocaleString('en') },
  { id: 'decimal', write: value => (value / 100).toFixed(2) },
  { id: 'percent', write: value => `${(value / 100).toFixed(1)}%` },
  { id: 'money', write: value => `$${value} million` },
  { id: 'words', write: inWords },
]

/** What a company is said to have, and how it is asked for. {c} is a company, {d} a number, {than} a comparison. */
const themes: readonly { readonly fact: string; readonly question: string }[] = [
  {
    fact: '{c} reported quarterly revenue growth of {d}.',
    question: 'Which company reported quarterly revenue growth {than} {d}?',
  },
  {
    fact: 'The market share of {c} rose by {d} last year.',
    question: 'Which company’s market share rose by {than} {d} last year?',
  },
  {
    fact: '{c} closed the year with an operating margin of {d}.',
    question: 'Which company closed the year with an operating margin {than} {d}?',
  },
  {
    fact: 'Analysts expect the earnings of {c} to reach {d}.',
    question: 'For which company do analysts expect earnings {than} {d}?',
  },
  {
    fact: '{c} cut its costs by {d} over the period.',
    question: 'Which company cut its costs by {than} {d} over the period?',
  },
]

const companies = ['Northwind', 'Halden', 'Orbis', 'Calder', 'Meridian', 'Tavik', 'Solane', 'Brightwater']

/** Bounds of each theme and format; each is asked in both directions. */
const boundsEach = 8

export const deng2025: PublishedAnalysis = {
  id: 'deng-2025',
  title: 'Revealing the numeracy gap (EmbedNum)',
  source: {
    authors: 'Deng, Duan, Tang, Yang',
    year: 2025,
    reference: 'arXiv 2509.05691; Findings of EACL 2026',
  },
  kinds: ['embedder', 'reranker'],
  setting:
    'A question with a number, and two answers of which one holds: “Which company reported quarterly revenue growth above 15?” Right where the answer that holds is scored higher. Synthetic texts of finance, several formats of the number.',
  differs:
    'Neither the items nor their templates are to be had: these are ours, made by rule, with five themes, six formats and eight bounds. Each pair of answers is asked about in both directions, above and below, so that a model that likes large numbers gains nothing; and both answers are of the same company. Ties count half.',
  asks: (_, seed) => ({ roles: 'query-document', blocks: itemsOf(seed).map(({ block }) => block) }),
  results: answers => [
    resultOn(answers, 'all formats', () => true),
    ...formats.map(({ id }) => resultOn(answers, id, format => format === id)),
    ...(['above', 'below'] as const).map(direction =>
      resultOn(answers, `asked for ${direction}`, (_, own) => own === direction),
    ),
  ],
}

interface Item {
  readonly format: string
  readonly direction: 'above' | 'below'
  /** Items of one pair of answers are no two observations. */
  readonly pair: number
  readonly right: string
  readonly wrong: string
  readonly block: { readonly queries: readonly [string]; readonly documents: readonly string[] }
}

/** All items, those of one pair of answers behind each other. */
export function itemsOf(seed: number): Item[] {
  const random = seededRandom(seed, 'deng')
  let pair = 0
  return formats.flatMap(({ id: format, write }) =>
    themes.flatMap(({ fact, question }) =>
      Array.from({ length: boundsEach }, () => {
        const bound = 100 + randomInteger(random, 4000)
        // Between a tenth and three quarters away, on both sides.
        const apart = Math.round(bound * (0.1 + 0.65 * random()))
        const company = companies[randomInteger(random, companies.length)]
        const of = (value: number) => fact.replace('{c}', company).replace('{d}', write(value))
        const [less, more] = [of(bound - apart), of(bound + apart)]
        pair++
        return (['above', 'below'] as const).map((direction): Item => {
          const query = question.replace('{than}', direction).replace('{d}', write(bound))
          const [right, wrong] = direction === 'above' ? [more, less] : [less, more]
          return {
            format,
            direction,
            pair,
            right,
            wrong,
            block: { queries: [query], documents: [less, more].sort() },
          }
        })
      }).flat(),
    ),
  )
}

function resultOn(
  { blocks, seed }: Answers,
  condition: string,
  counts: (format: string, direction: Item['direction']) => boolean,
): PublishedResult {
  const items = itemsOf(seed)
  const own = items.flatMap((item, at) =>
    counts(item.format, item.direction) ? [{ item, answer: blocks[at] }] : [],
  )
  const pairs = [...Map.groupBy(own, ({ item }) => item.pair).values()]
  const right = pairs.map(group => mean(group.map(({ item, answer }) => rightness(item, answer))))
  const spelling = spellingReferences.map(reference =>
    mean(
      own.map(({ item }) => {
        const texts = [...item.block.queries, ...item.block.documents]
        const about = { id: 'deng', texts, values: [0, 1, 2], ruler: 'linear', period: null } as const
        return rightness(item, reference.similarities(about, 0).subarray(1, 3))
      }),
    ),
  )
  return {
    quantity: 'accuracy',
    condition,
    ...meanOver(right, seed, `deng ${condition}`),
    chance: 0.5,
    spelling: Math.max(...spelling),
    published:
      condition === 'all formats' ? [{ value: 0.54, model: 'mean of 13 models', where: 'text' }] : [],
  }
}

function rightness({ right, wrong, block }: Item, answer: ArrayLike<number>): number {
  const score = (text: string) => answer[block.documents.indexOf(text)]
  const margin = score(right) - score(wrong)
  return margin > 0 ? 1 : margin === 0 ? 0.5 : 0
}
