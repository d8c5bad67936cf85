import { type ArticleObservation, article } from '../../experiments/article.ts'
import { type Asked, type Evidence, evidenceOf, type Known, type Language, valueOn } from '../finding.ts'

export type Answer = 'confirmed' | 'refuted' | 'undecided'

/** What a model shows of something that the article saw. */
export interface Shown {
  readonly answer: Answer
  text(language: Language): string
  readonly evidence: ReturnType<typeof evidenceOf>
}

/** Something that the article saw, and how it is looked for. */
export interface Observation extends ArticleObservation {
  readonly id: string
  /** Null where the run did not ask what it takes. */
  look(run: Evidence, asked: Asked): Shown | null
}

/** How an observation of the article is looked for. */
export function observed(id: keyof typeof article.saw, look: Observation['look']): Observation {
  return { id, ...article.saw[id], look }
}

/** `confirmed` where all intervals lie above the threshold, `refuted` where one lies below. */
export function allAbove(measures: readonly Known[], threshold: number): Answer {
  if (measures.every(({ interval }) => interval !== null && interval[0] > threshold)) return 'confirmed'
  return measures.some(({ interval }) => interval !== null && interval[1] < threshold)
    ? 'refuted'
    : 'undecided'
}

/** The concordance of several series; null unless each has one. */
export function concordances(
  run: Evidence,
  asked: Asked,
  series: readonly string[],
): readonly [Known, ...Known[]] | null {
  const found = series.map(each => valueOn(run, asked, each, 'concordance'))
  return found.every(each => each !== undefined) ? (found as unknown as [Known, ...Known[]]) : null
}

/** What measures show, one after the other. */
export function shown(
  answer: Answer,
  measures: readonly Known[],
  text: (language: Language) => string,
): Shown {
  return { answer, text, evidence: evidenceOf(...measures) }
}
