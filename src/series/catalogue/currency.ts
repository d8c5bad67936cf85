import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1, 100)

export const currency = defineSeries({
  id: 'currency',
  family: 'money',
  description: 'The prices $1 to $100, a dollar apart.',
  source: "article: '$'+str(i)",
  texts: values.map(value => `$${value}`),
  values,
  ruler: 'linear',
  period: null,
})
