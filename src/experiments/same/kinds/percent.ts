import { wholeBetween, wholeChanges } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

/** In tenths of a percent. */
export const percent = factKind<number>({
  id: 'percent',
  name: { en: 'percentages', zh: '百分比' },
  value: random => wholeBetween(random, 11, 989),
  usual: tenths => `${tenths / 10}%`,
  others: [
    tenths => `${tenths / 10} percent`,
    tenths => `${tenths / 10} %`,
    tenths => `${tenths / 10} per cent`,
  ],
  changes: wholeChanges,
  topics: [
    [
      'Turnout at the local election was {d}.',
      '{d} of those entitled to vote took part in the local election.',
      'In the municipal vote, {d} of the electorate showed up.',
      'The share of voters who went to the polls in town: {d}.',
    ],
    [
      'The bank charges {d} interest on the loan.',
      'Interest on our loan from the bank is {d}.',
      'We borrow from the bank at {d}.',
      'Cost of the credit: the bank takes {d} in interest.',
    ],
    [
      'The battery of the sensor is at {d}.',
      'Charge left in the sensor: {d}.',
      'There is {d} remaining in the sensor battery.',
      'Our sensor reports that its battery holds {d} of its charge.',
    ],
    [
      'Unit tests cover {d} of the scheduler code.',
      'Coverage of the scheduler by tests stands at {d}.',
      'For the scheduler, {d} of the lines are exercised by unit tests.',
      'We test {d} of what the scheduler module contains.',
    ],
    [
      'The discount for members of the club is {d}.',
      'Club members pay {d} less.',
      'If you belong to the club, {d} comes off the price.',
      'Members save {d} on what everybody else has to pay.',
    ],
    [
      'Humidity in the museum archive reached {d}.',
      'The air in the archive of the museum got as damp as {d}.',
      'Archive, museum: relative humidity climbed to {d}.',
      'We measured {d} humidity where the museum keeps its documents.',
    ],
    [
      'The alloy contains {d} copper.',
      'Copper makes up {d} of this alloy.',
      'Share of copper in the metal: {d}.',
      'Of the alloy, {d} is copper.',
    ],
    [
      'Unemployment in the region fell to {d}.',
      'The jobless rate in this area has gone down to {d}.',
      'After the decline, {d} of the workforce here is without a job.',
      'Region: unemployment down, now {d}.',
    ],
    [
      'Only {d} of the invited people answered the survey.',
      'We invited many to take part in the survey and heard back from {d}.',
      'Response rate of the survey: {d}.',
      'Answers to our questionnaire came from {d} of those we asked.',
    ],
    [
      'Our cloud bill grew by {d} last quarter.',
      'In the last quarter we spent {d} more on the cloud.',
      'Cloud costs, change over the past quarter: up {d}.',
      'The rise of what we pay for the cloud was {d} within the quarter.',
    ],
  ],
})
