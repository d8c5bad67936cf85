import type { FactKind } from './fact-kind.ts'
import { count } from './kinds/count.ts'
import { date } from './kinds/date.ts'
import { dose } from './kinds/dose.ts'
import { duration } from './kinds/duration.ts'
import { identifier } from './kinds/identifier.ts'
import { length } from './kinds/length.ts'
import { money } from './kinds/money.ts'
import { percent } from './kinds/percent.ts'
import { section } from './kinds/section.ts'
import { temperature } from './kinds/temperature.ts'
import { time } from './kinds/time.ts'
import { version } from './kinds/version.ts'

/** Every kind of fact. A new one is a file with its values, formats, changes and topics, and a line here. */
export const factKinds: readonly FactKind[] = [
  money,
  date,
  time,
  duration,
  identifier,
  version,
  dose,
  percent,
  count,
  length,
  temperature,
  section,
]
