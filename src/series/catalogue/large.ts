import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(4294967297, 100)

export const large = defineSeries({
  id: 'large',
  family: 'number',
  description:
    'The whole numbers 4294967297 to 4294967396, just above 2³², as the article’s code makes them (its heading starts at 4294967296: see large-heading).',
  source: 'article: str(i+4294967296)',
  texts: values.map(String),
  values,
  ruler: 'linear',
  period: null,
})
