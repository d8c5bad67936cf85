import { dot, gridX, link, ruleX, text } from '@observablehq/plot'
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
  /** Room for the labels, and how many characters of one are shown. */
  readonly labels: { readonly width: number; readonly length: number }
  /** Room for the notes, and for the drawing between both. */
  readonly notes: number
  readonly drawing: number
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
const chance = 0.5

/** Below chance and all that the rows show. */
export function lowestOf(rows: readonly Omit<ScoreRow, 'label' | 'note' | 'isMarked'>[]): number {
  return Math.min(
    chance,
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
  ...about
}: ScoreRowsInput): Panel {
  // A second line of the key.
  const more = words.rough === undefined ? 0 : 17
  const frame: Frame = {
    width: labels.width + drawing + notes,
    height: rows.length * rowHeight + 82 + more,
    top: 38 + more,
    right: notes,
    bottom: 44,
    left: labels.width,
  }
  return {
    ...about,
    frame,
    plot(theme) {
      const placed = rows.map((row, y) => ({ ...row, y }))
      const colour = ({ isMarked }: ScoreRow) => (isMarked ? theme.good : theme.muted)
      const lineOfKey = (line: number) => -29 - more + line * 17
      const key = { frameAnchor: 'top-left', textAnchor: 'start', fill: theme.muted, fontSize: 12 } as const
      const others = placed.filter(({ other }) => other !== undefined)
      return {
        ...framed(frame, theme),
        x: horizontal(words.axis, { domain: [lowest - 0.02, 1], ticks: 5 }),
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
          dot([0], { frameAnchor: 'top-left', dx: 4, dy: lineOfKey(0) + 5.5, r: 4.5, fill: theme.muted }),
          text([words.model], { ...key, dx: 13, dy: lineOfKey(0) }),
          text(['|'], { ...key, dx: 100, dy: lineOfKey(0), fill: theme.bad, fontWeight: 600 }),
          text([words.floor], { ...key, dx: 108, dy: lineOfKey(0) }),
          text(['¦'], { ...key, dx: 206, dy: lineOfKey(0) }),
          text([words.chance], { ...key, dx: 214, dy: lineOfKey(0) }),
          ...(words.rough === undefined
            ? []
            : [
                text(['‖'], { ...key, dx: 0, dy: lineOfKey(1), fill: theme.ink }),
                text([words.rough], { ...key, dx: 13, dy: lineOfKey(1) }),
              ]),
          ...(words.other === undefined
            ? []
            : [
                dot([0], {
                  frameAnchor: 'top-left',
                  dx: 269,
                  dy: lineOfKey(0) + 5.5,
                  r: 4,
                  stroke: theme.muted,
                }),
                text([words.other], { ...key, dx: 278, dy: lineOfKey(0) }),
              ]),
        ],
      }
    },
  }
}
