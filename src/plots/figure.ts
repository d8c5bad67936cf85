import type { PlotOptions } from '@observablehq/plot'
import type { Language } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import type { Frame } from './frame.ts'
import type { Scatter } from './scatter.ts'
import type { Theme } from './theme.ts'

/** The numbers behind a panel, for the table under it. */
export interface FigureTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** One plot: Observable Plot options as data. Nothing here touches a DOM. */
export interface Panel {
  /** Short line over the plot, such as the model's name. */
  readonly title: string
  /** The scores that the plot stands for, in a line under the title; may be empty. */
  readonly subtitle: string
  /** What the picture shows, in one or two sentences, for those who cannot see it. */
  readonly alt: string
  /** The text in the options is sized for this. */
  readonly frame: Frame
  /** Where the pairs of a scatter plot lie, and whether they are shown as dots. */
  readonly scatter?: Scatter & { readonly isShown: boolean }
  plot(theme: Theme): PlotOptions
  table(): FigureTable
}

/** The kinds of figures of a run, in the order of a report; figures.ts makes them, and is far heavier to load. */
export const figureKinds = [
  'overview',
  'search',
  'threshold',
  'lesson',
  'caret',
  'digits',
  'heatmap',
  'zero',
  'cases',
] as const

/** One figure of a run: panels side by side (embedder left, reranker right). */
export interface Figure {
  /** Stable, fit for a file name: the kind, with the series behind it where it shows one, such as `caret-integers`. */
  readonly id: string
  readonly kind: (typeof figureKinds)[number] | 'rhythm' | 'trend'
  /** The series it shows; null where it shows none or several. */
  readonly series: string | null
  readonly title: string
  /** One or two sentences under the figure: what is drawn and how to read it. */
  readonly caption: string
  readonly panels: readonly Panel[]
  /** What all panels have in common, said once over them where the figure stands alone as a file. */
  readonly head?: FigureHead
  /** How many panels stand in a row of the file. Default: as many as its kind has. */
  readonly perRow?: number
}

/** What a reader of the file alone must know. */
export interface FigureHead {
  /** What is scored, in a sentence. */
  readonly about: string
  /** What the signs in the panels are. */
  readonly key: readonly {
    readonly sign: string
    readonly colour: 'muted' | 'bad' | 'cyan'
    readonly name: string
  }[]
}

/** The figures of one kind; none where a run has nothing to show. */
export type FigureMaker = (run: Run, language: Language) => Figure[]

/** A kind of figure, as the catalogue in figures.ts holds it. */
export interface FigureEntry {
  readonly id: Figure['kind']
  /** Whether one figure shows the whole run. Default: each shows a series. */
  readonly isOfRun?: true
  /** Makes figures of this kind and no other. */
  readonly make: FigureMaker
}
