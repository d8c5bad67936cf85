import type { PartScore } from '../../../src/experiments/search/use-details.ts'
import { ends, percent } from '../../../src/findings/number.ts'
import { shadeOf } from '../../../src/findings/search-parts.ts'
import { language } from '../../state/language.ts'

interface Props {
  readonly score: PartScore | undefined
  readonly chance: number
}

/** What some of the questions got, with its interval; in colour only where all of that is above guessing. */
export function PartCell({ score, chance }: Props) {
  if (score === undefined) return <td class="number about">–</td>
  const shade = Math.round(45 * shadeOf(score, chance))
  return (
    <td
      class="number"
      style={shade > 0 ? { background: `color-mix(in srgb, var(--good) ${shade}%, transparent)` } : {}}
    >
      {percent(score.value)}
      {score.interval !== undefined && (
        <span class="cell-interval">{ends(score.interval, percent, language.value)}</span>
      )}
    </td>
  )
}
