import { NumeracyError } from '../base/error.ts'
import { quoted, shortened } from '../base/quoted.ts'
import { randomInteger } from '../base/random.ts'
import { namedForm } from './named-form.ts'
import type { Family, Series } from './series.ts'
import type { CatalogueSubject, Form, Subject } from './subject.ts'
import { subjectNamed } from './subjects.ts'
import { checkTemplate, fillTemplate } from './template.ts'
import { readingsAs } from './value.ts'

/** Of fewer values too few would be left to choose a form by, or to judge it on. */
export const fewestValues = 24

/** The subjects whose forms can write a family of values, the nearest first. */
const subjectsOf: Readonly<Record<Family, readonly string[]>> = {
  number: ['numbers', 'prices'],
  money: ['prices', 'numbers'],
  date: ['dates'],
  time: ['times'],
  version: [],
  percentage: [],
  quantity: [],
}

/**
 * A reader's series as a subject: its documents as they stand are the plain form, each value once. Other forms are
 * templates round them, and forms of the catalogue that rewrite the values. Where none is named, all of the catalogue
 * that write nothing but the value.
 * @param names templates with {d}, and forms of the catalogue by id or by what they write
 * @throws NumeracyError `input` for a series with too few values, `usage` or `unknown` for a form
 */
export function ownSubject(series: Series, names: readonly string[] = []): Subject {
  const { id, family, ruler, period } = series
  const texts = new Map(series.values.map((value, at) => [value, series.texts[at]] as const).toReversed())
  const values = [...texts.keys()].toReversed()
  if (values.length < fewestValues) {
    throw new NumeracyError(
      'input',
      `${id}: got ${values.length} different values; advice needs at least ${fewestValues}, some to choose a form by and others to judge it on. Add documents.`,
      { details: { series: id, values: values.length } },
    )
  }
  const fitting = subjectsOf[family].map(subjectNamed)
  const written: Form = { id: 'as written', write: value => texts.get(value)! }
  const others =
    names.length === 0
      ? defaultForms(series, written, fitting[0])
      : namesOnce(names).map(name => formNamed(name, series, written, fitting))
  return {
    id,
    family,
    ruler,
    period,
    usual: {
      title: rangeTitle(series),
      draw: random => values[randomInteger(random, values.length)],
      size: values.length,
    },
    heldOut: null,
    forms: [written, ...others],
    question: { ...questionOf(series, written), of: written.id },
  }
}

/** A subject of the catalogue with the forms that are named, beside its plain one. @throws as `ownSubject` */
export function withForms(subject: CatalogueSubject, names: readonly string[]): Subject {
  if (names.length === 0) return subject
  const [plain] = subject.forms
  const forms = namesOnce(names).map(name =>
    name.includes('{d}') ? template(name, plain) : namedForm(name, [subject]).form,
  )
  return { ...subject, forms: [plain, ...forms], question: { ...subject.question, of: plain.id } }
}

function namesOnce(names: readonly string[]): string[] {
  return [...new Set(names)]
}

function template(text: string, { write }: Form): Form {
  checkTemplate(text, '--form')
  return { id: text, write: value => fillTemplate(text, write(value)) }
}

function formNamed(name: string, series: Series, written: Form, fitting: readonly CatalogueSubject[]): Form {
  const isTemplate = name.includes('{d}')
  const { subject, form } = isTemplate
    ? { subject: null, form: template(name, written) }
    : namedForm(name, fitting)
  const problem = subject === null ? null : problemOf(form, subject, series)
  const own = subject === null || problem !== null ? form : rewriting(form, series)
  const reason = problem ?? (isSame(own, written, series) ? 'is written so already' : null)
  if (reason === null) return own
  throw new NumeracyError(
    'usage',
    `--form ${quoted(name)}: ${series.id} ${reason}. Leave that form out, or give a text with {d} where the document goes.`,
    { details: { form: name, series: series.id } },
  )
}

/** @throws NumeracyError `usage` where there is none */
function defaultForms(series: Series, written: Form, subject: CatalogueSubject | undefined): Form[] {
  const bare = subject === undefined ? [] : subject.forms.filter(({ inWords }) => inWords !== true)
  const forms = bare
    .filter(form => problemOf(form, subject!, series) === null)
    .map(form => rewriting(form, series))
    .filter(form => !isSame(form, written, series))
  if (forms.length > 0) return forms
  const problem =
    subject === undefined
      ? `holds ${series.family === 'quantity' ? 'quantities' : `${series.family}s`}, for which the catalogue has no forms`
      : problemOf(bare[0], subject, series)
  throw new NumeracyError(
    'usage',
    `--series: ${series.id} ${problem ?? 'has one form of the catalogue alone'}. Name the forms to compare: --form 'The price is {d}.'`,
    { details: { series: series.id } },
  )
}

/** A form of the catalogue on the documents of a series: in place of the document, or of the value inside it. */
function rewriting({ id, write }: Form, series: Series): Form {
  const unit = series.readUnit ?? 1
  const texts = new Map(series.values.map((value, at) => [value, series.texts[at]] as const).toReversed())
  return {
    id,
    write: value =>
      series.readUnit === null
        ? texts.get(value)!.replace(valueIn(texts.get(value)!, value)!, () => write(value))
        : write(value * unit),
  }
}

/** The one number of a text that is its value, as it stands there; null where there is none, or more than one. */
function valueIn(text: string, value: number): string | null {
  const numbers = text.match(/[$€£¥]?\d[\d.,]*\d|[$€£¥]?\d/g) ?? []
  const found = numbers.filter(number =>
    readingsAs('number', number.replace(/^[$€£¥]/, '')).some(reading => reading.value === value),
  )
  return found.length === 1 ? found[0] : null
}

/** Why a form cannot write the values of a series, behind its name; null where it can. */
function problemOf({ write }: Form, { writes }: CatalogueSubject, series: Series): string | null {
  const { texts, values, readUnit } = series
  const unit = readUnit ?? 1
  const at = values.findIndex(value => !writes.has(value * unit))
  if (at >= 0) return `holds ${quoted(texts[at])}, and the catalogue only writes ${writes.title}`
  const hidden =
    readUnit === null ? values.findIndex((value, place) => valueIn(texts[place], value) === null) : -1
  if (hidden >= 0)
    return `holds ${quoted(texts[hidden])}, in which its value ${values[hidden]} does not stand once, to be written otherwise`
  const [currencies] = readingsAs('money', texts[0]).map(reading => reading.currencies)
  const isForeign = currencies !== undefined && currencies.length > 0 && !currencies.includes('USD')
  return isForeign && /\$|USD|dollar/.test(write(values[0]))
    ? `holds ${quoted(texts[0])}, and this form writes dollars`
    : null
}

function isSame(form: Form, written: Form, { values }: Series): boolean {
  return values.every(value => form.write(value) === written.write(value))
}

/** From the first document to the last, or their values where those were given beside them. */
function rangeTitle({ texts, values, readUnit }: Series): string {
  const ends =
    readUnit === null ? [values[0], values[values.length - 1]] : [texts[0], texts[texts.length - 1]]
  return ends.map(end => shortened(String(end), 24)).join(' to ')
}

/** A range in the words of the family: with the document as it stands, or its value where that was given beside it. */
function questionOf({ family, readUnit }: Series, { write }: Form): Omit<Subject['question'], 'of'> {
  const bound = (value: number) => (readUnit === null ? String(value) : write(value))
  const [below, above] =
    family === 'number' || family === 'money' ? ['less than', 'more than'] : ['before', 'after']
  return { below: value => `${below} ${bound(value)}`, above: value => `${above} ${bound(value)}` }
}
