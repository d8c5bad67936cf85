import { caseFamily } from './hard-case.ts'

export const nineEleven = caseFamily(
  '9.11-or-9.9',
  'The question it all began with: 9.11 or 9.9? Read as decimals, 9.11 is the smaller.',
  [
    ['10', '9.9', '9.11'],
    ['9', '9.11', '9.9'],
    ['9.8', '9.9', '9.11'],
    ['9.2', '9.11', '9.9'],
    ['9.1', '9.11', '9.9'],
    ['9.89', '9.9', '9.11'],
    ['3', '3.14', '3.5'],
    ['4', '3.5', '3.14'],
  ],
)
