import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { nearestNames } from '../math/edit-distance.ts'
import type { CatalogueSubject, Form } from './subject.ts'
import { subjectCatalogue } from './subjects.ts'
import { readingsAs } from './value.ts'
import { dayOf } from './written.ts'

/** A value of each subject that a form may be shown by where its text does not read as one. */
const shownBy: Readonly<Record<string, readonly number[]>> = {
  numbers: [2038],
  prices: [2038.5],
  dates: [dayOf('2024-07-24')],
  times: [(19 * 60 + 5) * 60],
}

/**
 * The form of the catalogue that a reader names: by its id, or by what it makes of a value, such as `$2,038.50`.
 * @param fitting subjects whose forms are looked at, the nearest first
 * @throws NumeracyError `unknown` with the nearest, `usage` where the form is that of a subject that does not fit
 */
export function namedForm(
  name: string,
  fitting: readonly CatalogueSubject[],
): { readonly subject: CatalogueSubject; readonly form: Form } {
  const found = formIn(fitting, name)
  if (found !== null) return found
  const other = formIn(subjectCatalogue, name)
  if (other !== null) {
    throw new NumeracyError(
      'usage',
      `--form: ${quoted(name)} is how ${other.subject.id} are written; the values are ${fitting.length === 0 ? 'of no subject of the catalogue' : fitting[0].id}. Give a text with {d} where the document goes.`,
      { details: { form: name } },
    )
  }
  const ids = [...new Set(fitting.flatMap(({ forms }) => forms.map(({ id }) => id)))]
  const near = nearestNames(name, ids)
  const hint = near.length > 0 ? ` Did you mean ${near.map(name => quoted(name)).join(' or ')}?` : ''
  const known = ids.length === 0 ? '' : `, or a form of the catalogue (${ids.join(', ')})`
  throw new NumeracyError(
    'unknown',
    `--form: got ${quoted(name)}, which has no {d} and is no form of the catalogue that fits; expected a text with {d} where the document goes, such as 'The price is {d}.'${known}.${hint}`,
    { details: { form: name, near } },
  )
}

function formIn(subjects: readonly CatalogueSubject[], name: string) {
  const all = subjects.flatMap(subject => subject.forms.map(form => ({ subject, form })))
  const isWritten = ({ subject, form }: (typeof all)[number]) =>
    [...readingsAs(subject.family, name), ...readingsAs('number', name)]
      .map(({ value }) => value)
      .concat(shownBy[subject.id])
      .some(value => subject.writes.has(value) && form.write(value) === name)
  return all.find(({ form }) => form.id.toLowerCase() === name.toLowerCase()) ?? all.find(isWritten) ?? null
}
