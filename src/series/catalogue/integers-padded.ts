import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1, 100)

export const integersPadded = defineSeries({
  id: 'integers-padded',
  family: 'number',
  description: 'The whole numbers 1 to 100, padded to three digits: does padding help this model?',
  source: 'numeracy',
  texts: values.map(value => String(value).padStart(3, '0')),
  values,
  ruler: 'linear',
  period: null,
})
