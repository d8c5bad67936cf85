import { defineSeries } from '../series.ts'
import { clockTime } from './clock.ts'
import { counting } from './counting.ts'

const values = counting(0, 1440)

export const timesDay = defineSeries({
  id: 'times-day',
  family: 'time',
  description:
    'Every minute of a day, 00:00 to 23:59, round the clock: 23:59 is next to 00:00; values in minutes since midnight.',
  source: 'numeracy',
  texts: values.map(minutes => clockTime(minutes * 60).slice(0, 5)),
  values,
  ruler: 'circular',
  period: 1440,
})
