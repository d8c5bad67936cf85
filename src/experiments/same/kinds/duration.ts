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
    [
      'The guided tour of the castle takes {d}.',
      'Seeing the castle with a guide means {d} of walking.',
      'Castle tour, length {d}.',
      'Plan {d} if you want to be shown around the castle.',
    ],
    [
      'Tokens for the public API stay valid for {d}.',
      'After {d} a token of the public API is refused.',
      'Lifetime of API tokens: {d}.',
      'You can use a token for the API during {d}, then ask for another.',
    ],
    [
      'The flight was delayed by {d} because of fog.',
      'Fog held the plane back for {d}.',
      'Owing to fog our departure was {d} late.',
      'We sat waiting {d} longer than planned until the fog lifted and the plane took off.',
    ],
    [
      'Simmer the stock for {d} with the lid on.',
      'Keep the stock covered and at a simmer for {d}.',
      'The broth wants {d} of gentle cooking under a lid.',
      'With the pot closed, the stock has to cook slowly for {d}.',
    ],
  ],
})
