import { inWords } from '../in-words.ts'
import { grouped, magnitudes, type Subject, spaced } from './subject.ts'

/** Whole numbers. */
export const numbers: Subject = {
  id: 'numbers',
  family: 'number',
  ruler: 'linear',
  period: null,
  usual: { title: '1 to 9,999', draw: magnitudes(1, 9999) },
  heldOut: { title: '10,000 to 999,999', draw: magnitudes(10_000, 999_999) },
  forms: [
    { id: 'plain', write: String },
    { id: 'zero-padded', write: value => String(value).padStart(6, '0') },
    { id: 'thousands separators', write: value => grouped(value) },
    { id: 'fixed decimals', write: value => value.toFixed(2) },
    { id: 'words', write: inWords },
    { id: 'digits spaced', write: value => spaced(String(value)) },
    { id: 'scientific', write: value => value.toExponential() },
    { id: 'unit after', write: value => `${value} kg` },
    { id: 'unit before', write: value => `kg ${value}` },
    { id: 'sentence', write: value => `The weight is ${value} kilograms.` },
    { id: 'product title', write: value => `Steel washers, box of ${value}` },
    { id: 'JSON field', write: value => `{"weight": ${value}}` },
  ],
  question: { below: bound => `less than ${bound}`, above: bound => `more than ${bound}`, of: 'plain' },
}
