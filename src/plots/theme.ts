/** Colours and type of a figure. Every plot takes all of its colours from here. */
export interface Theme {
  readonly name: 'light' | 'dark' | 'page'
  readonly font: string
  readonly background: string
  readonly ink: string
  readonly muted: string
  readonly grid: string
  readonly dot: string
  /** Mean and standard deviation, as in the article. */
  readonly cyan: string
}
