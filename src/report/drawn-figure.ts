import type { Figure } from '../plots/figure.ts'

/** A figure drawn: its panels for a page, and itself as files. */
export interface DrawnFigure extends Omit<Figure, 'panels'> {
  /** The name of its files, without their ending. */
  readonly file: string
  /** Empty where the figure stands in the app and in files alone. */
  readonly panels: readonly DrawnPanel[]
}

export interface DrawnPanel {
  readonly title: string
  readonly subtitle: string
  /** SVG that takes its colours from the page. */
  readonly svg: string
}

/** Figures that stand in the plain report, for readers without scripts. */
export const plainKinds: readonly Figure['kind'][] = ['overview', 'lesson', 'caret']

/** The names of the files of some figures, without their ending: each once, whatever their ids hold. */
export function fileNames(ids: readonly string[]): string[] {
  const taken = new Set<string>()
  return ids.map(id => {
    const plain = id.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    let name = plain
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${plain}-${count}`
    taken.add(name.toLowerCase())
    return name
  })
}
