import type { ComponentChildren } from 'preact'
import { examinedModels } from '../../src/findings/examined.ts'
import { modelName } from '../../src/findings/finding.ts'
import { shownNames } from '../../src/findings/shown-names.ts'
import { pairedSeries, type ScoreRow, scoreRows } from '../../src/report/summary.ts'
import type { Run } from '../../src/store/run.ts'
import { Glossed } from '../parts/glossed.tsx'
import { PlaceLink } from '../parts/link.tsx'
import { interval, number } from '../parts/number.ts'
import { reasonText } from '../parts/reason.ts'
import { Scroll } from '../parts/scroll.tsx'
import { language, spoken } from '../state/language.ts'
import { maxModelColumns } from '../state/models.ts'
import { VerdictWord } from './verdict.tsx'

/** Whether the score card of a run has its models in rows. */
export function isTransposed(run: Run): boolean {
  return askedOf(scoreRows(run)).length > maxModelColumns
}

/** The scores of each model, asked in one way. */
function askedOf(rows: readonly ScoreRow[]): ScoreRow[][] {
  const groups = Map.groupBy(rows, ({ headline }) => JSON.stringify([headline.model, headline.prompt]))
  return [...groups.values()]
}

/** Series × models: how well each is put in order, beside chance, what comparing characters reaches, and rough size. */
export function ScoreCard({ run }: { readonly run: Run }) {
  const words = spoken(cardWords)
  const rows = scoreRows(run)
  const asked = askedOf(rows)
  const series = [...new Set(rows.map(({ headline }) => headline.series))]
  const examined = new Set(examinedModels(run).map(({ id }) => id))
  const isShownInFull = ({ headline }: ScoreRow) => examined.has(headline.model)
  const lowest = Math.min(
    0.45,
    ...rows.map(({ headline }) => headline.interval?.[0] ?? headline.value ?? 0.5),
    ...rows.map(({ rough }) => rough ?? 0.5),
  )
  if (asked.length > maxModelColumns) return <ModelScores run={run} asked={asked} series={series} />
  return (
    <Scroll label={words.label}>
      <table class="score-card">
        <thead>
          <tr>
            <th scope="col" class="narrow">
              {shownNames.series[language.value]}
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
                <SeriesLink run={run} series={id}>
                  {id}
                </SeriesLink>
              </th>
              {asked.map(group => {
                const row = group.find(({ headline }) => headline.series === id)
                if (row === undefined) return <td>–</td>
                // Nobody came for what stands in for a reranker: its number is enough.
                return isShownInFull(row) ? (
                  <td>
                    <Score run={run} row={row} lowest={lowest} />
                  </td>
                ) : (
                  <td class="narrow">{number(row.headline.value)}</td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

interface ModelScoresProps {
  readonly run: Run
  /** The scores of each model, asked in one way. */
  readonly asked: readonly (readonly ScoreRow[])[]
  readonly series: readonly string[]
}

/** Models × series, best first, of many models: a number in the colour of its verdict. */
function ModelScores({ run, asked, series }: ModelScoresProps) {
  const words = spoken(cardWords)
  const mean = (group: readonly ScoreRow[]) =>
    group.reduce((sum, { headline }) => sum + (headline.value ?? 0), 0) / group.length
  return (
    <Scroll label={words.label}>
      <table class="models-table model-scores">
        <thead>
          <tr>
            <th scope="col">{shownNames.model[language.value]}</th>
            {series.map(id => (
              <th scope="col">
                <SeriesLink run={run} series={id}>
                  <bdi>{id}</bdi>
                </SeriesLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked
            .toSorted((a, b) => mean(b) - mean(a))
            .map(group => (
              <tr>
                <th scope="row">
                  {modelName(run, group[0].headline.model, language.value)}
                  {asked.some(
                    other => other !== group && other[0].headline.model === group[0].headline.model,
                  ) && (
                    <span class="about">
                      {' '}
                      “<bdi>{group[0].headline.prompt}</bdi>”
                    </span>
                  )}
                </th>
                {series.map(id => (
                  <ModelScore row={group.find(({ headline }) => headline.series === id)} />
                ))}
              </tr>
            ))}
          <tr class="total">
            <th scope="row">
              <Glossed text={shownNames.floor[language.value]} />
            </th>
            {series.map(id => (
              <td class="beside">{floorOf(asked, id)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{shownNames.guessing[language.value]}</th>
            {series.map(() => (
              <td class="beside">{number(0.5)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scroll>
  )
}

/** What comparing characters gets on a series: the same for every model. */
function floorOf(asked: ModelScoresProps['asked'], series: string): string {
  const floors = asked.flatMap(group =>
    group.flatMap(({ headline }) => (headline.series === series ? (headline.floor ?? []) : [])),
  )
  return floors.length === 0 ? '–' : number(floors[0].value)
}

function ModelScore({ row }: { readonly row: ScoreRow | undefined }) {
  const words = spoken(cardWords)
  if (row === undefined || row.headline.value === null) return <td>–</td>
  const { headline, verdict } = row
  const floor = headline.floor === null ? '' : words.floor(number(headline.floor.value))
  return (
    <td class={`verdict ${verdict ?? ''}`} title={`${interval(headline.interval)}${floor}`}>
      {number(headline.value)}
    </td>
  )
}

/** One score as a number, a picture of it beside its interval, the floor and chance, and a verdict. */
function Score({
  run,
  row: { headline, verdict, rough },
  lowest,
}: {
  readonly run: Run
  readonly row: ScoreRow
  readonly lowest: number
}) {
  const { value, interval: ends, floor, reason, series } = headline
  const at = (score: number) => 4 + (112 * (score - lowest)) / (1 - lowest)
  if (value === null) return <span class="about">{reasonText(reason, language.value)}</span>
  return (
    <SeriesLink run={run} series={series}>
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
    </SeriesLink>
  )
}

interface SeriesLinkProps {
  readonly run: Run
  readonly series: string
  readonly children: ComponentChildren
}

/** Leads to the plots of a series; one of sampled anchors has none. */
function SeriesLink({ run, series, children }: SeriesLinkProps) {
  if (!pairedSeries(run).some(({ id }) => id === series)) return <>{children}</>
  return (
    <PlaceLink to="series" changes={{ series, pair: null, x: null }}>
      {children}
    </PlaceLink>
  )
}

const cardWords = {
  en: {
    label: 'Scores of each series and model',
    floor: (value: string) => `; spelling floor ${value}`,
  },
  zh: {
    label: '每个序列和模型的得分',
    floor: (value: string) => `；拼写基线 ${value}`,
  },
}
