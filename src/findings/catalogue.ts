import type { RunFinding } from '../store/run.ts'
import { belowSpelling } from './below-spelling.ts'
import type { Evidence, FindingRule } from './finding.ts'
import { hardCases } from './hard-cases.ts'
import { nineEleven } from './nine-eleven.ts'
import { standIn } from './stand-in.ts'
import { verdicts } from './verdicts.ts'

const rules: readonly FindingRule[] = [verdicts, nineEleven, hardCases, belowSpelling, standIn]

/** All findings of a run, in the order of the rules. */
export function findingsOf(run: Evidence): RunFinding[] {
  return rules.flatMap(rule => rule(run))
}
