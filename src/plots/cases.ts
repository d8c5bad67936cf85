import { dot, gridX, ruleX, ruleY, text } from '@observablehq/plot'
import { isControl } from '../findings/case-origin.ts'
import { caseFamilyName } from '../findings/case-shares.ts'
import { type Language, modelName } from '../findings/finding.ts'
import { extent } from '../math/extent.ts'
import type { RunCase } from '../store/run.ts'
import type { FigureMaker, Panel } from './figure.ts'
import { type Frame, framed, horizontal, scoreTicks } from './frame.ts'

interface CasesInput {
  readonly title: string
  /** All cases of the model, which its scores are counted over; null for a panel that goes on with another. */
  readonly counted: readonly RunCase[] | null
  /** Those that are drawn, in order; cases of one family stand together. */
  readonly cases: readonly RunCase[]
  /** Lines that there is room for. */
  readonly lines: number
  /** The largest margin that there is room for. */
  readonly reach: number
  readonly language: Language
}

const rowHeight = 17

/** A case of more characters is named by its id; the table under the figure has its texts. */
const longestLabel = 44

/** What the font of figures has letters for. */
const drawable = /^[\p{Script=Latin}\p{Script=Common}]*$/u

/** What fits left of the axis; Plot takes letters for wider than those of the font are. */
const labelEms = 22

/** Lines of a panel that still fits a slide. */
const maxLines = 27

/** The margins of hard cases: to the right of zero the model is right, to the left it is wrong. */
function casesPanel({ title, counted: all, cases, lines, reach, language }: CasesInput): Panel {
  const words = casesWords[language]
  const { rows, headings } = placed(cases, language)
  const frame: Frame = {
    width: 490,
    height: lines * rowHeight + 66,
    top: 22,
    right: 14,
    bottom: 44,
    left: 250,
  }
  const some = all ?? cases
  const [controls, counted] = [some.filter(isControl), some.filter(item => !isControl(item))]
  const [right, rightControls] = [counted, controls].map(
    some => some.filter(({ verdict }) => verdict === 'right').length,
  )
  const apart = controls.length === 0 ? '' : words.apart(rightControls, controls.length)
  return {
    title,
    subtitle: all === null ? '' : words.rightOn(right, counted.length) + apart,
    alt: words.alt(right, counted.length, apart),
    frame,
    plot(theme) {
      const colour = ({ verdict }: RunCase) =>
        ({ right: theme.good, wrong: theme.bad, tie: theme.muted })[verdict]
      const label = { x: -reach, dx: -8, textAnchor: 'end' } as const
      const end = { lineAnchor: 'bottom', frameAnchor: 'top', dy: -8, fontWeight: 600 } as const
      return {
        ...framed(frame, theme),
        x: horizontal(words.margin, { domain: [-reach, reach], ticks: 4, ...scoreTicks([-reach, reach]) }),
        y: { domain: [lines - 0.4, -0.6], axis: null },
        marks: [
          gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: 4 }),
          ruleX([0], { stroke: theme.muted }),
          text([words.verdicts.wrong], { ...end, x: -reach / 2, fill: theme.bad }),
          text([words.verdicts.right], { ...end, x: reach / 2, fill: theme.good }),
          text(headings, {
            frameAnchor: 'left',
            textAnchor: 'start',
            dx: 8 - frame.left,
            y: 'y',
            text: 'name',
            fontWeight: 600,
            fill: theme.ink,
          }),
          text(rows, {
            ...label,
            y: 'y',
            text: ({ id, anchor, closer, farther }: RunCase) => {
              const whole = words.question(anchor, closer, farther)
              if (!drawable.test(anchor + closer + farther)) return id
              return Array.from(whole).length <= longestLabel ? whole : `${id}: ${anchor}`
            },
            lineWidth: labelEms,
            textOverflow: 'ellipsis',
            fill: theme.muted,
            fontSize: 12,
          }),
          ruleY(rows, { y: 'y', x1: 0, x2: 'margin', stroke: colour, strokeWidth: 2 }),
          dot(rows, { y: 'y', x: 'margin', r: 3.4, fill: colour }),
        ],
      }
    },
    table: () => ({
      columns: [...words.columns],
      rows: cases.map(({ family, anchor, closer, farther, margin, verdict }) => [
        caseFamilyName(family, language),
        anchor,
        closer,
        farther,
        margin,
        words.verdicts[verdict],
      ]),
    }),
  }
}

/** Whole families, as evenly as they come, in as few parts as fit a slide each. */
function slides(cases: readonly RunCase[]): RunCase[][] {
  const families = [...Map.groupBy(cases, ({ family }) => family).values()]
  const linesOf = (some: readonly RunCase[]) => some.length + new Set(some.map(({ family }) => family)).size
  const count = Math.ceil(linesOf(cases) / maxLines)
  const parts: RunCase[][] = []
  let left = linesOf(cases)
  for (const family of families) {
    const part = parts.at(-1)
    const lines = linesOf(family)
    // A family goes where the part ends closer to its share.
    const share = left / (count - parts.length + 1)
    if (part === undefined || (parts.length < count && linesOf(part) + lines / 2 > share)) {
      if (part !== undefined) left -= linesOf(part)
      parts.push([...family])
    } else part.push(...family)
  }
  return parts
}

/** A line for each case and one over each family, from top to bottom. */
function placed(cases: readonly RunCase[], language: Language) {
  const rows: (RunCase & { readonly y: number })[] = []
  const headings: { readonly name: string; readonly y: number }[] = []
  for (const item of cases) {
    if (item.family !== rows.at(-1)?.family)
      headings.push({ name: caseFamilyName(item.family, language), y: rows.length + headings.length })
    rows.push({ ...item, y: rows.length + headings.length })
  }
  return { rows, headings }
}

const casesWords = {
  en: {
    title: 'Hard cases',
    part: (name: string, part: number, of: number) => `${name}, part ${part} of ${of}`,
    margin: 'margin',
    verdicts: { right: 'right', wrong: 'wrong', tie: 'tie' },
    columns: ['family', 'anchor', 'closer', 'farther', 'margin', 'verdict'],
    question: (anchor: string, closer: string, farther: string) => `${anchor}: ${closer}, not ${farther}`,
    rightOn: (right: number, all: number) => `${right} of ${all} right`,
    apart: (right: number, all: number) => `; controls, counted apart: ${right} of ${all}`,
    alt: (right: number, all: number, apart: string) =>
      `Margins of ${all} hard cases; ${right} are right${apart}. The table under the figure has each of them.`,
    caption:
      'Each line is a question: which of the two is closer to the anchor? The margin is the similarity of the closer one minus that of the farther one; to the left of zero the model is wrong.',
  },
  zh: {
    title: '难题',
    part: (name: string, part: number, of: number) => `${name}，第 ${part} / ${of} 部分`,
    margin: '差值',
    verdicts: { right: '正确', wrong: '错误', tie: '平局' },
    columns: ['类别', '锚点', '较近', '较远', '差值', '判定'],
    question: (anchor: string, closer: string, farther: string) => `${anchor}：${closer}，而非 ${farther}`,
    rightOn: (right: number, all: number) => `${all} 题中对 ${right} 题`,
    apart: (right: number, all: number) => `；另计对照题 ${all} 题，对 ${right} 题`,
    alt: (right: number, all: number, apart: string) =>
      `${all} 道难题的差值，其中 ${right} 题正确${apart}。图下的表格列出每一题。`,
    caption:
      '每一行是一个问题：两者中哪个更接近锚点？差值是较近者的相似度减去较远者的相似度；零的左侧表示模型答错。',
  },
}

/** All hard cases: a row of panels for each model, side by side so that they fit a slide. */
export const casesFigures: FigureMaker = (run, language) => {
  const models = run.models.filter(
    ({ id, kind }) => kind !== 'reference' && run.cases.some(({ model }) => model === id),
  )
  if (models.length === 0) return []
  const words = casesWords[language]
  const asked = models.map(({ id, kind, standIn }) => {
    const cases = run.cases.filter(({ model }) => model === id)
    // Cosines share a scale; relevance scores of different rerankers do not.
    return {
      name: modelName(run, id, language),
      cases,
      parts: slides(cases),
      scale: kind === 'embedder' || standIn ? '' : id,
    }
  })
  const parts = asked.flatMap(({ parts }) => parts)
  const lines = Math.max(...parts.map(part => part.length + new Set(part.map(({ family }) => family)).size))
  const panels = asked.flatMap(({ name, cases, parts, scale }) => {
    const peers = asked.filter(each => each.scale === scale)
    const margins = peers.flatMap(({ cases }) => cases.map(({ margin }) => Math.abs(margin)))
    const reach = Math.max(1e-6, extent(margins)[1]) * 1.08
    return parts.map((part, at) =>
      casesPanel({
        title: parts.length === 1 ? name : words.part(name, at + 1, parts.length),
        counted: at === 0 ? cases : null,
        cases: part,
        lines,
        reach,
        language,
      }),
    )
  })
  return [
    {
      id: 'cases',
      kind: 'cases',
      series: null,
      title: casesWords[language].title,
      caption: casesWords[language].caption,
      perRow: Math.max(...asked.map(({ parts }) => parts.length)),
      panels,
    },
  ]
}
