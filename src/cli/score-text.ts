import type { GivenScore } from '../experiments/score-given.ts'
import { ends, written } from '../findings/number.ts'
import { shownNames } from '../findings/shown-names.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { Verdict } from '../store/run.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** A score in a terminal: a table of the measures, and the verdict. */
export function scoreText(
  { n, symmetric, measures }: GivenScore,
  verdict: Verdict | null,
  width: number | null,
): string {
  const rows = measures.map(({ id, value, interval, chance, floor, reason }) => [
    id,
    value === null ? '–' : written(value, 3),
    interval === null ? '' : ends(interval),
    chance === null ? '' : written(chance, 3),
    floor === null ? '' : `${floor.value.toFixed(3)} ${floor.model.replace('reference:', '')}`,
    reason ?? '',
  ])
  const columns = [
    { title: 'measure' },
    { title: 'value', align: 'right' as const },
    { title: shownNames.interval.en },
    { title: shownNames.guessing.en, align: 'right' as const },
    { title: shownNames.floor.en },
    { title: 'note' },
  ]
  const head = `${n} documents, ${symmetric ? 'symmetric' : 'not symmetric'}.`
  const judged =
    verdict === null && measures.some(({ floor }) => floor !== null)
      ? 'These documents allow no verdict.'
      : verdict === null
        ? 'Without texts there is no spelling floor, and so no verdict. Add --texts FILE, one a line.'
        : `Verdict: ${verdictWords[verdict].short}. ${verdictWords[verdict].sentence}`
  return `${head}\n\n${table(columns, rows, width)}\n${wrapped(judged, width)}\n`
}
