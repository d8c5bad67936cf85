import type { SearchQuestion } from '../../../src/experiments/search/questions.ts'

/** Reads the asked field out of texts by itself, knowing no more than how people write numbers. In the unit of the field. */

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const iso = /\d{4}-\d{2}-\d{2}/
const long = new RegExp(`(\\d{1,2}) (${months.join('|')}) (\\d{4})`)
const clock = /\b(\d{1,2}):(\d{2})(?: (am|pm))?/
const money = /\$([\d,]+(?:\.\d\d)?)|\b(\d+) dollars(?: (\d+) cents)?/
const dose = /([\d.]+) (mg|micrograms|g)\b/
const weight = /([\d.]+) (kg|g)\b/
const length = /([\d.]+) (cm|m)\b/

/** Where in a record the field stands; what JSON calls it. */
const places: Readonly<Record<string, readonly [json: string, text: RegExp]>> = {
  'cables price': ['price_usd', money],
  'cables length': ['length_m', length],
  'flats rent': ['rent_usd', money],
  'flats area': ['area_m2', /\d+(?= m²)/],
  'flats rooms': ['rooms', /\d+(?= rooms)/],
  'invoices number': ['number', /(?<=Invoice )\d+/],
  'invoices amount': ['amount_usd', money],
  'invoices date': ['date', iso],
  'events date': ['date', iso],
  'events time': ['time', clock],
  'releases version': ['version', /\d+\.\d+\.\d+/],
  'releases date': ['released', iso],
  'medicines dose': ['dose_mg', dose],
  'logs time': ['time', /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/],
  'logs port': ['port', /(?<=port )\d+/],
  'logs code': ['code', /(?<=code )\d+/],
  'parcels weight': ['weight_kg', weight],
  'parcels tracking': ['tracking', /\b\d{10,11}\b/],
  'laptops price': ['price_usd', money],
  'laptops memory': ['memory_gb', /\d+(?= GB)/],
}

/** The value of the field that is asked about in the text of a record. */
export function readRecord({ domain, field }: SearchQuestion, text: string): number {
  const [key, place] = places[`${domain} ${field}`]
  if (text.startsWith('{')) {
    const value: unknown = JSON.parse(text)[key]
    if (typeof value === 'number') return fromJson(key, value)
    return readValue(field, domain, String(value))
  }
  return readValue(field, domain, foreign(text, field, domain) ?? place.exec(text)![0])
}

/** The values in a question, in their order. */
export function readWanted({ domain, field, text }: SearchQuestion): number[] {
  const patterns = {
    money: new RegExp(money, 'g'),
    date: new RegExp(`${iso.source}|${long.source}`, 'g'),
    time: new RegExp(clock, 'g'),
    moment: new RegExp(`(?:${iso.source}|${long.source}),? ${clock.source}`, 'g'),
    version: /\d+\.\d+\.\d+/g,
    dose: new RegExp(dose, 'g'),
    weight: new RegExp(weight, 'g'),
    length: new RegExp(length, 'g'),
    digits: /\d+(?: \d{3}){0,2}/g,
  }
  const found = [...text.matchAll(patterns[sortOf(field, domain)])].map(([each]) => each)
  return found.map(each => readValue(field, domain, each))
}

function sortOf(field: string, domain: string) {
  if (['price', 'rent', 'amount'].includes(field)) return 'money'
  if (field === 'time') return domain === 'logs' ? 'moment' : 'time'
  if (field === 'date' || field === 'version' || field === 'dose' || field === 'weight' || field === 'length')
    return field
  return 'digits'
}

/** A date and a time of day in words stand in a record only where it holds a wrong value in another format. */
function foreign(text: string, field: string, domain: string): string | null {
  if (domain === 'logs' && field === 'time')
    return new RegExp(`${long.source}, ${clock.source}`).exec(text)?.[0] ?? null
  if (field === 'date') return long.exec(text)?.[0] ?? null
  if (field === 'tracking') return /\d{4} \d{3} \d{3}/.exec(text)?.[0] ?? null
  return null
}

function fromJson(key: string, value: number): number {
  if (key.endsWith('_usd')) return Math.round(100 * value)
  if (key === 'length_m') return Math.round(100 * value)
  if (key === 'dose_mg' || key === 'weight_kg') return Math.round(1000 * value)
  return value
}

function readValue(field: string, domain: string, text: string): number {
  const sort = sortOf(field, domain)
  if (sort === 'money') {
    const [, sign, words, cents = '0'] = money.exec(text)!
    return words === undefined
      ? Math.round(100 * Number(sign.replaceAll(',', '')))
      : 100 * Number(words) + Number(cents)
  }
  if (sort === 'date') return day(text)
  if (sort === 'time') return minute(text)
  if (sort === 'moment') return 1440 * day(text) + minute(text)
  if (sort === 'version') return text.split('.').reduce((sum, part) => 1000 * sum + Number(part), 0)
  if (sort === 'digits') return Number(text.replaceAll(' ', ''))
  const pattern = { dose, weight, length }[sort]
  const [, amount, unit] = pattern.exec(text)!
  const units: Readonly<Record<string, number>> = {
    mg: 1000,
    micrograms: 1,
    kg: 1000,
    m: 100,
    cm: 1,
    g: sort === 'dose' ? 1e6 : 1,
  }
  return Math.round(Number(amount) * units[unit])
}

function day(text: string): number {
  const words = long.exec(text)
  const date =
    words === null
      ? Date.parse(iso.exec(text)![0])
      : Date.UTC(Number(words[3]), months.indexOf(words[2]), Number(words[1]))
  return date / 86_400_000
}

function minute(text: string): number {
  const [, hour, minutes, half] = clock.exec(text)!
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0)
  return 60 * hours + Number(minutes)
}
