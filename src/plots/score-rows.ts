import { dot, gridX, link, ruleX, text } from '@observablehq/plot'
import { textWidth } from '../base/text-width.ts'
import type { Panel } from './figure.ts'
import { type Frame, framed, horizontal, shortened } from './frame.ts'

/** One score with what stands beside it. */
export interface ScoreRow {
  readonly label: string
  /** Null where it is not scored. */
  readonly value: number | null
  readonly interval: readonly [low: number, high: number] | null
  /** What matchers of characters score. */
  readonly floor: number | null
  /** What reading length and first digit scores; null where it does not apply. */
  readonly rough?: number | null
  /** The same measured elsewhere, as a hollow dot. */
  readonly other?: number | null
  /** Whether it is drawn in colour. */
  readonly isMarked: boolean
  /** At the end of the row. */
  readonly note: string
}

export interface ScoreRowsInput extends Pick<Panel, 'title' | 'subtitle' | 'alt' | 'table'> {
  readonly rows: readonly ScoreRow[]
  /** Where the axis begins. */
  readonly lowest: number
  /** What guessing scores, for a line; null: none. Default 0.5. */
  readonly chance?: number | null
  /** How the axis writes a score. Default: as a decimal. */
  readonly tick?: (score: number) => string
  /** Room for the labels, and how many characters of one are shown. */
  readonly labels: { readonly width: number; readonly length: number }
  /** Room for the notes, and for the drawing between both. */
  readonly notes: number
  readonly drawing: number
  /** Whether the figure says what the signs and the axis are, so that the panel need not. Default: no. */
  readonly isHeaded?: boolean
  readonly words: {
    readonly axis: string
    readonly model: string
    readonly floor: string
    readonly chance: string
    /** Given where some rows have it. */
    readonly rough?: string
    /** Given where some rows have another value. */
    readonly other?: string
  }
}

const rowHeight = 26
const defaultChance = 0.5

/** Below chance and all that the rows show. */
export function lowestOf(rows: readonly Omit<ScoreRow, 'label' | 'note' | 'isMarked'>[]): number {
  return Math.min(
    defaultChance,
    ...rows.flatMap(({ value, interval, floor, rough, other }) => [
      value ?? 1,
      interval?.[0] ?? 1,
      floor ?? 1,
      rough ?? 1,
      other ?? 1,
    ]),
  )
}

/** Scores between 0 and 1 under each other, each with its interval, the spelling floor, rough size and chance. */
export function scoreRowsPanel({
  rows,
  lowest,
  labels,
  notes,
  drawing,
  words,
  chance = defaultChance,
  tick,
  isHeaded = false,
  ...about
}: ScoreRowsInput): Panel {
  const key = isHeaded
    ? []
    : keyOf({ ...words, chance: chance === null ? undefined : words.chance }, drawing + notes)
  const more = isHeaded ? -keyRoom : keyLine * key[key.length - 1].line
  const bottom = isHeaded ? 26 : 44
  const frame: Frame = {
    width: labels.width + drawing + notes,
    height: rows.length * rowHeight + 38 + more + bottom,
    top: 38 + more,
    right: notes,
    bottom,
    left: labels.width,
  }
  return {
    ...about,
    frame,
    plot(theme) {
      const placed = rows.map((row, y) => ({ ...row, y }))
      const colour = ({ isMarked }: ScoreRow) => (isMarked ? theme.good : theme.muted)
      const others = placed.filter(({ other }) => other !== undefined)
      return {
        ...framed(frame, theme),
        x: horizontal(isHeaded ? '' : words.axis, {
          domain: [lowest - 0.02, 1],
          ticks: 5,
          ...(tick && { tickFormat: tick }),
        }),
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          ruleX(chance === null ? [] : [chance], { stroke: theme.muted, strokeDasharray: '3,3' }),
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
          ...[-1.6, 1.6].map(dx =>
            link(
              placed.filter(({ rough }) => rough != null),
              {
                x: 'rough',
                y1: ({ y }) => y - 0.3,
                y2: ({ y }) => y + 0.3,
                dx,
                stroke: theme.ink,
                strokeWidth: 1.1,
              },
            ),
          ),
          dot(
            placed.filter(({ value }) => value !== null),
            { x: 'value', y: 'y', r: 4.5, fill: colour },
          ),
          ...(others.length === 0 ? [] : [dot(others, { x: 'other', y: 'y', r: 4, stroke: colour })]),
          text(placed, {
            frameAnchor: 'left',
            y: 'y',
            text: ({ label }) => shortened(label, labels.length),
            dx: -8,
            textAnchor: 'end',
            fill: theme.ink,
          }),
          text(placed, {
            frameAnchor: 'right',
            y: 'y',
            text: 'note',
            dx: 8,
            textAnchor: 'start',
            fontSize: 12,
            fill: colour,
          }),
          ...key.flatMap(({ kind, name, at, line }) => {
            const from = {
              frameAnchor: 'top-left',
              textAnchor: 'start',
              fill: theme.muted,
              fontSize: 12,
            } as const
            const dy = line * keyLine - 29 - more
            const beside = text([name], { ...from, dx: at + 11, dy })
            if (kind in keyMarks) {
              const { mark, colour } = keyMarks[kind as keyof typeof keyMarks]
              return [text([mark], { ...from, dx: at + 3, dy, fill: theme[colour], fontWeight: 600 }), beside]
            }
            const place = { frameAnchor: 'top-left', dx: at + 4, dy: dy + 5.5 } as const
            const sign =
              kind === 'model'
                ? dot([0], { ...place, r: 4.5, fill: theme.muted })
                : dot([0], { ...place, r: 4, stroke: theme.muted })
            return [sign, beside]
          }),
        ],
      }
    },
  }
}

/** Pixels that a key of one line takes. */
const keyRoom = 28

/** Pixels from one line of the key to the next. */
const keyLine = 17

/** Pixels that a letter of the key takes at most, on average. */
const keyLetter = 6.8

/** How the key draws what is no dot. */
const keyMarks = {
  floor: { mark: '|', colour: 'bad' },
  chance: { mark: '¦', colour: 'muted' },
  rough: { mark: '‖', colour: 'ink' },
} as const

const keyKinds = ['model', 'other', 'floor', 'chance', 'rough'] as const

interface KeyEntry {
  readonly kind: (typeof keyKinds)[number]
  readonly name: string
  /** Pixels from the left of the drawing. */
  readonly at: number
  readonly line: number
}

/** What the signs of the rows are, from left to right, in as many lines as the room takes. */
function keyOf(
  words: { readonly [kind in KeyEntry['kind']]?: string | undefined },
  room: number,
): readonly KeyEntry[] {
  const entries: KeyEntry[] = []
  let [at, line] = [0, 0]
  for (const kind of keyKinds) {
    const name = words[kind]
    if (name === undefined) continue
    const width = 11 + keyLetter * textWidth(name)
    if (at > 0 && at + width > room) [at, line] = [0, line + 1]
    entries.push({ kind, name, at, line })
    at += Math.ceil(width) + 14
  }
  return entries
}
