import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1000, 100, 1000)

export const thousands = defineSeries({
  id: 'thousands',
  family: 'number',
  description: 'The thousands 1000 to 100000: the same shape as 1 to 100, with larger gaps.',
  source: 'article: str(i*1000)',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
