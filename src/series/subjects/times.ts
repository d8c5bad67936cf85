import { type Random, randomInteger } from '../../base/random.ts'
import { clockTime } from '../catalogue/clock.ts'
import { inWords } from '../in-words.ts'
import type { Subject } from './subject.ts'

const secondsPerDay = 86_400
const secondsPerHour = 3600

/** Times of day on the circle of 24 hours; values in seconds since midnight, of whole minutes. */
export const times: Subject = {
  id: 'times',
  family: 'time',
  ruler: 'circular',
  period: secondsPerDay,
  usual: { title: '06:00 to 21:59', draw: hours(6, 16) },
  heldOut: { title: '22:00 to 05:59', draw: hours(22, 8) },
  forms: [
    { id: 'plain', write: minutes },
    { id: 'with seconds', write: clockTime },
    { id: 'compact', write: time => minutes(time).replace(':', '') },
    { id: '12 hours', write: onTwelve },
    { id: 'words', write: clockInWords },
    { id: 'unit after', write: time => `${minutes(time)} h` },
    { id: 'sentence', write: time => `The meeting starts at ${onTwelve(time)}.` },
    { id: 'product title', write: time => `Yoga for beginners, ${minutes(time)}` },
    { id: 'JSON field', write: time => `{"time": "${minutes(time)}"}` },
  ],
  question: {
    below: bound => `before ${minutes(bound)}`,
    above: bound => `after ${minutes(bound)}`,
    of: 'plain',
  },
}

function hours(first: number, count: number): (random: Random) => number {
  return random => (first * secondsPerHour + 60 * randomInteger(random, 60 * count)) % secondsPerDay
}

function minutes(time: number): string {
  return clockTime(time).slice(0, 5)
}

function onTwelve(time: number): string {
  const { hour, minute, half } = twelveHours(time)
  return `${hour}:${String(minute).padStart(2, '0')} ${half}`
}

function clockInWords(time: number): string {
  const { hour, minute, half } = twelveHours(time)
  const past = minute === 0 ? '' : ` ${minute < 10 ? 'oh ' : ''}${inWords(minute)}`
  return `${inWords(hour)}${past} ${half}`
}

function twelveHours(time: number): {
  readonly hour: number
  readonly minute: number
  readonly half: string
} {
  const hour = Math.floor(time / secondsPerHour)
  return { hour: ((hour + 11) % 12) + 1, minute: (time / 60) % 60, half: hour < 12 ? 'AM' : 'PM' }
}
