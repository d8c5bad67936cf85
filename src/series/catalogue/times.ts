import { defineSeries } from '../series.ts'
import { clockTime } from './clock.ts'
import { counting } from './counting.ts'

const values = counting(19 * 3600 + 7, 100, 60)

export const times = defineSeries({
  id: 'times',
  family: 'time',
  description:
    'The times 19:00:07 to 20:39:07, a minute apart; values in seconds since midnight. The article starts now; the start is pinned here (its heading starts in steps of seconds: see times-seconds).',
  source: 'article: now + i minutes',
  texts: values.map(clockTime),
  values,
  ruler: 'linear',
  period: null,
})
