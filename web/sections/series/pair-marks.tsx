import { type Frame, innerHeight, innerWidth } from '../../../src/plots/frame.ts'
import type { Dots } from '../../../src/plots/pixels.ts'
import { innerBox } from '../../plot/inner-box.ts'
import { pinned, shownPair } from '../../state/pair.ts'

interface Props {
  readonly placed: Dots
  readonly frame: Frame
  readonly n: number
}

/** The pair that is shown, and the whole row of an anchor that was picked, over the dots. */
export function PairMarks({ placed: { x, y }, frame, n }: Props) {
  const pair = shownPair.value
  const row = pinned.value
  if (pair === null || pair.anchor >= n || pair.document >= n) return null
  const at = pair.anchor * n + pair.document
  const isInSight = (place: number) => x[place] >= 0 && x[place] <= innerWidth(frame)
  return (
    <svg
      class="plot-marks"
      style={innerBox(frame)}
      viewBox={`0 0 ${innerWidth(frame)} ${innerHeight(frame)}`}
      aria-hidden="true"
    >
      {row !== null && row.anchor < n && (
        <g class="row">
          {Array.from({ length: n }, (_, j) => row.anchor * n + j)
            .filter(isInSight)
            .map(place => (
              <circle cx={x[place]} cy={y[place]} r="2.4" />
            ))}
        </g>
      )}
      {isInSight(at) && <circle class="shown" cx={x[at]} cy={y[at]} r="6" />}
    </svg>
  )
}
