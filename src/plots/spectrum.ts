import { gridY, lineY, ruleX, ruleY, text } from '@observablehq/plot'
import type { Language } from '../findings/finding.ts'
import { pText } from '../findings/number.ts'
import { type Run, type RunMeasure, type RunSeries, runIndex } from '../store/run.ts'
import type { Figure, Panel } from './figure.ts'
import { extentOf, type Frame, framed, horizontal, padded, vertical } from './frame.ts'
import { matricesOf, panelHead } from './run-parts.ts'

interface Peak {
  readonly period: number
  readonly z: number
}

const frame: Frame = { width: 440, height: 220, top: 30, right: 16, bottom: 42, left: 40 }

/** How strong the rhythm of a series is at each period, one panel for each model; null where none was tested. */
export function spectrumFigure(run: Run, series: RunSeries, language: Language): Figure | null {
  const words = spectrumWords[language]
  const panels = matricesOf(run, series.id, 'pairs').flatMap(matrix => {
    const measure = runIndex(run).measure(matrix, 'rhythm')
    if (measure?.value == null || !Array.isArray(measure.details?.spectrum)) return []
    const head = panelHead(run, matrix, [], language)
    const p = `p ${pText({ value: measure.value, details: measure.details })}`
    const subtitle = [head.subtitle, p].filter(part => part !== '').join('  ·  ')
    return [spectrumPanel({ ...head, subtitle }, measure, language)]
  })
  if (panels.length === 0) return null
  return {
    id: `rhythm-${series.id}`,
    kind: 'rhythm',
    series: series.id,
    title: words.title(series.id),
    caption: words.caption,
    panels,
  }
}

function spectrumPanel(
  head: Pick<Panel, 'title' | 'subtitle'>,
  { details }: RunMeasure,
  language: Language,
): Panel {
  const words = spectrumWords[language]
  const points = details!.spectrum as readonly (readonly [period: number, z: number])[]
  const spectrum = points.map(([period, z]): Peak => ({ period, z })).toSorted((a, b) => a.period - b.period)
  const known = (details!.known ?? []) as unknown as readonly Peak[]
  const highest = spectrum.reduce((peak, each) => (each.z > peak.z ? each : peak))
  const yDomain = padded(extentOf([0, ...spectrum.map(({ z }) => z)]), 0.08)
  const periodOf = ({ period }: Peak) => String(Number(period.toPrecision(3)))
  return {
    ...head,
    alt: words.alt(periodOf(highest), highest.z.toFixed(1)),
    frame,
    plot: theme => ({
      ...framed(frame, theme),
      x: horizontal(words.period, {
        type: 'log',
        domain: extentOf(spectrum.map(({ period }) => period)),
        ticks: 5,
        tickFormat: (period: number) => String(period),
      }),
      y: vertical(words.strength, { domain: yDomain, ticks: 4 }),
      marks: [
        gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 4 }),
        ruleY([0], { stroke: theme.muted }),
        ruleX(known, { x: 'period', stroke: theme.muted, strokeDasharray: '2,3' }),
        text(known, { x: 'period', frameAnchor: 'top', dy: -10, text: periodOf, fill: theme.muted }),
        lineY(spectrum, { x: 'period', y: 'z', stroke: theme.cyan, strokeWidth: 1.8 }),
      ],
    }),
    table: () => ({
      columns: [words.period, words.strength],
      rows: spectrum.map(({ period, z }) => [period, z]),
    }),
  }
}

const spectrumWords = {
  en: {
    title: (series: string) => `${series}: rhythm of the mean similarity`,
    caption:
      'Strength of each period, in standard deviations above smooth models without any rhythm. Dashed: periods of digits, calendar and clock.',
    period: 'period, in lags',
    strength: 'standard deviations',
    alt: (period: string, z: string) =>
      `Strength of each period; highest at ${period}, ${z} standard deviations.`,
  },
  zh: {
    title: (series: string) => `${series}：平均相似度的节律`,
    caption: '每个周期的强度，以没有节律的平滑模型的标准差计。虚线：数字、日历和钟表的周期。',
    period: '周期（间隔数）',
    strength: '标准差数',
    alt: (period: string, z: string) => `每个周期的强度；最高在 ${period} 处，${z} 个标准差。`,
  },
}
