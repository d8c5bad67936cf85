import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(376, 101)

export const offsetHeading = defineSeries({
  id: 'offset-heading',
  family: 'number',
  description: 'The whole numbers 376 to 476, as the article’s heading reads.',
  source: 'article, heading',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
