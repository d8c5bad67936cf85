import type { RunUse } from '../store/run.ts'
import type { ThresholdDetails } from '../store/threshold-details.ts'

/** The details of the use `threshold`, which are checked when a run is read; null for any other use. */
export function thresholdDetailsOf({ use, details }: RunUse): ThresholdDetails | null {
  return use === 'threshold' && details !== undefined ? (details as unknown as ThresholdDetails) : null
}
