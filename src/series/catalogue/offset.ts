import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(376, 100)

export const offset = defineSeries({
  id: 'offset',
  family: 'number',
  description:
    'The whole numbers 376 to 475, as the article’s code makes them (its heading runs to 476: see offset-heading).',
  source: 'article: str(i+375)',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
