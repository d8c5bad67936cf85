import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { nearestNames } from '../math/edit-distance.ts'
import { defineSeries, type Series } from './series.ts'
import type { ValueKind } from './value-kinds.ts'
import { clockTime, dayOf, inWords, isoDate } from './written.ts'

/** A row of the table: a series whose documents are its values, written by a rule. */
interface Row extends Omit<Series, 'texts' | 'ruler' | 'period'> {
  readonly kind: ValueKind
  write(value: number): string
  /** Length of the circle in the unit of the values. Default: the ruler is straight. */
  readonly period?: number
}

/** The nine series of the article, in its order: what `probe` runs when no series is named. */
export const articleSeries: readonly Series[] = madeOf([
  {
    id: 'integers',
    family: 'number',
    kind: 'small-numbers',
    values: counting(1, 100),
    write: String,
    description: 'The whole numbers 1 to 100, one apart.',
    source: 'article: str(i)',
  },
  {
    id: 'negatives',
    family: 'number',
    kind: 'small-numbers',
    values: counting(-1, 100, -1),
    write: String,
    description: 'The whole numbers −1 to −100, one apart, going down.',
    source: 'article: str(-i)',
  },
  {
    id: 'thousands',
    family: 'number',
    kind: 'small-numbers',
    values: counting(1000, 100, 1000),
    write: String,
    description: 'The thousands 1000 to 100000: the same shape as 1 to 100, with larger gaps.',
    source: 'article: str(i*1000)',
  },
  {
    id: 'offset',
    family: 'number',
    kind: 'shifted-numbers',
    values: counting(376, 100),
    write: String,
    description:
      'The whole numbers 376 to 475, as the article’s code makes them (its heading runs to 476: see offset-heading).',
    source: 'article: str(i+375)',
  },
  {
    id: 'large',
    family: 'number',
    kind: 'shifted-numbers',
    values: counting(4294967297, 100),
    write: String,
    description:
      'The whole numbers 4294967297 to 4294967396, just above 2³², as the article’s code makes them (its heading starts at 4294967296: see large-heading).',
    source: 'article: str(i+4294967296)',
  },
  {
    id: 'floats',
    family: 'number',
    kind: 'decimals',
    values: counting(1, 100).map(value => value / 1000),
    write: String,
    description:
      'The decimals 0.001 to 0.1 in steps of 0.001, written without padding, as the article’s code makes them (its heading says 0.0001: see floats-fine).',
    source: 'article: str(i/1000)',
  },
  {
    id: 'currency',
    family: 'money',
    kind: 'small-numbers',
    values: counting(1, 100),
    write: value => `$${value}`,
    description: 'The prices $1 to $100, a dollar apart.',
    source: "article: '$'+str(i)",
  },
  {
    id: 'dates',
    family: 'date',
    kind: 'dates',
    values: counting(dayOf('2024-07-24'), 100),
    write: isoDate,
    description:
      'The days 2024-07-24 to 2024-10-31; values in days since 1970-01-01. The article starts today; the start is pinned here so that a run can be repeated.',
    source: 'article: today + i days',
  },
  {
    id: 'times',
    family: 'time',
    kind: 'times',
    values: counting(19 * 3600 + 7, 100, 60),
    write: clockTime,
    description:
      'The times 19:00:07 to 20:39:07, a minute apart; values in seconds since midnight. The article starts now; the start is pinned here (its heading starts in steps of seconds: see times-seconds).',
    source: 'article: now + i minutes',
  },
])

/** Every series that has a name of its own, those of the article first. A new one is a row here and one in the test. */
export const seriesCatalogue: readonly Series[] = [
  ...articleSeries,
  ...madeOf([
    {
      id: 'offset-heading',
      family: 'number',
      kind: 'shifted-numbers',
      values: counting(376, 101),
      write: String,
      description: 'The whole numbers 376 to 476, as the article’s heading reads.',
      source: 'article, heading',
    },
    {
      id: 'large-heading',
      family: 'number',
      kind: 'shifted-numbers',
      values: counting(4294967296, 101),
      write: String,
      description: 'The whole numbers 4294967296 to 4294967396, as the article’s heading reads.',
      source: 'article, heading',
    },
    {
      id: 'floats-fine',
      family: 'number',
      kind: 'decimals',
      values: counting(1, 1000).map(value => value / 10000),
      write: String,
      description:
        'The decimals 0.0001 to 0.1 in steps of 0.0001, as the article’s heading reads, written without padding.',
      source: 'article, heading',
    },
    {
      id: 'times-seconds',
      family: 'time',
      kind: 'times',
      values: counting(19 * 3600 + 7, 100),
      write: clockTime,
      description:
        'The times 19:00:07 to 19:01:46, a second apart, as the article’s heading starts; values in seconds since midnight.',
      source: 'article, heading',
    },
    {
      id: 'integers-padded',
      family: 'number',
      kind: 'small-numbers',
      values: counting(1, 100),
      write: value => String(value).padStart(3, '0'),
      description: 'The whole numbers 1 to 100, padded to three digits: does padding help this model?',
      source: 'numeracy',
    },
    {
      id: 'versions',
      family: 'version',
      kind: 'versions',
      values: counting(0, 100),
      write: value => `1.${value}`,
      readUnit: null,
      description: 'The versions 1.0 to 1.99; the value is the position, so 1.10 follows 1.9.',
      source: 'numeracy',
    },
    {
      id: 'dates-year',
      family: 'date',
      kind: 'dates',
      values: counting(dayOf('2024-01-01'), 366),
      write: isoDate,
      description:
        'Every day of 2024, 2024-01-01 to 2024-12-31; values in days since 1970-01-01. Long enough to distinguish a period of 30 days from one of 31.',
      source: 'numeracy',
    },
    {
      id: 'times-day',
      family: 'time',
      kind: 'times',
      values: counting(0, 1440),
      period: 1440,
      write: minutes => clockTime(minutes * 60).slice(0, 5),
      readUnit: 60,
      description:
        'Every minute of a day, 00:00 to 23:59, round the clock: 23:59 is next to 00:00; values in minutes since midnight.',
      source: 'numeracy',
    },
    {
      id: 'words',
      family: 'number',
      kind: 'number-words',
      values: counting(1, 100),
      write: inWords,
      readUnit: null,
      description: 'The numbers one to one hundred in English words: order without digits.',
      source: 'numeracy',
    },
  ]),
]

function madeOf(rows: readonly Row[]): readonly Series[] {
  return rows.map(({ id, family, kind, description, source, values, write, period = null, readUnit }) =>
    defineSeries({
      id,
      family,
      kind,
      description,
      source,
      texts: values.map(write),
      values,
      ruler: period === null ? 'linear' : 'circular',
      period,
      ...(readUnit !== undefined && { readUnit }),
    }),
  )
}

/** The numbers first, first + step, …: `count` of them. */
function counting(first: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index * step)
}

/** A series of the catalogue by its id, such as `integers`. @throws NumeracyError `unknown`, with the nearest names */
export function catalogueSeries(id: string): Series {
  const found = seriesCatalogue.find(series => series.id === id)
  if (found !== undefined) return found
  const near = nearestNames(
    id,
    seriesCatalogue.map(series => series.id),
  )
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`numeracy series` lists all.'
  throw new NumeracyError(
    'unknown',
    `There is no series ${quoted(id, 200)}. ${hint} A range is written 1..500:7; a file needs its path.`,
    {
      details: { series: id.slice(0, 200), near },
    },
  )
}
