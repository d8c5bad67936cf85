import { gridY, link, rectY, ruleY, text } from '@observablehq/plot'
import type { Language } from '../findings/finding.ts'
import { written } from '../findings/number.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import { type DigitPlace, fewestTriples } from '../measures/digit-order.ts'
import { documentOfPlaces } from '../series/digit-groups.ts'
import { type Run, type RunMatrix, type RunSeries, runIndex } from '../store/run.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import { type Frame, framed, innerWidth, vertical } from './frame.ts'
import { matricesOf, panelHead, seriesOf } from './run-parts.ts'
import type { Theme } from './theme.ts'

const frame: Frame = { width: 440, height: 230, top: 30, right: 16, bottom: 48, left: 48 }

/** Chance, and what comparing characters gets. */
const chance = 0.5

/** Width of a character under the bars, in CSS pixels, and of a bar in characters. */
const character = 27
const barWidth = 0.62

/** Documents up to this length are shown whole; of longer ones what is near a bar. */
const longest = 12
const near = 2

/** A character of the document under the bars; null for those that are left out. */
interface Letter {
  readonly x: number
  readonly text: string
  readonly isMeasured: boolean
}

interface Bar extends DigitPlace {
  readonly x: number
}

/** What one model scores at each place of a series that has enough triples; null where none has. */
function placesOf(run: Run, at: RunMatrix): { places: DigitPlace[]; leading: DigitPlace | null } | null {
  const details = runIndex(run).measure(at, 'digit-order')?.details
  const enough = ({ triples }: DigitPlace) => triples >= fewestTriples
  // Where the last place has too few triples, nothing was resampled.
  const known = (place: DigitPlace) => ({ ...place, interval: place.interval ?? null })
  const places = ((details?.places ?? []) as unknown as readonly DigitPlace[]).filter(enough).map(known)
  const recorded = (details?.leading ?? null) as unknown as DigitPlace | null
  const first = recorded && known(recorded)
  const leading = first !== null && enough(first) ? first : null
  return places.length === 0 && leading === null ? null : { places, leading }
}

function digitsPanel(run: Run, matrix: RunMatrix, series: RunSeries, language: Language): Panel | null {
  const found = placesOf(run, matrix)
  if (found === null) return null
  const words = digitsWords[language]
  const { places, leading } = found
  const example = documentOfPlaces(series.texts)
  // A run that somebody sent may speak of places that its texts do not have.
  if (example === null && places.length > 0) return null
  const letters = lettersOf(
    places.length === 0 ? '' : example!,
    places.map(({ place }) => place!),
  )
  const bars = places.map((place): Bar => ({ ...place, x: letters.xOf(place.place!) }))
  const first: Bar[] = leading === null ? [] : [{ ...leading, x: -3.2 }]
  const all = [...first, ...bars]
  const [left, right] = [first.length > 0 ? -4.6 : -1, Math.max(letters.width, 1)]
  // The characters keep their size: what is left of the width stands on both sides.
  const spare = Math.max(0, innerWidth(frame) / character - (right - left)) / 2
  const lowest = Math.min(0.3, ...all.map(({ value, interval }) => (interval?.[0] ?? value) - 0.02))
  const name = ({ place }: DigitPlace) => (place === null ? words.first : words.place(place))
  return {
    ...panelHead(run, matrix, [['digit-order', words.score]], language),
    alt: `${words.alt(example ?? series.texts[0])} ${all.map(bar => `${name(bar)} ${written(bar.value)}`).join(', ')}.`,
    frame,
    plot(theme) {
      const colour = (bar: Bar) => colourOf(bar, theme)
      const below = { frameAnchor: 'bottom', fill: theme.muted } as const
      return {
        ...framed(frame, theme),
        x: { domain: [left - spare, right + spare], axis: null },
        y: vertical(words.share, { domain: [lowest, 1], ticks: 4 }),
        marks: [
          gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 4 }),
          rectY(all, {
            x1: ({ x }) => x - barWidth / 2,
            x2: ({ x }) => x + barWidth / 2,
            y1: chance,
            y2: 'value',
            fill: colour,
            fillOpacity: 0.75,
          }),
          ruleY([chance], { stroke: theme.muted, strokeDasharray: '3,3' }),
          text([chance], {
            y: d => d,
            frameAnchor: 'right',
            text: () => words.chance,
            dy: 9,
            fontSize: 12,
            fill: theme.muted,
          }),
          link(
            all.filter(({ interval }) => interval !== null),
            {
              x: 'x',
              y1: ({ interval }) => interval![0],
              y2: ({ interval }) => interval![1],
              stroke: theme.ink,
              strokeWidth: 1.6,
            },
          ),
          text(
            letters.shown.filter(({ isMeasured }) => isMeasured),
            { ...below, x: 'x', text: 'text', dy: 20, fontSize: 17, fontWeight: 600, fill: theme.ink },
          ),
          text(
            letters.shown.filter(({ isMeasured }) => !isMeasured),
            { ...below, x: 'x', text: 'text', dy: 20, fontSize: 17 },
          ),
          text(first, { ...below, x: 'x', text: () => words.first, dy: 18, fill: theme.ink }),
          text(first, { ...below, x: 'x', text: () => words.ofAny, dy: 35, fontSize: 12 }),
          ...(letters.width === 0
            ? []
            : [
                text([(letters.width - 1) / 2], {
                  ...below,
                  x: d => d,
                  text: () => words.example,
                  dy: 38,
                  fontSize: 12,
                }),
              ]),
        ],
      }
    },
    table: () => ({
      columns: [...words.columns],
      rows: all.map(bar => [
        name(bar),
        bar.value,
        bar.interval?.[0] ?? null,
        bar.interval?.[1] ?? null,
        bar.triples,
      ]),
    }),
  }
}

/** Coloured where a digit is ordered for sure, or for sure the wrong way round. */
function colourOf({ interval }: DigitPlace, theme: Theme): string {
  if (interval !== null && interval[0] > chance) return theme.good
  return interval !== null && interval[1] < chance ? theme.bad : theme.muted
}

/**
 * The characters of a document from left to right, those at the measured places marked.
 * @param places counted from the right, 1 = the last
 */
function lettersOf(document: string, places: readonly number[]) {
  const points = Array.from(document)
  const placeAt = (at: number) => points.length - at
  const isNear = (at: number) => places.some(place => Math.abs(placeAt(at) - place) <= near)
  const shown: Letter[] = []
  const xAt = new Map<number, number>()
  for (const [at, point] of points.entries()) {
    const isKept = points.length <= longest || isNear(at)
    if (!isKept && shown.at(-1)?.text === '…') continue
    xAt.set(placeAt(at), shown.length)
    shown.push({
      x: shown.length,
      text: isKept ? point : '…',
      isMeasured: places.includes(placeAt(at)),
    })
  }
  return { shown, width: shown.length, xOf: (place: number) => xAt.get(place) ?? 0 }
}

const digitsWords = {
  en: {
    title: (series: string) => `${series}: which digits it reads`,
    caption:
      'Of documents that differ in one digit alone, how often is the closer one scored higher? A bar for each digit of the document below it, with its 95 % interval. Dashed: guessing, and exactly what comparing characters gets. Apart, on the left: the first digit, which gives the rough size.',
    score: 'last digit',
    share: 'closer one higher',
    first: 'first digit',
    ofAny: 'of any length',
    example: 'an example',
    chance: shownNames.guessing.en,
    place: (place: number) => (place === 1 ? 'last character' : `${place} from the right`),
    columns: ['digit', 'share', ...heads('en', 'from', 'to'), 'triples'],
    alt: (example: string) =>
      `How often the closer of two documents is scored higher that differ in one digit alone, by the place of the digit in documents such as ${example}; guessing gets 0.50.`,
  },
  zh: {
    title: (series: string) => `${series}：它读得懂哪几位数字`,
    caption:
      '在只有一位数字不同的文档中，较近者得分更高的比例是多少？下方文档的每一位数字一根柱，带 95 % 区间。虚线：猜测，也正是只比较字符所得。左侧单列：首位数字，它说明大致大小。',
    score: '末位',
    share: '较近者更高',
    first: '首位数字',
    ofAny: '任意长度',
    example: '例',
    chance: '随机',
    place: (place: number) => (place === 1 ? '最后一个字符' : `从右数第 ${place} 个`),
    columns: ['数字', '比例', ...heads('zh', 'from', 'to'), '三元组'],
    alt: (example: string) =>
      `只有一位数字不同的两个文档中，较近者得分更高的比例，按该数字在 ${example} 这类文档中的位置；猜测得 0.50。`,
  },
}

/** Which digits of a series each model orders; null where no digit varies alone often enough. */
export function digitsFigure(run: Run, series: RunSeries, language: Language): Figure | null {
  const words = digitsWords[language]
  const panels = matricesOf(run, series.id, 'pairs').flatMap(
    matrix => digitsPanel(run, matrix, series, language) ?? [],
  )
  if (panels.length === 0) return null
  return {
    id: `digits-${series.id}`,
    kind: 'digits',
    series: series.id,
    title: words.title(series.id),
    caption: words.caption,
    panels,
  }
}

/** One of each series that has such digits. */
export const digitsFigures: FigureMaker = (run, language) =>
  seriesOf(run, 'pairs').flatMap(series => digitsFigure(run, series, language) ?? [])
