import { textWidth } from '../base/text-width.ts'
import { betterKinds, isBetter } from '../findings/better-kinds.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { modelRows } from '../findings/comparison/model-rows.ts'
import { enumerated, type Language, modelName } from '../findings/finding.ts'
import { written } from '../findings/number.ts'
import { roughSize } from '../findings/rough-size.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import { verdictWords } from '../measures/verdict.ts'
import { type Run, type RunMeasure, type RunPlace, runIndex, type Verdict } from '../store/run.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import { modelPanels, modelsHead } from './models.ts'
import { lowestOf, scoreRowsPanel } from './score-rows.ts'

/** What all panels of a figure have in common: where the axis begins, and the room on both sides of it. */
interface PanelRoom {
  readonly lowest: number
  readonly labels: number
  readonly notes: number
}

/** Series × one model: concordance with its interval, the spelling floor, rough size and chance. */
function overviewPanel(
  run: Run,
  headlines: readonly RunMeasure[],
  { lowest, labels, notes }: PanelRoom,
  language: Language,
): Panel {
  const words = overviewWords[language]
  const [{ model, prompt }] = headlines
  const rows = headlines.map(headline => ({
    ...headline,
    verdict: runIndex(run).verdict(headline) ?? null,
    rough: roughSize(run, headline.series),
  }))
  return scoreRowsPanel({
    title: modelName(run, model, language),
    subtitle: words.asked(prompt),
    alt: rows
      .map(
        ({ series, value, verdict }) =>
          `${series} ${value === null ? words.notScored : written(value)}${verdict === null ? '' : `, ${words.verdict(verdict)}`}`,
      )
      .join('; '),
    rows: rows.map(({ series, value, interval, floor, rough, verdict }) => ({
      label: series,
      value,
      interval,
      floor: floor?.value ?? null,
      rough,
      isMarked: isBetter(verdict),
      note: noteOf(verdict, language),
    })),
    lowest,
    labels: { width: labels, length: labelLength },
    notes,
    drawing: 220,
    words: {
      axis: shownNames.concordance[language],
      model: shownNames.modelWithInterval[language],
      floor: shownNames.floor[language],
      chance: shownNames.guessing[language],
      ...(rows.some(({ rough }) => rough !== null) && { rough: words.rough }),
    },
    table: () => ({
      columns: heads(language, 'series', 'concordance', 'from', 'to', 'floor', 'roughSize', 'verdict'),
      rows: rows.map(({ series, value, interval, floor, rough, verdict }) => [
        series,
        value,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        floor?.value ?? null,
        rough,
        verdict === null ? null : words.verdict(verdict),
      ]),
    }),
  })
}

function noteOf(verdict: Verdict | null, language: Language): string {
  const words = overviewWords[language]
  return verdict === null ? words.noVerdict : words.verdict(verdict)
}

/** Letters of the name of a series that are shown. */
const labelLength = 28

/** Room for the names of some series. */
function roomForLabels(series: readonly string[]): number {
  const longest = Math.min(labelLength, Math.max(...series.map(textWidth)))
  return Math.max(92, Math.ceil(16 + noteLetter * longest))
}

/** Pixels that a letter of a note takes at most, on average. */
const noteLetter = 6.6

/** Room for the longest of some notes. */
function roomFor(notes: readonly string[]): number {
  return Math.max(100, Math.ceil(16 + noteLetter * Math.max(...notes.map(textWidth))))
}

const overviewWords = {
  en: {
    title: 'How well each series is put in order',
    rough: 'rough size (length and first digit)',
    notScored: 'not scored',
    noVerdict: 'no verdict',
    verdict: (verdict: Verdict) => verdictWords[verdict].short,
    asked: (prompt: string | null) => (prompt === null ? 'each document by itself' : `asked: ${prompt}`),
    caption: (counted: string) =>
      `Concordance of each series (dot) with its 95 % interval. Orange: the spelling floor, the best of six matchers that only compare characters. Double line: rough size, the score of reading only the length of a number and its first digit. Dashed: guessing. Coloured where the model is better than comparing characters${counted}.`,
    captionOfModels:
      'Concordance of every model on each series, best first (dot), with its 95 % interval. Orange: the spelling floor, the best of six matchers that only compare characters. Dashed: guessing. Coloured where the model is better than comparing characters. All series are on one scale.',
    counted: (name: string, some: number, all: number) =>
      `${name} on ${some} of ${all} ${all === 1 ? 'kind' : 'kinds'} of values`,
    counts: (counted: string) => `: ${counted} (series of one kind count once)`,
  },
  zh: {
    title: '每个序列排得有多好',
    rough: '大致大小（长度和首位）',
    notScored: '未评分',
    noVerdict: '无判定',
    verdict: (verdict: Verdict) => verdictWords[verdict].zh,
    asked: (prompt: string | null) => (prompt === null ? '每个文档单独输入' : `问题：${prompt}`),
    caption: (counted: string) =>
      `每个序列的一致率（圆点）及其 95 % 区间。橙色：拼写基线，即六种只比较字符的方法中最好的一个。双线：大致大小，即只读数字长度和首位所得。虚线：猜测。模型优于比较字符时着色${counted}。`,
    captionOfModels:
      '每个序列上各模型的一致率（圆点，最好的在前）及其 95 % 区间。橙色：拼写基线，即六种只比较字符的方法中最好的一个。虚线：猜测。模型优于比较字符时着色。所有序列使用同一尺度。',
    counted: (name: string, some: number, all: number) => `${name}在 ${all} 类数值中的 ${some} 类上`,
    counts: (counted: string) => `：${counted}（同类序列只算一次）`,
  },
}

/** With more panels than this, a caption that counts for each is read by nobody. */
const maxCounted = 4

function countedKinds(run: Run, panels: readonly (readonly RunPlace[])[], language: Language): string {
  const words = overviewWords[language]
  const judged = panels.flatMap(places => {
    const verdicts = places.flatMap(at => {
      const verdict = runIndex(run).verdict(at)
      return verdict === undefined ? [] : [{ series: at.series, verdict }]
    })
    if (verdicts.length === 0) return []
    const { count, whole } = betterKinds(verdicts)
    return [words.counted(modelName(run, places[0].model, language), whole.length, count)]
  })
  return judged.length === 0 || judged.length > maxCounted ? '' : words.counts(enumerated(judged, language))
}

/** More models than these are compared series by series, in rows. */
const maxModels = 2

/** With more models than these, panels are so tall that three stand in a row. */
const maxInTwo = 6

/** Every model of some runs: a panel for each series, a row for each model. */
export function modelsOverview(runs: readonly NamedRun[], language: Language): Figure {
  const { title, captionOfModels } = overviewWords[language]
  const rows = modelRows(runs, language)
  return {
    id: 'overview',
    kind: 'overview',
    series: null,
    title,
    caption: captionOfModels,
    head: modelsHead(language),
    perRow: rows.length > maxInTwo ? 3 : 2,
    panels: modelPanels(rows, language),
  }
}

/** The headline of every series: one panel for each model and prompt. */
export const overviewFigures: FigureMaker = (run, language) => {
  const headlines = run.measures.filter(
    ({ id, model }) => id === 'concordance' && !model.startsWith('reference:'),
  )
  const groups = Map.groupBy(headlines, ({ model, prompt }) => JSON.stringify([model, prompt]))
  if (groups.size === 0) return []
  if (new Set(headlines.map(({ model }) => model)).size > maxModels)
    return [modelsOverview([{ name: '', run }], language)]
  const lowest = lowestOf(
    headlines.map(headline => ({
      ...headline,
      floor: headline.floor?.value ?? null,
      rough: roughSize(run, headline.series),
    })),
  )
  const labels = roomForLabels(headlines.map(({ series }) => series))
  const notes = roomFor(headlines.map(headline => noteOf(runIndex(run).verdict(headline) ?? null, language)))
  return [
    {
      id: 'overview',
      kind: 'overview',
      series: null,
      title: overviewWords[language].title,
      caption: overviewWords[language].caption(countedKinds(run, [...groups.values()], language)),
      panels: [...groups.values()].map(group =>
        overviewPanel(run, group, { lowest, labels, notes }, language),
      ),
    },
  ]
}
