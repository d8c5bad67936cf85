import { otherDigit, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Day {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const date = factKind<Day>({
  id: 'date',
  name: { en: 'dates', zh: '日期' },
  value: random => ({
    year: wholeBetween(random, 2019, 2027),
    month: wholeBetween(random, 1, 12),
    day: wholeBetween(random, 1, 28),
  }),
  usual: ({ year, month, day }) => `${months[month - 1]} ${day}, ${year}`,
  others: [
    ({ year, month, day }) => `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    ({ year, month, day }) => `${day} ${months[month - 1]} ${year}`,
    ({ year, month, day }) => `${months[month - 1].slice(0, 3)} ${day}, ${year}`,
  ],
  changes: {
    next: value => ifReal({ ...value, day: value.day + 1 }),
    swapped: value => ifReal({ ...value, day: Number([...twoDigits(value.day)].reverse().join('')) }),
    digit: (value, random) => ifReal({ ...value, day: otherDigit(value.day, random) }),
    month: (value, random) => ({
      ...value,
      month: ((value.month - 1 + wholeBetween(random, 1, 11)) % 12) + 1,
    }),
    year: (value, random) => ({ ...value, year: value.year + wholeBetween(random, 1, 3) }),
  },
  topics: [
    [
      'The lease on the warehouse ends on {d}.',
      'We have to be out of the warehouse by {d}, when the lease runs out.',
      'Warehouse contract: last day is {d}.',
      '{d} is when our rental agreement for the storage building expires.',
    ],
    [
      'Dr. Osei moved the follow-up appointment to {d}.',
      'The check-up with Dr. Osei has been rescheduled for {d}.',
      'New day for seeing Dr. Osei again: {d}.',
      'On {d} the patient comes back to Dr. Osei, as the visit was postponed.',
    ],
    [
      'The grant proposal must be submitted by {d}.',
      'Deadline for handing in the application for funding: {d}.',
      'We need to send off our request for the grant no later than {d}.',
      'Applications for this funding close on {d}.',
    ],
    [
      'Maria started working for us on {d}.',
      'We hired Maria; her first day was {d}.',
      'Maria has been on the team since {d}.',
      'Employment of Maria began {d}.',
    ],
    [
      'The elevator was last inspected on {d}.',
      'Most recent safety check of the lift: {d}.',
      'An inspector looked at the elevator on {d}, and nobody has since.',
      'Since {d} there has been no inspection of the lift.',
    ],
    [
      'Their wedding takes place on {d} in Lisbon.',
      'They are getting married in Lisbon on {d}.',
      'Save the day: {d}, the marriage is going to be in Lisbon.',
      'The couple says yes on {d}, with Lisbon as the place.',
    ],
    [
      'The passport of my daughter expires on {d}.',
      'My daughter has to renew her passport before {d}.',
      'Until {d} the passport of our girl is valid.',
      'Passport, daughter, end of validity {d}.',
    ],
    [
      'The shipment from Osaka is due to arrive on {d}.',
      'We expect the goods from Osaka {d}.',
      'Arrival of the Osaka delivery: {d}.',
      'According to the carrier, what we ordered in Osaka gets here on {d}.',
    ],
    [
      'The road to the quarry will be closed from {d}.',
      'From {d} on nobody can drive to the quarry.',
      'Quarry road: closure begins {d}.',
      'Drivers have to avoid the way to the quarry starting {d}.',
    ],
    [
      'The board approved the merger on {d}.',
      'It was on {d} that the merger got the consent of the board.',
      'Merger: approval by the board, dated {d}.',
      'The directors said yes to joining the companies on {d}.',
    ],
  ],
})

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** The day, or null where no calendar has it. */
function ifReal(value: Day): Day | null {
  const { year, month, day } = value
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? value : null
}
