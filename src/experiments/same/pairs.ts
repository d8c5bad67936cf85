import { spellingReferences } from '../../matrix/references/spelling.ts'
import type { RunFactPair } from '../../store/run.ts'
import type { Answered } from '../ask.ts'
import type { Fact } from './facts.ts'

/** The pairs of facts as a model scores them, in the order of the facts. */
export function answeredPairs({ named, inquiries, answers }: Answered): RunFactPair[] {
  return inquiries.flatMap((inquiry, index) =>
    inquiry.experiment === 'same' ? scoredPairs(inquiry.fact, named.id, (_, at) => answers[index][at]) : [],
  )
}

/** The facts that a model was asked. */
export function askedFacts({ inquiries }: Pick<Answered, 'inquiries'>): Fact[] {
  return inquiries.flatMap(inquiry => (inquiry.experiment === 'same' ? inquiry.fact : []))
}

/** A reader of values: it scores 1 where the value is the same, else 0. */
export function oraclePairs(facts: readonly Fact[]): RunFactPair[] {
  return facts.flatMap(fact =>
    scoredPairs(fact, 'reference:oracle', ({ change }) => (change === null ? 1 : 0)),
  )
}

/** The pairs as each string matcher scores them: two texts at a time, so that nothing depends on the other texts. */
export function spellingPairs(facts: readonly Fact[]): RunFactPair[][] {
  return spellingReferences.map(reference =>
    facts.flatMap(fact =>
      scoredPairs(fact, reference.id, ({ text }) => {
        const texts = [fact.base, text]
        return reference.similarities(
          { id: fact.id, texts, values: [0, 1], ruler: 'linear', period: null },
          0,
        )[1]
      }),
    ),
  )
}

function scoredPairs(
  { id, kind, base, others }: Fact,
  model: string,
  similarity: (other: Fact['others'][number], at: number) => number,
): RunFactPair[] {
  return others.map((other, at) => ({
    fact: id,
    kind,
    pair: other.pair,
    change: other.change,
    model,
    a: base,
    b: other.text,
    similarity: similarity(other, at),
  }))
}
