import type { FieldWordings } from './field.ts'

/** A price. */
export const priced: FieldWordings = {
  near: ['around {v}', 'for about {v}', 'that costs roughly {v}'],
  range: {
    under: ['under {v}', 'for less than {v}', 'that costs below {v}'],
    over: ['over {v}', 'for more than {v}', 'that costs above {v}'],
    between: ['between {a} and {b}', 'for {a} to {b}', 'that costs from {a} to {b}'],
    outside: [
      'under {a} or over {b}',
      'for less than {a} or more than {b}',
      'that costs below {a} or above {b}',
    ],
  },
  exact: ['at {v}', 'for exactly {v}', 'that costs {v}'],
}

/** A sum that something has: a rent, an amount, a weight. */
export function amounting(name: string): FieldWordings {
  return {
    near: [`with a ${name} of about {v}`, `with a ${name} around {v}`, `, ${name} roughly {v}`],
    range: {
      under: [`with a ${name} under {v}`, `with a ${name} of less than {v}`, `, ${name} below {v}`],
      over: [`with a ${name} over {v}`, `with a ${name} of more than {v}`, `, ${name} above {v}`],
      between: [
        `with a ${name} between {a} and {b}`,
        `with a ${name} of {a} to {b}`,
        `, ${name} from {a} to {b}`,
      ],
      outside: [
        `with a ${name} under {a} or over {b}`,
        `with a ${name} of less than {a} or more than {b}`,
        `, ${name} below {a} or above {b}`,
      ],
    },
    exact: [`with a ${name} of {v}`, `with a ${name} of exactly {v}`, `, ${name} {v}`],
  }
}

/** A day or a moment. */
export const dated: FieldWordings = {
  near: ['around {v}', 'close to {v}', 'within days of {v}'],
  range: {
    under: ['before {v}', 'earlier than {v}', 'dated before {v}'],
    over: ['after {v}', 'later than {v}', 'dated after {v}'],
    between: ['between {a} and {b}', 'from {a} to {b}', 'dated between {a} and {b}'],
    outside: [
      'before {a} or after {b}',
      'earlier than {a} or later than {b}',
      'dated before {a} or after {b}',
    ],
  },
  exact: ['on {v}', 'of {v}', 'dated {v}'],
}

/** A time of day. */
export const timed: FieldWordings = {
  near: ['around {v}', 'at about {v}', 'that starts close to {v}'],
  range: {
    under: ['before {v}', 'earlier than {v}', 'that starts before {v}'],
    over: ['after {v}', 'later than {v}', 'that starts after {v}'],
    between: ['between {a} and {b}', 'from {a} to {b}', 'that starts between {a} and {b}'],
    outside: [
      'before {a} or after {b}',
      'earlier than {a} or later than {b}',
      'that starts before {a} or after {b}',
    ],
  },
  exact: ['at {v}', 'at exactly {v}', 'that starts at {v}'],
}

/** A version: what is newer is larger. */
export const versioned: FieldWordings = {
  range: {
    under: ['older than version {v}', 'before version {v}', 'with a version below {v}'],
    over: ['newer than version {v}', 'after version {v}', 'with a version above {v}'],
    between: [
      'between version {a} and version {b}',
      'from version {a} to version {b}',
      'with a version between {a} and {b}',
    ],
    outside: [
      'older than version {a} or newer than version {b}',
      'before version {a} or after version {b}',
      'with a version below {a} or above {b}',
    ],
  },
  exact: ['version {v}', 'with version {v}', ', exactly version {v}'],
}

/** A number that only names a thing, so that nothing is near it. */
export function naming(name: string): FieldWordings {
  return { exact: [`${name} {v}`, `with ${name} {v}`, `, ${name} exactly {v}`] }
}
