import { dot, gridX, ruleX, ruleY, text } from '@observablehq/plot'
import { modelName } from '../findings/finding.ts'
import type { RunCase } from '../store/run.ts'
import type { FigureMaker, Panel } from './figure.ts'
import { type Frame, framed, horizontal } from './frame.ts'

interface CasesInput {
  readonly title: string
  readonly subtitle: string
  /** In order; cases of one family stand together. */
  readonly cases: readonly RunCase[]
}

const rowHeight = 17

/** The margin of every hard case: to the right of zero the model is right, to the left it is wrong. */
function casesPanel({ title, subtitle, cases }: CasesInput): Panel {
  const { rows, headings } = placed(cases)
  const count = rows.length + headings.length
  const frame: Frame = {
    width: 490,
    height: count * rowHeight + 66,
    top: 22,
    right: 14,
    bottom: 44,
    left: 250,
  }
  const right = cases.filter(({ verdict }) => verdict === 'right').length
  return {
    title,
    subtitle,
    alt: `Margins of ${cases.length} hard cases; ${right} are right. The table under the figure has each of them.`,
    width: frame.width,
    height: frame.height,
    plot(theme) {
      const reach = Math.max(...cases.map(({ margin }) => Math.abs(margin)), 1e-6) * 1.08
      const colour = ({ verdict }: RunCase) =>
        ({ right: theme.good, wrong: theme.bad, tie: theme.muted })[verdict]
      const label = { x: -reach, dx: -8, textAnchor: 'end' } as const
      const end = { lineAnchor: 'bottom', frameAnchor: 'top', dy: -8, fontWeight: 600 } as const
      return {
        ...framed(frame, theme),
        x: horizontal('margin', { domain: [-reach, reach], ticks: 4 }),
        y: { domain: [count - 0.4, -0.6], axis: null },
        marks: [
          gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 4 }),
          ruleX([0], { stroke: theme.muted }),
          text(['wrong'], { ...end, x: -reach / 2, fill: theme.bad }),
          text(['right'], { ...end, x: reach / 2, fill: theme.good }),
          text(headings, { ...label, y: 'y', text: 'name', fontWeight: 600, fill: theme.ink }),
          text(rows, {
            ...label,
            y: 'y',
            text: ({ anchor, closer, farther }: RunCase) => `${anchor}: ${closer}, not ${farther}`,
            fill: theme.muted,
            fontSize: 12,
          }),
          ruleY(rows, { y: 'y', x1: 0, x2: 'margin', stroke: colour, strokeWidth: 2 }),
          dot(rows, { y: 'y', x: 'margin', r: 3.4, fill: colour }),
        ],
      }
    },
    table: () => ({
      columns: ['family', 'anchor', 'closer', 'farther', 'margin', 'verdict'],
      rows: cases.map(({ family, anchor, closer, farther, margin, verdict }) => [
        family,
        anchor,
        closer,
        farther,
        margin,
        verdict,
      ]),
    }),
  }
}

/** A line for each case and one over each family, from top to bottom. */
function placed(cases: readonly RunCase[]) {
  const rows: (RunCase & { readonly y: number })[] = []
  const headings: { readonly name: string; readonly y: number }[] = []
  for (const item of cases) {
    if (item.family !== rows.at(-1)?.family)
      headings.push({ name: item.family, y: rows.length + headings.length })
    rows.push({ ...item, y: rows.length + headings.length })
  }
  return { rows, headings }
}

/** All hard cases: one panel for each model. */
export const casesFigures: FigureMaker = run => {
  const models = run.models.filter(
    ({ id, kind }) => kind !== 'reference' && run.cases.some(({ model }) => model === id),
  )
  if (models.length === 0) return []
  const panels = models.map(({ id }): Panel => {
    const own = run.cases.filter(({ model }) => model === id)
    const right = own.filter(({ verdict }) => verdict === 'right').length
    return casesPanel({
      title: modelName(run, id),
      subtitle: `right on ${right} of ${own.length}`,
      cases: own,
    })
  })
  return [
    {
      id: 'cases',
      kind: 'cases',
      series: null,
      title: 'Hard cases',
      caption:
        'Each line is a question: which of the two is closer to the anchor? The margin is the similarity of the closer one minus that of the farther one; to the left of zero the model is wrong.',
      panels,
    },
  ]
}
