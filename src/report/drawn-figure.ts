import type { Figure, FigureTable } from '../plots/figure.ts'

/** A figure drawn: its panels for a page, and itself as files. */
export interface DrawnFigure extends Omit<Figure, 'panels'> {
  readonly panels: readonly DrawnPanel[]
}

export interface DrawnPanel {
  readonly title: string
  readonly subtitle: string
  /** SVG that takes its colours from the page. */
  readonly svg: string
  readonly table: FigureTable
}

/** The name of a figure's files, without their ending. */
export function fileName(figure: string): string {
  return figure.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
}
