import { gridY, line, rectY, ruleY, text } from '@observablehq/plot'
import { textWidth } from '../base/text-width.ts'
import { type Language, modelName } from '../findings/finding.ts'
import { percent, written } from '../findings/number.ts'
import { type ModelPairs, modelPairs } from '../findings/same-parts.ts'
import { shownNames, thresholdHeads } from '../findings/shown-names.ts'
import { isSame } from '../measures/fact-pairs.ts'
import type { RunFactPair } from '../store/run.ts'
import type { ThresholdDetails } from '../store/threshold-details.ts'
import type { FigureMaker, Panel } from './figure.ts'
import { extentOf, type Frame, framed, horizontal, vertical } from './frame.ts'
import type { Theme } from './theme.ts'

const thresholdFrame: Frame = { width: 440, height: 372, top: 52, right: 16, bottom: 42, left: 52 }

/** Scores are counted in so many bins. */
const bins = 48
/** Below the curves: the middle of the histograms, and how far each reaches from it, in shares of the axis above. */
const middle = -0.36
const reach = 0.24
const lowest = -0.64
const letter = 6.7

/**
 * What a threshold does: duplicates found and false merges against it, with the guard dashed; below, how the scores of
 * both sorts of pairs are spread.
 */
export function thresholdPanel(
  { pairs, details }: Omit<ModelPairs, 'model'>,
  { title, language, frame = thresholdFrame }: PanelHead,
): Panel {
  const words = thresholdWords[language]
  const kept = pairs.filter(isSame)
  const changed = pairs.filter(({ pair }) => pair === 'different')
  const domain = thresholdDomain(pairs)
  const [sameBins, changedBins] = [kept, changed].map(each => binned(each, domain))
  const most = Math.max(...[...sameBins, ...changedBins].map(({ share }) => share))
  const guard = details.guard.curve
  const { best } = details
  return {
    title,
    subtitle: words.verdict(details.verdict),
    alt: words.alt(written(best.threshold), percent(best.kept.value), percent(best.falseMerges.value)),
    frame,
    plot(theme) {
      const colours = { kept: theme.good, falseMerges: theme.bad }
      const names = ['kept', 'falseMerges'] as const
      const curves = names.flatMap(name => [
        line(details.curve, { x: 'threshold', y: name, stroke: colours[name], strokeWidth: 2.4 }),
        line(guard, {
          x: 'threshold',
          y: name,
          stroke: colours[name],
          strokeWidth: 1.8,
          strokeDasharray: '5,4',
        }),
      ])
      return {
        ...framed(frame, theme),
        x: horizontal(shownNames.threshold[language], { domain, ticks: frame.width < 400 ? 4 : 6 }),
        y: vertical('', { domain: [lowest, 1], ticks: shares, tickFormat: percent, label: null }),
        marks: [
          gridY(shares, { stroke: theme.grid, strokeOpacity: 1 }),
          histogram(sameBins, most, 1, theme.good),
          histogram(changedBins, most, -1, theme.bad),
          ruleY([middle], { stroke: theme.grid }),
          ...curves,
          ...keyMarks(
            [
              { text: shownNames.found[language], colour: theme.good },
              { text: shownNames.falseMerges[language], colour: theme.bad },
              { text: words.guarded, colour: theme.muted, sign: '- - -' },
            ],
            frame,
          ),
          bandLabel(words.same(kept.length), middle + 0.12, theme.good, theme),
          bandLabel(words.different(changed.length), middle - 0.14, theme.bad, theme),
        ],
      }
    },
    table: () => ({
      columns: thresholdHeads(language),
      rows: details.curve.map(({ threshold, kept: share, falseMerges }) => {
        const guarded = guardedAt(details, threshold)
        return [threshold, share, falseMerges, guarded.kept, guarded.falseMerges]
      }),
    }),
  }
}

interface PanelHead {
  readonly title: string
  readonly language: Language
  readonly frame?: Frame
}

const shares = [0, 0.25, 0.5, 0.75, 1]

/** The scores that a threshold may lie among: those of the pairs that are counted. */
export function thresholdDomain(pairs: readonly RunFactPair[]): [low: number, high: number] {
  const counted = pairs.filter(({ pair }) => pair !== 'different-reworded')
  return extentOf(counted.map(({ similarity }) => similarity))
}

/** Shares at a threshold when pairs whose numbers differ are refused, from the curve. */
function guardedAt({ guard }: ThresholdDetails, threshold: number) {
  return guard.curve.find(point => point.threshold >= threshold) ?? { kept: 0, falseMerges: 0 }
}

interface Bin {
  readonly from: number
  readonly to: number
  /** Of the pairs of its sort. */
  readonly share: number
}

/** The shares of some pairs whose scores lie in each bin; empty bins are left out. */
function binned(pairs: readonly RunFactPair[], [low, high]: readonly [number, number]): Bin[] {
  const counts = new Array<number>(bins).fill(0)
  for (const { similarity } of pairs)
    counts[Math.min(bins - 1, Math.floor((bins * (similarity - low)) / (high - low)))]++
  const edge = (at: number) => low + ((high - low) * at) / bins
  return counts
    .map((count, at) => ({ from: edge(at), to: edge(at + 1), share: count / pairs.length }))
    .filter(({ share }) => share > 0)
}

/** Bars from the middle line, up or down. Both sorts are on one scale: `most` is the tallest bar of all. */
function histogram(sort: readonly Bin[], most: number, direction: 1 | -1, colour: string) {
  const bars = sort.map(({ from, to, share }) => ({
    from,
    to,
    end: middle + (direction * reach * share) / most,
  }))
  return rectY(bars, { x1: 'from', x2: 'to', y1: middle, y2: 'end', fill: colour, fillOpacity: 0.55 })
}

function bandLabel(label: string, y: number, fill: string, theme: Theme) {
  return text([label], {
    y: () => y,
    frameAnchor: 'left',
    textAnchor: 'start',
    dx: 2,
    text: each => each,
    fontSize: 12,
    fill,
    stroke: theme.background === 'none' ? 'var(--background)' : theme.background,
    strokeWidth: 4,
  })
}

/** Names of the curves over the drawing, each behind a stroke of its colour, on as many lines as they need. */
function keyMarks(
  entries: readonly { readonly text: string; readonly colour: string; readonly sign?: string }[],
  { width, left, right }: Frame,
) {
  let x = 0
  let row = 0
  return entries.map(entry => {
    const room = 18 + letter * textWidth(`${entry.sign ?? ''}${entry.text}`)
    if (x > 0 && x + room > width - left - right) {
      x = 0
      row++
    }
    const mark = text([`${entry.sign ?? '—'} ${entry.text}`], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      dx: x,
      dy: -42 + 16 * row,
      text: each => each,
      fontSize: 12,
      fill: entry.colour,
    })
    x += room + 12
    return mark
  })
}

const thresholdWords = {
  en: {
    title: 'Same or different: what a threshold finds and merges',
    caption:
      'Each threshold on the axis: of the texts that state the same fact, those at or above it are duplicates found; of the texts whose number was changed, those at or above it are false merges. Dashed: the same when texts whose numbers differ are never merged. Below: how the scores of both are spread, as shares of each on one scale. A threshold is safe where the one curve is high and the other at 0.',
    guarded: 'numbers compared first',
    same: (count: number) => `${count} pairs: the same fact`,
    different: (count: number) => `${count} pairs: a changed number`,
    verdict: (verdict: ThresholdDetails['verdict']): string => verdict,
    alt: (threshold: string, kept: string, merged: string) =>
      `Duplicates found and false merges against the threshold. At ${threshold}, where their difference is greatest, ${kept} of the duplicates are found and ${merged} of the changed numbers are merged.`,
  },
  zh: {
    title: '相同还是不同：阈值找到什么、合并什么',
    caption:
      '横轴上的每个阈值：陈述同一事实的文本中，得分不低于它的是找到的重复项；改过数字的文本中，得分不低于它的会被误合并。虚线：数字不同的文本从不合并时的结果。下方：两类得分的分布，各占其总数的比例，同一刻度。一条曲线高而另一条为 0 之处，阈值才安全。',
    guarded: '先比较数字',
    same: (count: number) => `${count} 对：同一事实`,
    different: (count: number) => `${count} 对：数字改过`,
    verdict: (verdict: ThresholdDetails['verdict']): string =>
      ({ safe: '安全', risky: '有风险', 'no safe threshold': '没有安全的阈值' })[verdict],
    alt: (threshold: string, kept: string, merged: string) =>
      `找到的重复项和误合并随阈值的变化。两者之差最大处为 ${threshold}：找到 ${kept} 的重复项，合并 ${merged} 改过的数字。`,
  },
}

/** What thresholds do, one panel for each model that was asked same or different. */
export const thresholdFigures: FigureMaker = (run, language) => {
  const models = modelPairs(run)
  if (models.length === 0) return []
  const { title, caption } = thresholdWords[language]
  const panels = models.map(each =>
    thresholdPanel(each, { title: modelName(run, each.model, language), language }),
  )
  return [{ id: 'threshold', kind: 'threshold', series: null, title, caption, panels }]
}
