import { defineSeries } from '../series.ts'
import { daysFrom, isoDate } from './days.ts'

const values = daysFrom('2024-01-01', 366)

export const datesYear = defineSeries({
  id: 'dates-year',
  family: 'date',
  description:
    'Every day of 2024, 2024-01-01 to 2024-12-31; values in days since 1970-01-01. Long enough to tell a period of 30 days from 31.',
  source: 'numeracy',
  texts: values.map(isoDate),
  values,
  ruler: 'linear',
  period: null,
})
