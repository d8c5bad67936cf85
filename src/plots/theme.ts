/** Colours and type of a figure. Every plot takes all of its colours from here. */
export interface Theme {
  readonly name: 'light' | 'dark' | 'page' | 'app'
  /** As CSS writes families: a name that ends in a number needs quotes. */
  readonly font: string
  readonly background: string
  readonly ink: string
  readonly muted: string
  readonly grid: string
  /**
   * Six-digit hex in every theme: dots are pixels and cannot follow the page, so theirs fits light and dark. Null
   * where the program that shows the plot draws its dots.
   */
  readonly dot: string | null
  /** Pixels of the dots for each CSS pixel. */
  readonly dotDensity: 1 | 2
  /** Mean and standard deviation, as in the article. */
  readonly cyan: string
  readonly good: string
  readonly bad: string
}

export const lightTheme: Theme = {
  name: 'light',
  font: "'Source Sans 3', system-ui, sans-serif",
  background: '#ffffff',
  ink: '#1b2330',
  muted: '#5b6675',
  grid: '#dfe3e8',
  dot: '#66778f',
  dotDensity: 2,
  cyan: '#00a4c4',
  good: '#00829b',
  bad: '#c2500a',
}

export const darkTheme: Theme = {
  name: 'dark',
  font: "'Source Sans 3', system-ui, sans-serif",
  background: '#12161c',
  ink: '#e8ecf1',
  muted: '#a3afbd',
  grid: '#323b47',
  dot: '#8c9cb8',
  dotDensity: 2,
  cyan: '#35d3f0',
  good: '#4cc9e0',
  bad: '#f2a65a',
}

/** Follows the style sheet of the page it stands in, light or dark; its dots are coarse, to keep the page small. */
export const pageTheme: Theme = {
  name: 'page',
  font: 'inherit',
  background: 'none',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  grid: 'var(--grid)',
  dot: '#66778f',
  dotDensity: 1,
  cyan: 'var(--cyan)',
  good: 'var(--good)',
  bad: 'var(--bad)',
}

/** The same in the report's app, which draws the dots on a canvas of its own. */
export const appTheme: Theme = { ...pageTheme, name: 'app', dot: null }
