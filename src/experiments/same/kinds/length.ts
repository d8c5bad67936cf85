import { changesOf, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Length {
  /** In hundredths of the unit. */
  readonly hundredths: number
  readonly unit: 'm' | 'ft'
}

export const length = factKind<Length>({
  id: 'length',
  name: { en: 'lengths', zh: '长度' },
  value: random => ({ hundredths: wholeBetween(random, 112, 988), unit: 'm' }),
  usual: ({ hundredths, unit }) => `${hundredths / 100} ${unit}`,
  others: [
    ({ hundredths }) => `${hundredths} cm`,
    ({ hundredths }) => `${hundredths / 100} metres`,
    ({ hundredths }) => `${hundredths * 10} mm`,
  ],
  changes: {
    ...changesOf('hundredths'),
    unit: value => ({ ...value, unit: 'ft' }),
  },
  topics: [
    [
      'The meeting room table is {d} long.',
      'Our table for meetings measures {d} from end to end.',
      'Length of the conference table: {d}.',
      'Lay a tape along the table where we meet and you read {d}.',
    ],
    [
      'The fence around the garden has to be {d} high.',
      'For the garden we need a fence with a height of {d}.',
      'Garden fence, required height {d}.',
      'Build it so that the fence by the garden stands {d} tall.',
    ],
    [
      'Please order {d} of blue curtain fabric.',
      'We need blue cloth for the curtains, {d} of it.',
      'Curtain material to buy: blue, {d}.',
      'Could you get {d} of the blue fabric for the curtains?',
    ],
    [
      'The snow on the pass was {d} deep.',
      'Up on the pass they measured {d} of snow.',
      'Depth of the snow cover at the pass: {d}.',
      'You would have sunk into {d} of snow at the top of the pass.',
    ],
    [
      'The cable between the racks is {d}.',
      'We ran a cable of {d} from rack to rack.',
      'Distance bridged by the wire that connects both racks: {d}.',
      'It takes {d} of cable to link the racks.',
    ],
    [
      'The bridge allows vehicles up to {d} in height.',
      'Vehicles taller than {d} cannot pass under the bridge.',
      'Clearance beneath the bridge: {d}.',
      'If your truck is higher than {d}, avoid that bridge.',
    ],
    [
      'The new ladder reaches {d}.',
      'With the new ladder you get up to {d}.',
      'Reach of the ladder we bought: {d}.',
      'Our latest ladder can be pulled out to {d}.',
    ],
    [
      'The python in the zoo has grown to {d}.',
      'At the zoo they measured the python: {d}.',
      'Python, zoo, present size {d}.',
      'The snake you see in the zoo is now {d} from head to tail.',
    ],
    [
      'Leave a gap of {d} between the shed and the wall.',
      'The shed has to stand {d} away from the wall.',
      'Distance from wall to shed: {d}.',
      'Between wall and shed there must be {d} of free space.',
    ],
    [
      'Her best jump at the championship was {d}.',
      'At the championship she jumped {d}.',
      'Best attempt of hers during the championship: {d}.',
      'She landed at {d} in the finest jump she made at the championship.',
    ],
  ],
})
