import { otherDigit, swappedDigits, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

/** A time of the day. */
interface Time {
  /** 0 to 23. */
  readonly hour: number
  readonly minute: number
}

export const time = factKind<Time>({
  id: 'time',
  name: { en: 'times', zh: '时间' },
  value: random => ({
    hour: wholeBetween(random, 1, 11) + (random() < 0.5 ? 12 : 0),
    minute: wholeBetween(random, 10, 58),
  }),
  usual: value => `${onDial(value)} ${value.hour < 12 ? 'am' : 'pm'}`,
  others: [
    ({ hour, minute }) => `${String(hour).padStart(2, '0')}:${twoDigits(minute)}`,
    value => `${onDial(value)} ${value.hour < 12 ? 'a.m.' : 'p.m.'}`,
    value => `${onDial(value)}${value.hour < 12 ? 'AM' : 'PM'}`,
  ],
  changes: {
    next: value => ({ ...value, minute: value.minute + 1 }),
    swapped: (value, random) => withMinute(value, swappedDigits(value.minute, random)),
    digit: (value, random) => withMinute(value, otherDigit(value.minute, random)),
    hour: (value, random) => {
      const half = value.hour < 12 ? 0 : 12
      return { ...value, hour: half + ((value.hour - half - 1 + wholeBetween(random, 1, 10)) % 11) + 1 }
    },
    'am-pm': value => ({ ...value, hour: (value.hour + 12) % 24 }),
  },
  topics: [
    [
      'The planning meeting starts at {d} in the blue room.',
      'We meet in the blue room at {d} to plan.',
      'Planning session: {d}, blue room.',
      'Be in the blue room by {d}, that is when planning begins.',
    ],
    [
      'The night train to Vienna leaves at {d}.',
      'Departure of the sleeper to Vienna is {d}.',
      'At {d} our overnight train sets off for Vienna.',
      'If you want the night service to Vienna, be on the platform before {d}.',
    ],
    [
      'The alarm in the server room went off at {d}.',
      'Someone logged an alarm from the server room at {d}.',
      '{d}: alert triggered by the sensors where the servers stand.',
      'It was {d} when the server room sounded the alarm.',
    ],
    [
      'The pharmacy on the corner closes at {d}.',
      'You cannot get into the corner pharmacy after {d}.',
      'Until {d} the chemist at the corner is open.',
      'Closing hour of the drugstore down the street: {d}.',
    ],
    [
      'Grandma takes her blood pressure pill at {d}.',
      'At {d} every day it is time for grandmother to swallow the tablet for her blood pressure.',
      'Reminder for the blood pressure medication of Grandma: {d}.',
      'Grandmother has her pill against high pressure daily at {d}.',
    ],
    [
      'The nightly backup of the database is scheduled for {d}.',
      'Database backups run each night at {d}.',
      'Every night at {d} a copy of the database is made.',
      'Backup job, daily, begins {d}, covers the whole database.',
    ],
    [
      'The bakery delivers the bread at {d}.',
      'Our bread arrives from the bakery at {d}.',
      'Expect the baker with the loaves by {d}.',
      'Bread delivery, each morning or evening: {d}.',
    ],
    [
      'Low tide at the harbour is at {d}.',
      'The water in the harbour is lowest at {d}.',
      'Harbour, low water: {d}.',
      'At {d} the sea in the port has gone out as far as it will.',
    ],
    [
      'The call with the investors was moved to {d}.',
      'We now talk to the investors at {d}.',
      'New slot for phoning the investors: {d}.',
      'The investors asked to speak later, so the call is at {d}.',
    ],
    [
      'The power went out on Elm Street at {d}.',
      'Elm Street lost electricity at {d}.',
      'Blackout in Elm Street, began {d}.',
      'Since {d} the houses on Elm Street have had no power.',
    ],
  ],
})

function onDial({ hour, minute }: Time): string {
  return `${hour % 12}:${twoDigits(minute)}`
}

function withMinute(value: Time, minute: number | null): Time | null {
  return minute === null || minute > 59 ? null : { ...value, minute }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
