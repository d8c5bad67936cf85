import { dot, gridX, link, ruleX, text } from '@observablehq/plot'
import { type Language, modelName } from '../findings/finding.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { Run, RunMeasure, Verdict } from '../store/run.ts'
import type { FigureMaker, Panel } from './figure.ts'
import { type Frame, framed, horizontal, shortened } from './frame.ts'

/** The headline of one series. */
interface OverviewRow {
  readonly series: string
  readonly concordance: number | null
  readonly interval: readonly [low: number, high: number] | null
  /** Concordance of the best matcher of characters. */
  readonly floor: number | null
  readonly verdict: Verdict | null
}

/** Where the axis of overview panels begins: below chance and all that they show. */
function lowestOf(rows: readonly OverviewRow[]): number {
  return Math.min(
    chance,
    ...rows.flatMap(({ concordance, interval, floor }) => [concordance ?? 1, interval?.[0] ?? 1, floor ?? 1]),
  )
}

const rowHeight = 26
const chance = 0.5

interface OverviewInput {
  readonly title: string
  readonly subtitle: string
  readonly rows: readonly OverviewRow[]
  /** Where the axis begins, the same for all models. */
  readonly lowest: number
  readonly language: Language
}

/** Series × one model: concordance with its interval, the spelling floor and chance. */
function overviewPanel({ title, subtitle, rows, lowest, language }: OverviewInput): Panel {
  const words = overviewWords[language]
  const frame: Frame = {
    width: 470,
    height: rows.length * rowHeight + 82,
    top: 38,
    right: 158,
    bottom: 44,
    left: 92,
  }
  return {
    title,
    subtitle,
    alt: rows
      .map(
        ({ series, concordance, verdict }) =>
          `${series} ${concordance === null ? words.notScored : concordance.toFixed(2)}${verdict === null ? '' : `, ${words.verdict(verdict)}`}`,
      )
      .join('; '),
    frame,
    plot(theme) {
      const placed = rows.map((row, y) => ({ ...row, y }))
      const scored = placed.filter(({ concordance }) => concordance !== null)
      const beyond = ({ verdict }: OverviewRow) => verdict === 'understands' || verdict === 'partly'
      const colour = (row: OverviewRow) => (beyond(row) ? theme.good : theme.muted)
      const key = { frameAnchor: 'top-left', textAnchor: 'start', fill: theme.muted, fontSize: 12 } as const
      return {
        ...framed(frame, theme),
        x: horizontal(words.columns[1], { domain: [lowest - 0.02, 1], ticks: 5 }),
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          ruleX([chance], { stroke: theme.muted, strokeDasharray: '3,3' }),
          link(
            placed.filter(({ interval }) => interval !== null),
            {
              x1: ({ interval }) => interval[0],
              x2: ({ interval }) => interval[1],
              y: 'y',
              stroke: colour,
              strokeWidth: 2.5,
            },
          ),
          link(
            placed.filter(({ floor }) => floor !== null),
            {
              x: 'floor',
              y1: ({ y }) => y - 0.3,
              y2: ({ y }) => y + 0.3,
              stroke: theme.bad,
              strokeWidth: 2.5,
            },
          ),
          dot(scored, { x: 'concordance', y: 'y', r: 4.5, fill: colour }),
          text(placed, {
            frameAnchor: 'left',
            y: 'y',
            text: ({ series }) => shortened(series, 13),
            dx: -8,
            textAnchor: 'end',
            fill: theme.ink,
          }),
          text(placed, {
            frameAnchor: 'right',
            y: 'y',
            text: ({ verdict }: OverviewRow) => (verdict === null ? words.noVerdict : words.verdict(verdict)),
            dx: 8,
            textAnchor: 'start',
            fontSize: 12,
            fill: colour,
          }),
          dot([0], { frameAnchor: 'top-left', dx: 4, dy: -23.5, r: 4.5, fill: theme.muted }),
          text([words.model], { ...key, dx: 13, dy: -29 }),
          text(['|'], { ...key, dx: 100, dy: -29, fill: theme.bad, fontWeight: 600 }),
          text([words.columns[4]], { ...key, dx: 108, dy: -29 }),
          text(['¦'], { ...key, dx: 206, dy: -29 }),
          text([words.chance], { ...key, dx: 214, dy: -29 }),
        ],
      }
    },
    table: () => ({
      columns: [...words.columns],
      rows: rows.map(({ series, concordance, interval, floor, verdict }) => [
        series,
        concordance,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        floor,
        verdict === null ? null : words.verdict(verdict),
      ]),
    }),
  }
}

const overviewWords = {
  en: {
    title: 'How well each series is put in order',
    columns: ['series', 'concordance', 'from', 'to', 'spelling floor', 'verdict'],
    model: 'model, 95 %',
    chance: 'chance',
    notScored: 'not scored',
    noVerdict: 'no verdict',
    verdict: (verdict: Verdict) => verdictWords[verdict].short,
    asked: (prompt: string | null) => (prompt === null ? 'each document by itself' : `asked: ${prompt}`),
    caption:
      'Concordance of each series (dot) with its 95 % interval. Orange: the best of three matchers that only compare characters. Dashed: chance. Coloured where the model is better than spelling.',
  },
  zh: {
    title: '每个序列排得有多好',
    columns: ['序列', '一致率', '下限', '上限', '拼写基线', '判定'],
    model: '模型，95 %',
    chance: '随机',
    notScored: '未评分',
    noVerdict: '无判定',
    verdict: (verdict: Verdict) => verdictWords[verdict].zh,
    asked: (prompt: string | null) => (prompt === null ? '每个文档单独输入' : `问题：${prompt}`),
    caption:
      '每个序列的一致率（圆点）及其 95 % 区间。橙色：三种只比较字符的方法中最好的一个。虚线：随机水平。模型优于拼写时着色。',
  },
}

/** The headline of every series: one panel for each model and prompt. */
export const overviewFigures: FigureMaker = (run, language) => {
  const headlines = run.measures.filter(
    ({ id, model }) => id === 'concordance' && !model.startsWith('reference:'),
  )
  const groups = Map.groupBy(headlines, ({ model, prompt }) => JSON.stringify([model, prompt]))
  if (groups.size === 0) return []
  const lowest = lowestOf(headlines.map(headline => overviewRow(run, headline)))
  return [
    {
      id: 'overview',
      kind: 'overview',
      series: null,
      title: overviewWords[language].title,
      caption: overviewWords[language].caption,
      panels: [...groups.values()].map(group =>
        overviewPanel({
          title: modelName(run, group[0].model, language),
          subtitle: overviewWords[language].asked(group[0].prompt),
          rows: group.map(headline => overviewRow(run, headline)),
          lowest,
          language,
        }),
      ),
    },
  ]
}

function overviewRow(run: Run, { series, model, prompt, value, interval, floor }: RunMeasure): OverviewRow {
  const verdict = run.verdicts.find(
    other => other.series === series && other.model === model && other.prompt === prompt,
  )
  return {
    series,
    concordance: value,
    interval,
    floor: floor?.value ?? null,
    verdict: verdict?.verdict ?? null,
  }
}
