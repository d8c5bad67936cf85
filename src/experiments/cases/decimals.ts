import { caseFamily } from './hard-case.ts'

export const decimals = caseFamily(
  'decimals',
  'Decimals of different length: 0.001 and 0.0001 are neighbours, 0.001 and 0.1 are not. The closer one is closer by difference and by ratio.',
  [
    ['0.001', '0.0001', '0.1'],
    ['0.0001', '0.001', '0.01'],
    ['0.01', '0.001', '1'],
    ['0.5', '0.499', '0.05'],
    ['0.1', '0.099', '1'],
    ['0.25', '0.3', '0.025'],
    ['1.0', '0.99', '10'],
    ['0.002', '0.0019', '0.02'],
  ],
)
