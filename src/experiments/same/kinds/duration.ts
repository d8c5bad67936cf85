import { changesOf, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Duration {
  readonly count: number
  readonly unit: 'minutes' | 'hours'
}

export const duration = factKind<Duration>({
  id: 'duration',
  name: { en: 'durations', zh: '时长' },
  value: random => ({ count: wholeBetween(random, 12, 190), unit: 'minutes' }),
  usual: ({ count, unit }) => `${count} ${unit}`,
  others: [
    ({ count }) => `${count} min`,
    ({ count }) => (count > 60 && count % 60 !== 0 ? `${Math.floor(count / 60)} h ${count % 60} min` : null),
    ({ count }) => `${count * 60} seconds`,
  ],
  changes: {
    ...changesOf('count'),
    unit: value => ({ ...value, unit: 'hours' }),
  },
  topics: [
    [
      'The outage of the payment service lasted {d}.',
      'Customers could not pay for {d} because the service was down.',
      'Payments were unavailable; it took {d} until they worked again.',
      'Length of the payment incident: {d}.',
    ],
    [
      'Let the dough rest for {d} before you bake it.',
      'Before it goes into the oven the dough needs a rest of {d}.',
      'Wait {d}, then put the dough in to bake.',
      'Resting time of the dough ahead of baking is {d}.',
    ],
    [
      'The ferry crossing to the island takes {d}.',
      'It is {d} by boat to reach the island.',
      'Allow {d} for getting across to the island on the ferry.',
      'You spend {d} on the water when you take the ferry over.',
    ],
    [
      'A session expires after {d} without activity.',
      'Users who do nothing for {d} are logged out.',
      'We end idle sessions once {d} have passed.',
      'Idle limit before someone must sign in again: {d}.',
    ],
    [
      'The operation on his knee took {d}.',
      'Surgeons needed {d} to fix his knee.',
      'He was in the operating theatre for {d} because of the knee.',
      'Knee surgery, total time under the knife: {d}.',
    ],
    [
      'Charging the forklift battery takes {d}.',
      'The battery of the forklift is full again after {d} on the charger.',
      'Plug in the forklift and come back in {d} for a full charge.',
      'Time needed to recharge the forklift: {d}.',
    ],
  ],
})
