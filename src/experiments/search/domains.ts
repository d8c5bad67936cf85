import { randomInteger } from '../../base/random.ts'
import type { Field } from './field.ts'
import { dates, dollars, measured, moments, numbered, times, versions } from './fields.ts'
import { amounting, dated, naming } from './wordings.ts'

/** Records of one sort and what is asked about them. A new one is a row in the table. */
export interface Domain {
  readonly id: string
  /** What a question asks for. */
  readonly noun: string
  /** The words in which records differ, each with its choices; together at least 60 of them. */
  readonly words: Readonly<Record<string, readonly string[]>>
  /** The numbers. */
  readonly fields: Readonly<Record<string, Field>>
  /** The field that alone differs in the first and in the second set of records that share every word. */
  readonly controlled: readonly [string, string]
  /** The record as the title of a page, {name} for a word or a field; */
  readonly title: string
  /** and as a sentence. The JSON form is made of the names. */
  readonly sentence: string
}

const colours = ['black', 'white', 'grey', 'blue', 'red', 'green']
const memorySizes = [4, 8, 12, 16, 24, 32, 48, 64, 96, 128]
const cities = ['Leeds', 'Bristol', 'York', 'Oxford', 'Derby', 'Exeter', 'Norwich', 'Durham']

/** The domains of the experiment search. */
export const domains: readonly Domain[] = [
  {
    id: 'cables',
    noun: 'USB cable',
    words: {
      brand: ['Anker', 'Belkin', 'Ugreen', 'Baseus', 'Lindy', 'Hama'],
      colour: colours,
      jacket: ['nylon', 'rubber', 'silicone'],
    },
    fields: {
      price: dollars({ key: 'price_usd', low: 3, high: 99, endings: [0, 49, 95, 99] }),
      length: measured(
        { key: 'length_m', low: 20, high: 999, unit: 'm', perUnit: 100, grain: 5 },
        { otherwise: value => `${value} cm`, wordings: amounting('length') },
      ),
    },
    controlled: ['price', 'length'],
    title: '{brand} USB cable, {jacket}, {colour}, {length}, {price}',
    sentence: 'The {colour} USB cable by {brand} with a {jacket} jacket is {length} long and costs {price}.',
  },
  {
    id: 'flats',
    noun: 'Flat',
    words: {
      city: cities,
      floor: ['ground floor', 'first floor', 'second floor', 'top floor'],
      view: ['garden', 'street', 'river', 'park'],
    },
    fields: {
      rent: dollars({ key: 'rent_usd', low: 400, high: 4900 }, amounting('rent')),
      area: measured(
        { key: 'area_m2', low: 18, high: 240, unit: 'm²', perUnit: 1, grain: 1 },
        { otherwise: null, wordings: amounting('floor area') },
      ),
      rooms: numbered(
        { key: 'rooms', low: 2, high: 8 },
        {
          near: ['with about {v} rooms', 'with around {v} rooms', ', roughly {v} rooms'],
        },
      ),
    },
    controlled: ['rent', 'area'],
    title: 'Flat in {city}, {floor}, {view} view, {rooms} rooms, {area}, rent {rent}',
    sentence:
      'This flat in {city} on the {floor} looks at the {view}, has {rooms} rooms on {area} and is let for {rent} a month.',
  },
  {
    id: 'invoices',
    noun: 'Invoice',
    words: {
      customer: ['Harper Ltd', 'Nova Foods', 'Blue Lake Inn', 'Stone & Sons', 'Mercer Tools', 'Aster Labs'],
      service: ['printing', 'cleaning', 'catering', 'repairs', 'freight'],
      terms: ['due on receipt', 'paid by card', 'paid by transfer'],
    },
    fields: {
      number: numbered(
        { key: 'number', low: 10_000, high: 99_999 },
        {
          exact: ['{v}', 'number {v}', 'with the number {v}'],
        },
      ),
      amount: dollars(
        { key: 'amount_usd', low: 20, high: 9800, endings: [0, 25, 50, 80] },
        amounting('total'),
      ),
      date: dates({ key: 'date', first: '2023-01-01', last: '2025-12-31' }),
    },
    controlled: ['number', 'amount'],
    title: 'Invoice {number}, {customer}, {service}, {date}, {amount}, {terms}',
    sentence: 'Invoice {number} of {date} to {customer} for {service} comes to {amount} and is {terms}.',
  },
  {
    id: 'events',
    noun: 'Event',
    words: {
      act: [
        'Jazz evening',
        'Book reading',
        'Chess open',
        'Choir concert',
        'Street food market',
        'Film night',
      ],
      city: cities,
      place: ['town hall', 'library', 'old mill'],
    },
    fields: {
      date: dates({ key: 'date', first: '2025-01-01', last: '2026-12-31' }),
      time: times({ key: 'time', low: 8, high: 23 }),
    },
    controlled: ['date', 'time'],
    title: '{act}, {place} {city}, {date}, {time}',
    sentence: 'The {act} in the {place} of {city} takes place on {date} and starts at {time}.',
  },
  {
    id: 'releases',
    noun: 'Release',
    words: {
      product: ['Falcon Server', 'Pine Editor', 'Quartz Sync', 'Delta Router', 'Mira Player', 'Orbit Shell'],
      channel: ['stable', 'beta', 'long-term'],
      platform: ['Linux', 'Windows', 'macOS', 'Android'],
    },
    fields: {
      version: versions({ key: 'version' }),
      date: dates({ key: 'released', first: '2021-01-01', last: '2025-12-31' }),
    },
    controlled: ['version', 'date'],
    title: '{product} {version} for {platform}, {channel}, {date}',
    sentence: 'On {date} the {channel} release {version} of {product} for {platform} came out.',
  },
  {
    id: 'medicines',
    noun: 'Medicine',
    words: {
      drug: ['Ibuprofen', 'Metformin', 'Aspirin', 'Amoxicillin', 'Levodopa', 'Naproxen'],
      shape: ['tablets', 'capsules', 'drops', 'syrup'],
      maker: ['Teva', 'Sandoz', 'Mylan'],
    },
    fields: {
      dose: measured(
        { key: 'dose_mg', low: 500, high: 990_000, unit: 'mg', perUnit: 1000, grain: 500 },
        {
          ruler: 'log',
          otherwise: value => (value < 100_000 ? `${value} micrograms` : `${value / 1e6} g`),
          wordings: amounting('dose'),
        },
      ),
    },
    controlled: ['dose', 'dose'],
    title: '{drug} {dose} {shape}, {maker}',
    sentence: 'The {shape} of {drug} made by {maker} hold a dose of {dose} each.',
  },
  {
    id: 'logs',
    noun: 'Log line',
    words: {
      host: ['web-a', 'web-b', 'mail', 'proxy', 'backup', 'ledger'],
      event: [
        'connection refused',
        'login failed',
        'request timed out',
        'certificate expired',
        'disk is full',
      ],
      level: ['ERROR', 'WARN', 'FATAL'],
    },
    fields: {
      time: moments({ key: 'time', first: '2025-03-01', days: 200 }, dated),
      port: numbered(
        { key: 'port', low: 1024, high: 65_535 },
        {
          range: amounting('port').range!,
          ...naming('port'),
        },
      ),
      code: numbered({ key: 'code', low: 1000, high: 9999 }, naming('code')),
    },
    controlled: ['time', 'port'],
    title: '{time} {level} {host}: {event}, port {port}, code {code}',
    sentence: 'At {time} the host {host} wrote {level}, {event}, for port {port} with code {code}.',
  },
  {
    id: 'parcels',
    noun: 'Parcel',
    words: {
      city: cities,
      carrier: ['DHL', 'UPS', 'GLS', 'Evri'],
      state: ['in transit', 'delivered', 'at the depot', 'held at customs'],
    },
    fields: {
      weight: measured(
        { key: 'weight_kg', low: 150, high: 29_900, unit: 'kg', perUnit: 1000, grain: 10 },
        { otherwise: value => `${value} g`, wordings: amounting('weight') },
      ),
      tracking: numbered(
        { key: 'tracking', low: 1_000_000_000, high: 9_999_999_999 },
        naming('tracking number'),
        value => String(value).replace(/(?<=^\d{4})(?=\d)|(?<=^\d{7})(?=\d)/g, ' '),
      ),
    },
    controlled: ['weight', 'tracking'],
    title: '{carrier} parcel {tracking} to {city}, {weight}, {state}',
    sentence:
      'The parcel to {city} with the tracking number {tracking} weighs {weight} and is {state}, says {carrier}.',
  },
  {
    id: 'laptops',
    noun: 'Laptop',
    words: {
      brand: ['Lenovo', 'Asus', 'Acer', 'Dell', 'Framework', 'Medion'],
      colour: colours,
      keyboard: ['British', 'German', 'French'],
    },
    fields: {
      price: dollars({ key: 'price_usd', low: 250, high: 3900, endings: [0, 49, 90, 99] }),
      memory: measured(
        { key: 'memory_gb', low: 4, high: 128, unit: 'GB', perUnit: 1, grain: 4 },
        {
          roughly: () => 1,
          draw: random => memorySizes[randomInteger(random, memorySizes.length)],
          otherwise: null,
          // Several laptops have the same, so that no question finds the one.
          wordings: { near: amounting('memory').near!, range: amounting('memory').range! },
        },
      ),
    },
    controlled: ['price', 'price'],
    title: '{brand} laptop, {colour}, {keyboard} keyboard, {memory}, {price}',
    sentence:
      'The {colour} laptop by {brand} with a {keyboard} keyboard and {memory} of memory costs {price}.',
  },
]
