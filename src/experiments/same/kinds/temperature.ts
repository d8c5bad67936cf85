import { otherDigit, swappedDigits, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Temperature {
  readonly size: number
  readonly sign: '' | '-'
  readonly unit: 'C' | 'F'
}

export const temperature = factKind<Temperature>({
  id: 'temperature',
  name: { en: 'temperatures', zh: '温度' },
  value: random => ({
    size: wholeBetween(random, 11, 39),
    sign: random() < 0.5 ? '' : '-',
    unit: 'C',
  }),
  usual: ({ size, sign, unit }) => `${sign}${size} °${unit}`,
  others: [
    ({ size, sign }) => `${sign === '' ? '' : 'minus '}${size} degrees Celsius`,
    ({ size, sign }) => `${sign}${size}°C`,
    ({ size, sign }) => (sign === '' ? `+${size} °C` : `\u2212${size} °C`),
  ],
  changes: {
    next: value => ({ ...value, size: value.size + 1 }),
    swapped: (value, random) => {
      const size = swappedDigits(value.size, random)
      return size === null ? null : { ...value, size }
    },
    digit: (value, random) => ({ ...value, size: otherDigit(value.size, random) }),
    sign: value => ({ ...value, sign: value.sign === '' ? '-' : '' }),
    unit: value => ({ ...value, unit: 'F' }),
  },
  topics: [
    [
      'Last night the thermometer on the balcony showed {d}.',
      'It was {d} out on the balcony overnight.',
      'Reading of the balcony thermometer during the night: {d}.',
      'During the night we had {d} outside, on the balcony.',
    ],
    [
      'Keep the vaccine at {d} during transport.',
      'While the vaccine is on the road it must be stored at {d}.',
      'Transport conditions for the vaccine: {d} throughout.',
      'The vials have to travel at {d}, or the vaccine spoils.',
    ],
    [
      'The forecast for the summit is {d}.',
      'At the summit they expect {d}.',
      'Up on the peak it should be {d}, says the weather report.',
      'Predicted temperature on top of the mountain: {d}.',
    ],
    [
      'The cooling unit in the lab is set to {d}.',
      'Somebody has adjusted the lab cooler to {d}.',
      'Setting of the cooling device in our laboratory: {d}.',
      'In the lab we let the cooling run at {d}.',
    ],
    [
      'This glue can be used down to {d}.',
      'Do not apply the adhesive when it is colder than {d}.',
      'Lowest temperature at which the glue still works: {d}.',
      'Below {d} this adhesive will not hold.',
    ],
    [
      'The sensor in the cold room reported {d}.',
      'From the cold room we received a reading of {d}.',
      'Cold room, latest value: {d}.',
      'According to its sensor, the cold storage is at {d}.',
    ],
    [
      'The pond froze when it got to {d}.',
      'At {d} there was ice on the pond.',
      'Ice covered the pond once the air reached {d}.',
      'It took {d} for the pond to freeze over.',
    ],
    [
      'The greenhouse must not go beyond {d}.',
      'Open the windows of the greenhouse before it gets to {d}.',
      'Limit for the greenhouse: {d}.',
      'In the greenhouse, anything past {d} harms the plants.',
    ],
    [
      'The tires were tested on ice at {d}.',
      'They tried the tires on an icy track at {d}.',
      'Tire test, ice, {d}.',
      'It was {d} on the frozen track when the tires were tested.',
    ],
    [
      'The probe measured {d} at the bottom of the lake.',
      'On the ground of the lake it is {d}, says the probe.',
      'Lake bed reading of the probe: {d}.',
      'Down where the lake ends, the probe found {d}.',
    ],
  ],
})
