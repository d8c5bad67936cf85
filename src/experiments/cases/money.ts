import { caseFamily } from './hard-case.ts'

export const money = caseFamily(
  'money',
  'Prices on either side of a whole dollar: $1.99 is a cent from $2.00.',
  [
    ['$2.00', '$1.99', '$2.99'],
    ['$1.99', '$2.00', '$1.09'],
    ['$10.00', '$9.99', '$10.99'],
    ['$100', '$99', '$1000'],
    ['$19.99', '$20.00', '$19.00'],
    ['$5.00', '$4.95', '$50.0'],
    ['$1000', '$999', '$1099'],
    ['$0.99', '$1.00', '$0.09'],
  ],
)
