import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1, 1000).map(value => value / 10000)

export const floatsFine = defineSeries({
  id: 'floats-fine',
  family: 'number',
  description:
    'The decimals 0.0001 to 0.1 in steps of 0.0001, as the article’s heading reads, written without padding.',
  source: 'article, heading',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
