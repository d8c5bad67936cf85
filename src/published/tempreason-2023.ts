import { type Answers, cosineMatrix, type PublishedAnalysis, type PublishedValue, rowsOf } from '../index.ts'
import { randomInteger, seededRandom } from '../statistics.ts'
import { counting } from './asking.ts'
import { meanOver } from './statistics.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The years whose months are the documents: 12,504 of them, as there are in the published data. */
const years = { first: 1000, count: 1042 }
const questionCount = 2000
/** Questions whose similarities are in memory at once. */
const tile = 100

const theirs: readonly PublishedValue[] = [
  { value: 0.0153, model: 'all-MiniLM-L6-v2', name: 'all-MiniLM-L6-v2', where: 'MTEB leaderboard' },
  { value: 0.0166, model: 'all-MiniLM-L12-v2', name: 'all-MiniLM-L12-v2', where: 'MTEB result file' },
  { value: 0.0716, model: 'GritLM-7B', name: 'GritLM-7B', where: 'MTEB result file' },
]

export const tempreason2023: PublishedAnalysis = {
  id: 'tempreason-2023',
  title: 'Month arithmetic, as in TempReasonL1',
  source: {
    authors: 'Tan, Ng, Bing; as a retrieval task by RAR-b and MTEB',
    year: 2023,
    reference: 'TempReason level 1; arXiv 2404.06347',
  },
  kinds: ['embedder'],
  setting:
    '“What is the time 9 year and 10 month after Nov, 1170”: the right answer, “Sep, 1180”, among 12,504 months; nDCG@10 with one relevant document.',
  differs:
    'The questions are ours, made by the same pattern: 2,000 instead of 4,000, up to 9 years and 12 months after a month of the years 1000 to 2030; documents are all months of 1000 to 2041. Values of other models stand beside ours for the order of magnitude; that of the same model should come close.',
  asks: (_, seed) => ({
    roles: 'query-document',
    texts: { document: documents, query: questionsOf(seed).map(({ text }) => text) },
  }),
  results(answers) {
    const ranks = ranksOf(answers)
    const gains = ranks.map(rank => (rank <= 10 ? 1 / Math.log2(rank + 1) : 0))
    // The expected gain of a random order: each of the first ten places is the right one equally often.
    const chance = counting(1, 10).reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0) / documents.length
    const about = { condition: 'among all months', published: [] }
    return [
      {
        ...about,
        quantity: 'nDCG@10',
        ...meanOver(gains, answers.seed, 'tempreason'),
        chance,
        published: theirs,
      },
      {
        ...about,
        quantity: 'recall@100',
        ...meanOver(
          ranks.map(rank => (rank <= 100 ? 1 : 0)),
          answers.seed,
          'tempreason recall',
        ),
        chance: 100 / documents.length,
      },
    ]
  },
}

const documents = counting(years.first * 12, years.count * 12).map(monthName)

function monthName(month: number): string {
  return `${months[month % 12]}, ${Math.floor(month / 12)}`
}

/** Questions with the place of the right answer among the documents. */
export function questionsOf(seed: number): { readonly text: string; readonly answer: number }[] {
  const random = seededRandom(seed, 'tempreason')
  return Array.from({ length: questionCount }, () => {
    const start = years.first * 12 + randomInteger(random, (years.count - 11) * 12)
    const [year, month] = [randomInteger(random, 10), 1 + randomInteger(random, 12)]
    const span = year === 0 ? `${month} month` : `${year} year and ${month} month`
    return {
      text: `What is the time ${span} after ${monthName(start)}`,
      answer: start + 12 * year + month - 12 * years.first,
    }
  })
}

/** The rank of each right answer; of equal scores the middle one, rounded up. */
function ranksOf({ vectors, seed }: Answers): number[] {
  const questions = questionsOf(seed)
  const right = rowsOf(vectors(documents))
  const left = rowsOf(
    vectors(
      questions.map(({ text }) => text),
      'query',
    ),
  )
  const ranks: number[] = []
  for (let from = 0; from < questions.length; from += tile) {
    const asked = questions.slice(from, from + tile)
    const scores = cosineMatrix(left.slice(from, from + tile), right)
    for (const [row, { answer }] of asked.entries()) {
      const own = scores.subarray(row * documents.length, (row + 1) * documents.length)
      ranks.push(rankOf(own, answer))
    }
  }
  return ranks
}

function rankOf(scores: Float64Array, place: number): number {
  let above = 0
  let equal = 0
  for (const score of scores) {
    if (score > scores[place]) above++
    else if (score === scores[place]) equal++
  }
  return above + Math.ceil((equal + 1) / 2)
}
