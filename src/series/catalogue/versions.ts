import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(0, 100)

export const versions = defineSeries({
  id: 'versions',
  family: 'version',
  description: 'The versions 1.0 to 1.99; the value is the position, so 1.10 follows 1.9.',
  source: 'numeracy',
  texts: values.map(value => `1.${value}`),
  values,
  ruler: 'linear',
  period: null,
})
