import { NumeracyError } from '../base/error.ts'
import { nearestNames } from '../math/edit-distance.ts'
import { currency } from './catalogue/currency.ts'
import { dates } from './catalogue/dates.ts'
import { datesYear } from './catalogue/dates-year.ts'
import { floats } from './catalogue/floats.ts'
import { floatsFine } from './catalogue/floats-fine.ts'
import { integers } from './catalogue/integers.ts'
import { integersPadded } from './catalogue/integers-padded.ts'
import { large } from './catalogue/large.ts'
import { largeHeading } from './catalogue/large-heading.ts'
import { negatives } from './catalogue/negatives.ts'
import { offset } from './catalogue/offset.ts'
import { offsetHeading } from './catalogue/offset-heading.ts'
import { thousands } from './catalogue/thousands.ts'
import { times } from './catalogue/times.ts'
import { timesDay } from './catalogue/times-day.ts'
import { timesSeconds } from './catalogue/times-seconds.ts'
import { versions } from './catalogue/versions.ts'
import { words } from './catalogue/words.ts'
import type { Series } from './series.ts'

/** The nine series of the article, in its order: what `probe` runs when no series is named. */
export const articleSeries: readonly Series[] = [
  integers,
  negatives,
  thousands,
  offset,
  large,
  floats,
  currency,
  dates,
  times,
]

/** Every series that has a name of its own. A new one is a file and a line here. */
export const seriesCatalogue: readonly Series[] = [
  ...articleSeries,
  offsetHeading,
  largeHeading,
  floatsFine,
  timesSeconds,
  integersPadded,
  versions,
  datesYear,
  timesDay,
  words,
]

/** @throws NumeracyError `unknown`, with the nearest names */
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
    `There is no series ${JSON.stringify(id.slice(0, 200))}. ${hint} A range is written 1..500:7; a file needs its path.`,
    {
      details: { series: id.slice(0, 200), near },
    },
  )
}
