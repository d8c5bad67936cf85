import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(4294967296, 101)

export const largeHeading = defineSeries({
  id: 'large-heading',
  family: 'number',
  description: 'The whole numbers 4294967296 to 4294967396, as the article’s heading reads.',
  source: 'article, heading',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
