import type { Known } from './finding.ts'

/** How far the mean similarity of a series stands out at a known period. */
export interface Bump {
  /** In places of the series. */
  readonly period: number
  readonly name: string
  /** In units of the range of the mean. */
  readonly value: number
  /** The measure has one for its largest bump alone; null for the others. */
  readonly interval: readonly [low: number, high: number] | null
}

interface Recorded {
  readonly period: number
  readonly name: string
  readonly bump: number
}

/** The bumps that a `bump` measure found, one for each known period, shortest first. */
export function bumpsOf({ details, interval }: Known): Bump[] {
  const recorded = (details?.bumps ?? []) as unknown as readonly Recorded[]
  const largest = Math.max(...recorded.map(({ bump }) => bump))
  const first = recorded.findIndex(({ bump }) => bump === largest)
  return recorded.map(({ period, name, bump }, at) => ({
    period,
    name,
    value: bump,
    interval: at === first ? interval : null,
  }))
}
