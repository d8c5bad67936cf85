import { inWords } from '../in-words.ts'
import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const values = counting(1, 100)

export const words = defineSeries({
  id: 'words',
  family: 'number',
  description: 'The numbers one to one hundred in English words: order without digits.',
  source: 'numeracy',
  texts: values.map(inWords),
  values,
  ruler: 'linear',
  period: null,
})
