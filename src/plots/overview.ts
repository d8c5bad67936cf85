import { textWidth } from '../base/text-width.ts'
import { type Language, modelName } from '../findings/finding.ts'
import { verdictWords } from '../measures/verdict.ts'
import { type Run, type RunMeasure, runIndex, type Verdict } from '../store/run.ts'
import type { FigureMaker, Panel } from './figure.ts'
import { lowestOf, scoreRowsPanel } from './score-rows.ts'

/** Series × one model: concordance with its interval, the spelling floor and chance. */
function overviewPanel(
  run: Run,
  headlines: readonly RunMeasure[],
  { lowest, notes }: { readonly lowest: number; readonly notes: number },
  language: Language,
): Panel {
  const words = overviewWords[language]
  const [{ model, prompt }] = headlines
  const rows = headlines.map(headline => ({ ...headline, verdict: runIndex(run).verdict(headline) ?? null }))
  return scoreRowsPanel({
    title: modelName(run, model, language),
    subtitle: words.asked(prompt),
    alt: rows
      .map(
        ({ series, value, verdict }) =>
          `${series} ${value === null ? words.notScored : value.toFixed(2)}${verdict === null ? '' : `, ${words.verdict(verdict)}`}`,
      )
      .join('; '),
    rows: rows.map(({ series, value, interval, floor, verdict }) => ({
      label: series,
      value,
      interval,
      floor: floor?.value ?? null,
      isMarked: verdict === 'understands' || verdict === 'partly',
      note: noteOf(verdict, language),
    })),
    lowest,
    labels: { width: 92, length: 13 },
    notes,
    drawing: 220,
    words: { axis: words.columns[1], model: words.model, floor: words.columns[4], chance: words.chance },
    table: () => ({
      columns: [...words.columns],
      rows: rows.map(({ series, value, interval, floor, verdict }) => [
        series,
        value,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        floor?.value ?? null,
        verdict === null ? null : words.verdict(verdict),
      ]),
    }),
  })
}

function noteOf(verdict: Verdict | null, language: Language): string {
  const words = overviewWords[language]
  return verdict === null ? words.noVerdict : words.verdict(verdict)
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
  const lowest = lowestOf(headlines.map(headline => ({ ...headline, floor: headline.floor?.value ?? null })))
  const notes = roomFor(headlines.map(headline => noteOf(runIndex(run).verdict(headline) ?? null, language)))
  return [
    {
      id: 'overview',
      kind: 'overview',
      series: null,
      title: overviewWords[language].title,
      caption: overviewWords[language].caption,
      panels: [...groups.values()].map(group => overviewPanel(run, group, { lowest, notes }, language)),
    },
  ]
}
