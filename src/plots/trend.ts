import { areaY, dot, gridY, line, ruleY } from '@observablehq/plot'
import { documentsOf } from '../findings/comparison/documents.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { followedSeries, type TrainedModel, trainedModels } from '../findings/comparison/steps.ts'
import type { Language } from '../findings/finding.ts'
import { written } from '../findings/number.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import { type RunSeries, runIndex } from '../store/run.ts'
import type { Figure, Panel } from './figure.ts'
import { extentOf, type Frame, framed, horizontal, padded, vertical } from './frame.ts'

const frame: Frame = { width: 440, height: 230, top: 24, right: 18, bottom: 44, left: 48 }

/** What guessing scores. */
const chance = 0.5

interface Scored {
  readonly at: number
  readonly text: string
  readonly value: number
  readonly low: number
  readonly high: number
}

/** A figure for each model that runs follow through its training: its concordance by step, a panel for each series. */
export function trendFigures(runs: readonly NamedRun[], language: Language): Figure[] {
  return followed(runs).flatMap((model, at): Figure[] => {
    const shown = followedSeries(model)
      .series.map(series => ({ series: series.id, scored: scoredSteps(model, series, runs) }))
      .filter(({ scored }) => scored.length > 0)
    if (shown.length === 0) return []
    const ends = shown.flatMap(({ scored }) => scored.flatMap(({ low, high }) => [low, high, chance]))
    const domain = padded(extentOf(ends), 0.05)
    const panels = shown.map(({ series, scored }) => trendPanel(series, model.axis, scored, domain, language))
    const words = trendWords[language]
    return [
      {
        id: `trend-${at + 1}`,
        kind: 'trend',
        series: null,
        title: words.title(model.name === model.kind ? words[model.kind] : model.name),
        caption: words.caption,
        head: {
          about: words.about,
          key: [
            { sign: '●', colour: 'cyan', name: shownNames.modelWithInterval[language] },
            { sign: '- - -', colour: 'muted', name: shownNames.guessing[language] },
          ],
        },
        panels,
      },
    ]
  })
}

/**
 * The models that have steps, or one name in runs of several days. Runs of different models that say nothing of a step
 * are compared, not followed.
 */
function followed(runs: readonly NamedRun[]): TrainedModel[] {
  try {
    return trainedModels(runs).filter(({ axis, name, kind }) => axis === 'step' || name !== kind)
  } catch {
    // Steps that cannot be put in order: the command says why.
    return []
  }
}

/** The concordance of a series at each step; fewer than two are no trend. */
function scoredSteps(
  { points, prompt }: TrainedModel,
  asked: RunSeries,
  runs: readonly NamedRun[],
): Scored[] {
  const named = new Map(runs.map(({ name, run }) => [name, run]))
  const documents = documentsOf(asked)
  const series = asked.id
  const scored = points.flatMap(({ at, text, entrant }): Scored[] => {
    const run = named.get(entrant.run)!
    const own = [...entrant.matrices, ...entrant.sampled].find(each => each.series.id === series)
    if (own === undefined || documentsOf(own.series) !== documents) return []
    const found = runIndex(run).measure({ series, model: entrant.model, prompt }, 'concordance')
    if (found === undefined || found.value === null) return []
    const [low, high] = found.interval ?? [found.value, found.value]
    return [{ at, text, value: found.value, low, high }]
  })
  return scored.length < 2 ? [] : scored
}

/** @param domain of the concordance, the same for all series of a model */
function trendPanel(
  series: string,
  axis: TrainedModel['axis'],
  scored: readonly Scored[],
  domain: readonly [number, number],
  language: Language,
): Panel {
  const words = trendWords[language]
  const [first, last] = [scored[0], scored.at(-1)!]
  return {
    title: series,
    subtitle: words.from(written(first.value), written(last.value)),
    alt: scored.map(({ text, value }) => `${text} ${written(value)}`).join('; '),
    frame,
    plot: theme => ({
      ...framed(frame, theme),
      x: horizontal(words[axis], {
        type: axis === 'step' ? 'linear' : 'utc',
        domain: [first.at, last.at],
        ticks: 5,
      }),
      y: vertical(shownNames.concordance[language], { domain }),
      marks: [
        gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
        ruleY([chance], { stroke: theme.muted, strokeDasharray: '3 3' }),
        areaY(scored, { x: 'at', y1: 'low', y2: 'high', fill: theme.cyan, fillOpacity: 0.2 }),
        line(scored, { x: 'at', y: 'value', stroke: theme.cyan, strokeWidth: 1.5 }),
        dot(scored, { x: 'at', y: 'value', fill: theme.cyan, r: 3 }),
      ],
    }),
    table: () => ({
      columns: [words[axis], ...heads(language, 'concordance', 'from', 'to')],
      rows: scored.map(({ text, value, low, high }) => [text, value, low, high]),
    }),
  }
}

const trendWords = {
  en: {
    title: (name: string) => `Through the training: ${name}`,
    caption:
      'Concordance at each step, with its 95 % interval; dashed: guessing. Intervals of two steps may overlap though their difference is significant, for both find the same documents hard: numeracy trend compares them in pairs.',
    about: 'Concordance: of two documents, how often is the one closer to an anchor scored higher?',
    from: (first: string, last: string) => `from ${first} to ${last}`,
    embedder: 'the embedder',
    reranker: 'the reranker',
    step: 'step',
    date: 'date',
  },
  zh: {
    title: (name: string) => `训练过程：${name}`,
    caption:
      '每一步的一致率及其 95 % 区间；虚线：猜测。两步的区间可能重叠而差异仍显著，因为同样的文档对两者都难：numeracy trend 作成对比较。',
    about: '一致率：两个文档中，离锚点较近的那个得分更高的比例。',
    from: (first: string, last: string) => `从 ${first} 到 ${last}`,
    embedder: '向量模型',
    reranker: '重排序模型',
    step: '步数',
    date: '日期',
  },
}
