import { defineSeries } from '../series.ts'
import { counting } from './counting.ts'

const small =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function inWords(value: number): string {
  if (value === 100) return 'one hundred'
  if (value < 20) return small[value - 1]
  const ten = tens[Math.floor(value / 10) - 2]
  return value % 10 === 0 ? ten : `${ten}-${small[(value % 10) - 1]}`
}

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
