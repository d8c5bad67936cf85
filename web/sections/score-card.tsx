import { modelName } from '../../src/findings/finding.ts'
import { type ScoreRow, scoreRows } from '../../src/report/summary.ts'
import type { Run } from '../../src/store/run.ts'
import { PlaceLink } from '../parts/link.tsx'
import { interval, number } from '../parts/number.ts'
import { reasonText } from '../parts/reason.ts'
import { Scroll } from '../parts/scroll.tsx'
import { language, spoken } from '../state/language.ts'
import { VerdictWord } from './verdict.tsx'

/** Series × models: how well each is put in order, beside chance, what comparing characters reaches, and rough size. */
export function ScoreCard({ run }: { readonly run: Run }) {
  const words = spoken(cardWords)
  const rows = scoreRows(run)
  const asked = [
    ...Map.groupBy(rows, ({ headline }) => JSON.stringify([headline.model, headline.prompt])).values(),
  ]
  const series = [...new Set(rows.map(({ headline }) => headline.series))]
  const lowest = Math.min(
    0.45,
    ...rows.map(({ headline }) => headline.interval?.[0] ?? headline.value ?? 0.5),
    ...rows.map(({ rough }) => rough ?? 0.5),
  )
  if (rows.length === 0) return <p class="about">{words.none}</p>
  return (
    <Scroll label={words.label}>
      <table class="score-card">
        <thead>
          <tr>
            <th scope="col" class="narrow">
              {words.series}
            </th>
            {asked.map(([{ headline }]) => (
              <th scope="col">
                {modelName(run, headline.model, language.value)}
                {headline.prompt !== null && asked.length > 2 && (
                  <span class="about">
                    {' '}
                    “<bdi>{headline.prompt}</bdi>”
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map(id => (
            <tr>
              <th scope="row">
                <PlaceLink to="series" changes={{ series: id, pair: null, x: null }}>
                  {id}
                </PlaceLink>
              </th>
              {asked.map(group => {
                const row = group.find(({ headline }) => headline.series === id)
                return <td>{row === undefined ? '–' : <Score row={row} lowest={lowest} />}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** One score as a number, a picture of it beside its interval, the floor and chance, and a verdict. */
function Score({
  row: { headline, verdict, rough },
  lowest,
}: {
  readonly row: ScoreRow
  readonly lowest: number
}) {
  const { value, interval: ends, floor, reason, series } = headline
  const at = (score: number) => 4 + (112 * (score - lowest)) / (1 - lowest)
  if (value === null) return <span class="about">{reasonText(reason, language.value)}</span>
  return (
    <PlaceLink to="series" changes={{ series, pair: null, x: null }}>
      <span class="score">
        <span class="score-value">{number(value)}</span>
        <span class="score-interval">{interval(ends)}</span>
        <svg viewBox="0 0 120 18" width="120" height="18" aria-hidden="true" class={verdict ?? 'none'}>
          <line class="axis" x1={at(lowest)} x2={at(1)} y1="9" y2="9" />
          <line class="chance" x1={at(0.5)} x2={at(0.5)} y1="2" y2="16" />
          {floor !== null && <line class="floor" x1={at(floor.value)} x2={at(floor.value)} y1="2" y2="16" />}
          {rough !== null &&
            [-1.3, 1.3].map(aside => (
              <line class="rough" x1={at(rough) + aside} x2={at(rough) + aside} y1="2" y2="16" />
            ))}
          {ends !== null && <line class="interval" x1={at(ends[0])} x2={at(ends[1])} y1="9" y2="9" />}
          <circle cx={at(value)} cy="9" r="4.5" />
        </svg>
        <VerdictWord verdict={verdict} />
      </span>
    </PlaceLink>
  )
}

const cardWords = {
  en: { label: 'Scores of each series and model', series: 'series', none: 'Nothing was scored.' },
  zh: { label: '每个序列和模型的得分', series: '序列', none: '没有评分。' },
}
