import { changesOf, wholeBetween, withCommas } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Amount {
  readonly cents: number
  readonly currency: '$' | '€'
}

export const money = factKind<Amount>({
  id: 'money',
  name: { en: 'money', zh: '金额' },
  value: random => ({
    cents: random() < 0.5 ? 100 * wholeBetween(random, 12, 9999) : wholeBetween(random, 1201, 999_999),
    currency: '$',
  }),
  usual: ({ cents, currency }) => `${currency}${withCommas(Math.floor(cents / 100))}.${centsOf(cents)}`,
  others: [
    ({ cents }) => `${plain(cents)} dollars`,
    ({ cents }) => `USD ${withCommas(Math.floor(cents / 100))}.${centsOf(cents)}`,
    ({ cents }) => `$${plain(cents)}`,
  ],
  changes: {
    ...changesOf('cents'),
    unit: value => ({ ...value, currency: '€' }),
  },
  topics: [
    [
      'The invoice from the roofing company comes to {d}.',
      'We owe the roofers {d} according to their bill.',
      'Roofing work: they are charging us {d}.',
      '{d} is what the roofing firm has billed.',
    ],
    [
      'Rent for the office on Mill Street is {d} a month.',
      'Every month we pay {d} for the Mill Street office.',
      'The monthly cost of renting our place on Mill Street: {d}.',
      'Our Mill Street landlord gets {d} each month.',
    ],
    [
      'The customer was refunded {d} for the damaged sofa.',
      'A sofa arrived broken, so we paid the buyer {d} back.',
      'Refund issued to the client because of the faulty couch: {d}.',
      'We returned {d} to the shopper whose sofa was damaged.',
    ],
    [
      'Her travel budget for the conference is {d}.',
      'She can spend up to {d} on the trip to the conference.',
      'For attending the conference she has been given {d} to cover travel.',
      '{d} has been set aside for her conference trip.',
    ],
    [
      'The charity dinner raised {d} for the new library.',
      'Guests at the benefit dinner gave {d} towards building the library.',
      'Thanks to the fundraising meal, the library project received {d}.',
      'Donations for the library at the dinner added up to {d}.',
    ],
    [
      'Repairing the delivery van will cost {d}.',
      'The garage wants {d} to fix our van.',
      'To get the van for deliveries mended we have to pay {d}.',
      'Quote from the mechanic for the van: {d}.',
    ],
    [
      'The estimate for rewiring the attic is {d}.',
      'An electrician would redo the wiring up in the attic for {d}.',
      'New wires under the roof: expect to pay {d}.',
      'For {d} we could have the attic wired again.',
    ],
    [
      'Our subscription to the news archive costs {d} a year.',
      'Access to the archive of news is {d} annually.',
      'Each year the news archive bills us {d}.',
      'We are paying {d} per year so that we can read the news archive.',
    ],
    [
      'He paid a deposit of {d} for the apartment.',
      'The apartment required a deposit, and he put down {d}.',
      'Security for the flat, already paid by him: {d}.',
      'The landlord holds {d} from him as a deposit.',
    ],
    [
      'The lawyer charged {d} for reviewing the contract.',
      'Having the contract checked by our lawyer set us back {d}.',
      'Legal review of the agreement, fee {d}.',
      'For reading through the contract the attorney wants {d}.',
    ],
  ],
})

function centsOf(cents: number): string {
  return String(cents % 100).padStart(2, '0')
}

function plain(cents: number): string {
  const whole = Math.floor(cents / 100)
  return cents % 100 === 0 ? String(whole) : `${whole}.${centsOf(cents)}`
}
