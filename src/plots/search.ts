import { dot, gridX, link, text } from '@observablehq/plot'
import { textWidth } from '../base/text-width.ts'
import { type SearchKind, searchKinds } from '../experiments/search/field.ts'
import { searchDetailsOf } from '../experiments/search/use-details.ts'
import { inAll, type Language, modelName } from '../findings/finding.ts'
import { percent } from '../findings/number.ts'
import { kindNames } from '../findings/search-parts.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import type { Run, RunUse } from '../store/run.ts'
import type { FigureMaker, Panel } from './figure.ts'
import { type Frame, framed, horizontal } from './frame.ts'

/** What one model got in one kind of question. */
interface SearchRow {
  readonly kind: SearchKind
  readonly value: number
  readonly interval: RunUse['interval']
  /** Keyword search; null where the run does not say. */
  readonly bm25: number | null
  readonly chance: number
  readonly verdict: RunUse['verdict']
}

/** What a model got in each kind of question, in the order of the kinds. */
export function searchRowsOf(run: Pick<Run, 'uses'>, model: string): SearchRow[] {
  return searchKinds.flatMap(kind => {
    const use = run.uses?.find(each => each.model === model && each.use === kind)
    const details = use === undefined ? null : searchDetailsOf(use)
    if (use === undefined || details === null || use.value === null) return []
    const { value, interval, verdict } = use
    return [{ kind, value, interval, verdict, bm25: details.references.bm25 ?? null, chance: details.chance }]
  })
}

/**
 * Kinds of question whose scores are counted alike, so that they may share an axis: pairs of records in the right
 * order, half of which a guess gets, and first places, of which it gets one in thirty.
 */
const counted: readonly {
  readonly kinds: readonly SearchKind[]
  readonly words: Readonly<Record<Language, { readonly title: string; readonly axis: string }>>
}[] = [
  {
    kinds: ['near', 'range'],
    words: {
      en: { title: 'Of two records, is the right one higher?', axis: 'share of pairs in the right order' },
      zh: { title: '两条记录中，正确的一条是否在前？', axis: '顺序正确的记录对的比例' },
    },
  },
  {
    kinds: ['exact', 'format'],
    words: {
      en: {
        title: 'Is the right record first of all?',
        axis: 'share of questions with the right record first',
      },
      zh: { title: '正确的记录是否排在第一？', axis: '正确记录排在第一的问题的比例' },
    },
  },
]

const rowHeight = 34
const letter = 6.7

/** Kinds of question that are counted alike, a row each: the score with its interval, keyword search and guessing. */
function searchPanel(rows: readonly SearchRow[], { title, subtitle, axis, language }: PanelHead): Panel {
  const words = searchWords[language]
  const labels = Math.ceil(16 + letter * Math.max(...inAllKinds(language).map(textWidth)))
  const frame: Frame = {
    width: 440,
    height: rows.length * rowHeight + 88,
    top: 40,
    right: 56,
    bottom: 46,
    left: labels,
  }
  const placed = rows.map((row, y) => ({ ...row, y }))
  return {
    title,
    subtitle,
    alt: rows
      .map(({ kind, value, bm25, chance }) =>
        words.alt(
          kindNames[kind][language],
          percent(value),
          bm25 === null ? null : percent(bm25),
          percent(chance),
        ),
      )
      .join(words.between),
    frame,
    plot(theme) {
      const colour = ({ verdict }: SearchRow) =>
        ({ yes: theme.good, no: theme.muted, unclear: theme.muted })[verdict]
      const tick = { y1: ({ y }: { y: number }) => y - 0.3, y2: ({ y }: { y: number }) => y + 0.3 }
      const key = { frameAnchor: 'top-left', textAnchor: 'start', dy: -28, fontSize: 12 } as const
      const after = (names: readonly string[]) =>
        names.reduce((x, name) => x + 24 + letter * textWidth(name), 8 - labels)
      return {
        ...framed(frame, theme),
        x: horizontal(axis, { domain: [0, 1], ticks: 5, tickFormat: percent }),
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          link(
            placed.filter(({ interval }) => interval !== null),
            {
              x1: ({ interval }) => interval![0],
              x2: ({ interval }) => interval![1],
              y: 'y',
              stroke: colour,
              strokeWidth: 2.5,
            },
          ),
          link(placed, {
            ...tick,
            x: 'chance',
            stroke: theme.ink,
            strokeWidth: 1.4,
            strokeDasharray: '3,2',
          }),
          link(
            placed.filter(({ bm25 }) => bm25 !== null),
            { ...tick, x: 'bm25', stroke: theme.bad, strokeWidth: 2.5 },
          ),
          dot(placed, { x: 'value', y: 'y', r: 4.5, fill: colour }),
          text(placed, {
            frameAnchor: 'left',
            y: 'y',
            text: ({ kind }: SearchRow) => kindNames[kind][language],
            dx: -8,
            textAnchor: 'end',
            fill: theme.ink,
          }),
          text(placed, {
            frameAnchor: 'right',
            y: 'y',
            text: ({ value }) => percent(value),
            dx: 8,
            textAnchor: 'start',
            fill: theme.ink,
          }),
          text([`● ${words.model}`], { ...key, dx: after([]), fill: theme.muted }),
          text([`| ${words.bm25}`], { ...key, dx: after([words.model]), fill: theme.bad }),
          text([`¦ ${words.chance}`], {
            ...key,
            dx: after([words.model, words.bm25]),
            fill: theme.ink,
          }),
        ],
      }
    },
    table: () => ({
      columns: [...words.columns],
      rows: rows.map(({ kind, value, interval, bm25, chance }) => [
        kindNames[kind][language],
        value,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        bm25,
        chance,
      ]),
    }),
  }
}

interface PanelHead {
  readonly title: string
  readonly subtitle: string
  readonly axis: string
  readonly language: Language
}

/** The panels of one model: one for each way of counting. */
function searchPanels(run: Run, model: string, language: Language): Panel[] {
  const rows = searchRowsOf(run, model)
  return counted.flatMap(({ kinds, words }) => {
    const own = rows.filter(({ kind }) => kinds.includes(kind))
    const { title, axis } = words[language]
    const head = { title: modelName(run, model, language), subtitle: title, axis, language }
    return own.length === 0 ? [] : [searchPanel(own, head)]
  })
}

function inAllKinds(language: Language): string[] {
  return searchKinds.map(kind => kindNames[kind][language])
}

const captions = inAll(language =>
  language === 'en'
    ? 'Questions to records that look alike, a row for each kind. Close to a number and inside a limit: of two records, how often does the right one stand higher? Guessing gets 50 %. Exact number and other format: how often is the right record first of all thirty? Guessing gets 3 %. Dot: the model with its 95 % interval. Orange: keyword search (BM25) on the same questions. Dashed: guessing.'
    : '向彼此相似的记录提问，每种问题一行。接近某个数、在界限之内：两条记录中正确的一条排在前面的比例，猜测得 50 %。确切的数、另一种写法：正确的记录在三十条中排在第一的比例，猜测得 3 %。圆点：模型及其 95 % 区间。橙色：关键词检索（BM25）在相同问题上的成绩。虚线：猜测。',
)

const searchWords = {
  en: {
    title: 'Search: what each kind of question gets',
    model: shownNames.modelWithInterval.en,
    bm25: 'keyword search',
    chance: shownNames.guessing.en,
    between: '; ',
    columns: heads('en', 'question', 'model', 'from', 'to', 'keywords', 'guessing'),
    alt: (kind: string, value: string, bm25: string | null, chance: string) =>
      `${kind} ${value}${bm25 === null ? '' : `, keyword search ${bm25}`}, guessing ${chance}`,
  },
  zh: {
    title: '检索：各种问题的成绩',
    model: shownNames.modelWithInterval.zh,
    bm25: '关键词检索',
    chance: '猜测',
    between: '；',
    columns: heads('zh', 'question', 'model', 'from', 'to', 'keywords', 'guessing'),
    alt: (kind: string, value: string, bm25: string | null, chance: string) =>
      `${kind} ${value}${bm25 === null ? '' : `，关键词检索 ${bm25}`}，猜测 ${chance}`,
  },
}

/** The scores of search, two panels for each model that was asked. */
export const searchFigures: FigureMaker = (run, language) => {
  const models = [...new Set((run.uses ?? []).map(({ model }) => model))]
  const panels = models.flatMap(model => searchPanels(run, model, language))
  if (panels.length === 0) return []
  return [
    {
      id: 'search',
      kind: 'search',
      series: null,
      title: searchWords[language].title,
      caption: captions[language],
      panels,
    },
  ]
}
