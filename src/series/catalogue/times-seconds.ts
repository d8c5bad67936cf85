import { defineSeries } from '../series.ts'
import { clockTime } from './clock.ts'
import { counting } from './counting.ts'

const values = counting(19 * 3600 + 7, 100)

export const timesSeconds = defineSeries({
  id: 'times-seconds',
  family: 'time',
  description:
    'The times 19:00:07 to 19:01:46, a second apart, as the article’s heading starts; values in seconds since midnight.',
  source: 'article, heading',
  texts: values.map(clockTime),
  values,
  ruler: 'linear',
  period: null,
})
