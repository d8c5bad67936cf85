/** A question that a model can be right or wrong about: of two candidates, the closer one is the right answer. */
export interface HardCase {
  /** `family/anchor/closer/farther`. */
  readonly id: string
  readonly family: string
  readonly anchor: string
  readonly closer: string
  readonly farther: string
}

/** Cases of one family with what they have in common. */
export interface CaseFamily {
  readonly id: string
  /** What the family asks, in one sentence. */
  readonly description: string
  readonly cases: readonly HardCase[]
}

/** @param triplets [anchor, closer, farther] */
export function caseFamily(
  id: string,
  description: string,
  triplets: readonly (readonly [anchor: string, closer: string, farther: string])[],
): CaseFamily {
  const cases = triplets.map(([anchor, closer, farther]) => ({
    id: `${id}/${anchor}/${closer}/${farther}`,
    family: id,
    anchor,
    closer,
    farther,
  }))
  return { id, description, cases }
}
