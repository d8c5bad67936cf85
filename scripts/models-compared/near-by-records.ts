import { parseArgs } from 'node:util'
import { type Random, randomInteger, seededRandom } from '../../src/base/random.ts'
import { ends, written } from '../../src/findings/number.ts'
import { percentileInterval } from '../../src/math/bootstrap.ts'
import { orderedShare } from '../../src/math/ordered-share.ts'
import { mean } from '../../src/math/quantile.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { rowsOf } from '../../src/models/embedder.ts'
import { inSession } from '../../src/usecases/session.ts'

/**
 * How far a concordance near a price depends on what else stands in the records: 40 questions to 120 records, written
 * in more and more words. Prints the table of docs/measures/search-near.md:
 * `node scripts/models-compared/near-by-records.ts --embed SPEC [--seed 1]`.
 */
const { values } = parseArgs({
  options: { embed: { type: 'string', default: 'bundled:use-lite' }, seed: { type: 'string', default: '1' } },
})
const questions = 40
const records = 120
const random = seededRandom(Number(values.seed), 'near-by-records')

const whole = numbers(records, () => 1 + randomInteger(random, 100))
const cents = whole.map(price => price - 0.01 * randomInteger(random, 100))
const wide = numbers(records, () => Math.round(5 * 800 ** random()))
const words = numbers(records, () => [
  chosen(['Anker', 'Belkin', 'Ugreen', 'Baseus', 'Lindy', 'Hama']),
  chosen(['nylon', 'rubber', 'silicone']),
  chosen(['black', 'white', 'grey', 'blue', 'red', 'green']),
])
const asked = numbers(questions, () => 1 + randomInteger(random, 100))
const askedWide = numbers(questions, () => Math.round(5 * 800 ** random()))

interface Variant {
  readonly name: string
  readonly prices: readonly number[]
  readonly record: (price: string, place: number) => string
  readonly asked?: readonly number[]
  readonly question?: (price: string) => string
}

const around = (price: string) => `USB cable around ${price}`
const shared = (price: string) => `Anker USB cable, nylon, black, 1.5 m, ${price}`
const differing = (price: string, place: number) => {
  const [brand, jacket, colour] = words[place]
  return `${brand} USB cable, ${jacket}, ${colour}, 1.5 m, ${price}`
}
const variants: readonly Variant[] = [
  { name: '$25, asked $25', prices: whole, record: price => price, question: price => price },
  { name: '$25', prices: whole, record: price => price },
  { name: 'USB cable $25', prices: whole, record: price => `USB cable ${price}` },
  { name: 'title, words shared, $25', prices: whole, record: shared },
  { name: 'title, words shared, $24.99', prices: cents, record: shared },
  { name: 'title, words differ, $25', prices: whole, record: differing },
  { name: 'title, words differ, $24.99', prices: cents, record: differing },
  { name: 'title, words shared, $5 to $4,000', prices: wide, record: shared, asked: askedWide },
]

await inSession({ embed: values.embed }, {}, async ({ models: [{ model }] }) => {
  if (model.kind !== 'embedder') throw new Error('It is no embedder.')
  process.stdout.write('| records | concordance | 95 % |\n| --- | --- | --- |\n')
  for (const { name, prices, record, asked: targets = asked, question = around } of variants) {
    const write = (price: number) => `$${prices === cents ? price.toFixed(2) : price}`
    const texts = [
      ...targets.map(target => question(`$${target}`)),
      ...prices.map((price, place) => record(write(price), place)),
    ]
    const { vectors } = await model.embed(texts, { role: 'document' })
    const rows = rowsOf(vectors)
    const similarities = cosineMatrix(rows.slice(0, questions), rows.slice(questions))
    const shares = targets.map((target, row) =>
      orderedShare(
        similarities.subarray(row * records, (row + 1) * records),
        prices.map(price => -Math.abs(price - target)),
      ),
    )
    const draws = Float64Array.from({ length: 2000 }, () =>
      mean(shares.map(() => shares[randomInteger(random, questions)])),
    )
    process.stdout.write(
      `| ${name} | ${written(mean(shares), 3)} | ${ends(percentileInterval(draws)!, end => written(end, 3))} |\n`,
    )
  }
})

function numbers<Each>(count: number, draw: () => Each): Each[] {
  return Array.from({ length: count }, draw)
}

function chosen(choices: readonly string[], from: Random = random): string {
  return choices[randomInteger(from, choices.length)]
}
