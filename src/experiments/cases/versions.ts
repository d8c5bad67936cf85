import { caseFamily } from './hard-case.ts'

export const versions = caseFamily(
  'versions',
  'The same digits as versions: version 9.11 is later than version 9.9, so context must change the answer.',
  [
    ['version 9.12', 'version 9.11', 'version 9.9'],
    ['version 9.10', 'version 9.11', 'version 9.1'],
    ['version 9.8', 'version 9.9', 'version 9.11'],
    ['version 9.1', 'version 9.9', 'version 9.11'],
    ['version 10.0', 'version 9.11', 'version 9.9'],
    ['version 1.9', 'version 1.10', 'version 1.1'],
    ['version 2.0', 'version 1.10', 'version 1.9'],
    ['version 3.19', 'version 3.20', 'version 3.2'],
  ],
)
