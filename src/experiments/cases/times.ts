import { caseFamily } from './hard-case.ts'

export const times = caseFamily(
  'times',
  'Times across the hour and across midnight, on the round of the clock: 23:59 is one minute before 00:00.',
  [
    ['00:00', '23:59', '00:59'],
    ['23:59', '00:00', '23:00'],
    ['12:00', '11:59', '12:59'],
    ['20:00', '19:58', '20:50'],
    ['09:59', '10:00', '09:09'],
    ['00:05', '23:55', '05:00'],
    ['18:01', '17:59', '18:51'],
  ],
)
