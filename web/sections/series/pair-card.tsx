import { written } from '../../../src/findings/number.ts'
import { isEvenlySpaced } from '../../../src/series/lags.ts'
import { rulerDistance } from '../../../src/series/ruler.ts'
import type { RunSeries } from '../../../src/store/run.ts'
import { number } from '../../parts/number.ts'
import { Tokens } from '../../parts/tokens.tsx'
import { spoken } from '../../state/language.ts'
import { pin, pinned, shownPair } from '../../state/pair.ts'
import type { ShownMatrix } from './shown-matrix.ts'

interface Props {
  readonly series: RunSeries
  readonly matrices: readonly ShownMatrix[]
}

/** The pair that is pointed at or picked: its two documents, how alike each model finds them, and their tokens. */
export function PairCard({ series, matrices }: Props) {
  const words = spoken(pairWords)
  const pair = shownPair.value
  const n = series.texts.length
  if (pair === null || pair.anchor >= n || pair.document >= n)
    return <p class="pair-card hint about">{words.none}</p>
  const { anchor, document } = pair
  return (
    <div class="pair-card" aria-live="polite">
      <p class="pair-texts">
        <bdi>{series.texts[anchor]}</bdi> <span class="about">↔</span> <bdi>{series.texts[document]}</bdi>
        <span class="about"> {apartIn(series, anchor, document)}</span>
        {pinned.value !== null && (
          <button type="button" onClick={() => pin(null)}>
            {words.release}
          </button>
        )}
      </p>
      <dl>
        {matrices.map(({ input, tokens }) => (
          <div key={input.title}>
            <dt>{input.title}</dt>
            <dd>
              <strong>{number(input.data[anchor * n + document], 4)}</strong>
              {tokens !== null && (
                <span class="token-line">
                  <Tokens of={tokens[anchor]} /> <Tokens of={tokens[document]} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** In places, or on the ruler where documents are not evenly spaced. */
function apartIn(series: RunSeries, anchor: number, document: number): string {
  const words = spoken(pairWords)
  if (isEvenlySpaced(series)) return words.lag(anchor - document)
  const { ruler, period, values } = series
  return words.distance(written(rulerDistance(ruler, period, values[anchor], values[document]), 4))
}

const pairWords = {
  en: {
    none: 'Point at a dot to see its two documents. Click to pick an anchor: its whole row lights up and its neighbours are listed. Drag over a part of the axis to look closer.',
    lag: (lag: number) => `lag ${lag < 0 ? '−' : ''}${Math.abs(lag)}`,
    distance: (apart: string) => `distance ${apart}`,
    release: 'Release',
  },
  zh: {
    none: '指向一个点可查看它的两个文档。点击选定锚点：整行点亮，并列出近邻。在横轴上拖动可放大一段。',
    lag: (lag: number) => `间隔 ${lag < 0 ? '−' : ''}${Math.abs(lag)}`,
    distance: (apart: string) => `距离 ${apart}`,
    release: '取消选定',
  },
}
