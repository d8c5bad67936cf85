import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1, 100).map(value => value / 1000)

export const floats = defineSeries({
  id: 'floats',
  family: 'number',
  description:
    'The decimals 0.001 to 0.1 in steps of 0.001, written without padding, as the article’s code makes them (its heading says 0.0001: see floats-fine).',
  source: 'article: str(i/1000)',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
