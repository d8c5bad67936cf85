import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1, 100)

export const integers = defineSeries({
  id: 'integers',
  family: 'number',
  description: 'The whole numbers 1 to 100, one apart.',
  source: 'article: str(i)',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
