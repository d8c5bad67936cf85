import { textWidth } from '../base/text-width.ts'
import { isBetter } from '../findings/better-kinds.ts'
import type { ModelRow } from '../findings/comparison/model-rows.ts'
import type { Language } from '../findings/finding.ts'
import { percent, written } from '../findings/number.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import { useNames, useOrder } from '../findings/use-lines.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { Figure, FigureHead, Panel } from './figure.ts'
import { lowestOf, type ScoreRow, scoreRowsPanel } from './score-rows.ts'

/** One thing that models can be compared on: the index, a use, or the concordance on a series. */
export interface ModelScale {
  /** Stable, for an address. */
  readonly id: string
  /** The series whose concordance it is; null for another scale. */
  readonly series: string | null
  readonly name: string
  /** Of the axis. */
  readonly axis: string
  /** What the orange tick of a row is. */
  readonly floor: string
  /** What guessing scores; null where it has no line. */
  readonly chance: number | null
  /** A score as axis and notes write it. */
  readonly write: (score: number) => string
  /** Null for a model that was not asked this. */
  readonly score: (row: ModelRow) => Omit<ScoreRow, 'label'> | null
}

/** Everything that at least two of some models can be compared on, the broadest first. */
export function modelScales(rows: readonly ModelRow[], language: Language): ModelScale[] {
  const series = [...new Set(rows.flatMap(({ headlines }) => headlines.map(headline => headline.series)))]
  const scales = [
    indexScale(language),
    ...useOrder.map(use => useScale(use, rows, language)),
    ...series.map(id => seriesScale(id, language)),
  ]
  return scales.filter(({ score }) => rows.filter(row => score(row) !== null).length > 1)
}

function indexScale(language: Language): ModelScale {
  const words = chartWords[language]
  const write = (score: number) => written(100 * score, 0)
  return {
    id: 'index',
    series: null,
    name: shownNames.index[language],
    axis: words.indexAxis,
    floor: shownNames.characters[language],
    chance: null,
    write,
    score: ({ index }) =>
      index === null
        ? null
        : {
            value: index.value / 100,
            interval: index.interval === null ? null : [index.interval[0] / 100, index.interval[1] / 100],
            floor: 0,
            isMarked: (index.interval?.[0] ?? 0) > 0,
            note: written(index.value, 0),
          },
  }
}

function useScale(use: (typeof useOrder)[number], rows: readonly ModelRow[], language: Language): ModelScale {
  const words = chartWords[language]
  const of = (row: ModelRow) => row.uses.find(each => each.use === use)
  const chances = rows.map(row => of(row)?.details?.chance).filter(each => typeof each === 'number')
  return {
    id: use,
    series: null,
    name: useNames[use][language],
    axis: words.share,
    floor: use === 'threshold' ? shownNames.characters[language] : shownNames.keywords[language],
    chance: chances[0] ?? null,
    write: percent,
    score(row) {
      const found = of(row)
      if (found === undefined || found.value === null) return null
      const { value, interval, baseline, verdict } = found
      return {
        value,
        interval,
        floor: baseline?.value ?? null,
        isMarked: verdict === 'yes',
        note: percent(value),
      }
    },
  }
}

function seriesScale(id: string, language: Language): ModelScale {
  const words = chartWords[language]
  return {
    id: `series-${id}`,
    series: id,
    name: words.series(id),
    axis: shownNames.concordance[language],
    floor: shownNames.floor[language],
    chance: 0.5,
    write: score => written(score, 1),
    score({ headlines, verdicts }) {
      const headline = headlines.find(({ series }) => series === id)
      if (headline === undefined || headline.value === null) return null
      const verdict = verdicts.find(({ series }) => series === id)?.verdict ?? null
      const note = { en: verdictWords, zh: verdictWords }[language]
      return {
        value: headline.value,
        interval: headline.interval,
        floor: headline.floor?.value ?? null,
        isMarked: isBetter(verdict),
        note:
          verdict === null
            ? written(headline.value)
            : `${written(headline.value)} ${language === 'en' ? note[verdict].short : note[verdict].zh}`,
      }
    },
  }
}

/** Letters of a name that are shown. */
const longest = 40
const letter = 6.9

/** How a panel of models is drawn. */
interface ModelPanelOptions {
  readonly title?: string
  /** Where the axis begins. Default: below all scores. */
  readonly lowest?: number
  readonly isHeaded?: boolean
}

/** Every model in a row of one panel, best first. */
function modelPanel(
  rows: readonly ModelRow[],
  scale: ModelScale,
  language: Language,
  { title = scale.name, lowest = lowestOn(rows, scale), isHeaded = false }: ModelPanelOptions = {},
): Panel {
  const scored = rows
    .flatMap(row => {
      const score = scale.score(row)
      return score === null ? [] : [{ label: row.label, ...score }]
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1))
  const notes = Math.max(60, ...scored.map(({ note }) => 18 + letter * textWidth(note)))
  const labels = Math.max(80, ...scored.map(({ label }) => 16 + letter * Math.min(longest, textWidth(label))))
  return scoreRowsPanel({
    title,
    subtitle: '',
    isHeaded,
    alt: scored.map(({ label, note }) => `${label} ${note}`).join('; '),
    rows: scored,
    lowest,
    chance: scale.chance,
    tick: scale.write,
    labels: { width: Math.ceil(labels), length: longest },
    notes: Math.ceil(notes),
    drawing: 300,
    words: {
      axis: scale.axis,
      model: shownNames.modelWithInterval[language],
      floor: scale.floor,
      chance: shownNames.guessing[language],
    },
    table: () => ({
      columns: [shownNames.model[language], scale.axis, ...heads(language, 'from', 'to'), scale.floor],
      rows: scored.map(({ label, value, interval, floor }) => [
        label,
        value,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        floor,
      ]),
    }),
  })
}

function lowestOn(rows: readonly ModelRow[], { score, chance }: ModelScale): number {
  return Math.min(chance ?? 0, lowestOf(rows.flatMap(row => score(row) ?? [])))
}

/** One chart with every model in a row, best first: its score with its interval, and what it has to beat. */
export function modelChart(rows: readonly ModelRow[], scale: ModelScale, language: Language): Figure {
  const words = chartWords[language]
  return {
    id: `models-${scale.id}`,
    kind: 'overview',
    series: null,
    title: words.title(scale.name),
    caption: words.caption(scale.floor),
    panels: [modelPanel(rows, scale, language)],
  }
}

/** The same on everything but the uses: a panel for the index and for each series, those of the series on one scale. */
export function modelPanels(rows: readonly ModelRow[], language: Language): Panel[] {
  const scales = modelScales(rows, language).filter(isOverall)
  const ofSeries = scales.filter(({ series }) => series !== null)
  const lowest = Math.min(...ofSeries.map(scale => lowestOn(rows, scale)))
  // The head of the figure says what all series are scored by; the index is another scale, with a key of its own.
  return scales.map(scale =>
    scale.series === null
      ? modelPanel(rows, scale, language)
      : modelPanel(rows, scale, language, { title: scale.series, lowest, isHeaded: true }),
  )
}

function isOverall({ id, series }: ModelScale): boolean {
  return id === 'index' || series !== null
}

/** What stands over `modelPanels`. */
export function modelsHead(language: Language): FigureHead {
  return {
    about: chartWords[language].about,
    key: [
      { sign: '●', colour: 'muted', name: shownNames.modelWithInterval[language] },
      { sign: '|', colour: 'bad', name: shownNames.floor[language] },
      { sign: '¦', colour: 'muted', name: shownNames.guessing[language] },
    ],
  }
}

const chartWords = {
  en: {
    title: (scale: string) => `All models: ${scale}`,
    caption: (floor: string) =>
      `A model in each row, best first: its score (dot) with its 95 % interval. Orange: ${floor}. Coloured where the model is fit for the use, or better than comparing characters. Models whose intervals overlap much may not differ: see Compare.`,
    about:
      'Concordance, best model first: of two documents, how often is the one closer to an anchor scored higher? Guessing gets 0.5, a perfect ruler 1. Coloured: better than comparing characters.',
    indexAxis: 'index: 0 is comparing characters, 100 perfect',
    share: 'share right',
    series: (id: string) => `concordance on ${id}`,
  },
  zh: {
    title: (scale: string) => `所有模型：${scale}`,
    caption: (floor: string) =>
      `每行一个模型，最好的在前：得分（圆点）及其 95 % 区间。橙色：${floor}。模型适合该用途或优于只比较字符时着色。区间重叠很多的模型未必有差异：见“比较”。`,
    about:
      '一致率，最好的模型在前：两个文档中，离锚点较近的那个得分更高的比例。猜测得 0.5，完美的尺子得 1。着色：优于只比较字符。',
    indexAxis: '指数：0 为只比较字符，100 为完美',
    share: '答对的比例',
    series: (id: string) => `${id} 的一致率`,
  },
}
