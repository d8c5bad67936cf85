import { defineSeries } from '../series.ts'
import { daysFrom, isoDate } from './days.ts'

const values = daysFrom('2024-07-24', 100)

export const dates = defineSeries({
  id: 'dates',
  family: 'date',
  description:
    'The days 2024-07-24 to 2024-10-31; values in days since 1970-01-01. The article starts today; the start is pinned here so that a run can be repeated.',
  source: 'article: today + i days',
  texts: values.map(isoDate),
  values,
  ruler: 'linear',
  period: null,
})
