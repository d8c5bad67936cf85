import { randomInteger, seededRandom } from '../../base/random.ts'

/** Short and long, numbers of all kinds and none; the first four are the most unlike. */
const texts: readonly string[] = [
  '42',
  '12 pieces at $3.50 until May',
  '9.11',
  'a red bicycle',
  '2024-01-01',
  '9.9',
  '$1.99',
  '23:59',
  '-7',
  'the meeting is at noon',
  '100000',
  '0.001',
]

/** What a model is asked about: as many texts as one request holds, but four to twelve. All distinct. */
export function sampleFor(maxBatch: number): readonly string[] {
  return texts.slice(0, Math.max(4, Math.min(texts.length, maxBatch)))
}

/** Places of the sample that are also asked for alone: two where every request holds one text anyway. */
export function alonePlaces(maxBatch: number): readonly number[] {
  return maxBatch === 1 ? [0, 1] : [0, 1, 2, 3]
}

/**
 * Another order of 0 … n − 1, always the same for one n, and no turn or reversal, which a server that itself turns
 * or reverses every answer would not notice.
 */
export function otherOrder(n: number): readonly number[] {
  const random = seededRandom(3, 'doctor', 'order')
  const order = Array.from({ length: n }, (_, place) => place)
  for (let last = n - 1; last > 0; last--) {
    const other = randomInteger(random, last + 1)
    const moved = order[last]
    order[last] = order[other]
    order[other] = moved
  }
  return order
}

/** Texts that no other check asks for, alike in length. */
export function freshTexts(count: number, what: string): readonly string[] {
  return Array.from({ length: count }, (_, k) => `${what} ${k + 1} costs $${k + 10}.75`)
}
