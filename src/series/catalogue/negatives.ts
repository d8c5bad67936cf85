import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(-1, 100, -1)

export const negatives = defineSeries({
  id: 'negatives',
  family: 'number',
  description: 'The whole numbers −1 to −100, one apart, going down.',
  source: 'article: str(-i)',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
