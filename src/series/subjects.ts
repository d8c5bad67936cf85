import { NumeracyError } from '../base/error.ts'
import { dates } from './subjects/dates.ts'
import { numbers } from './subjects/numbers.ts'
import { prices } from './subjects/prices.ts'
import type { Subject } from './subjects/subject.ts'
import { times } from './subjects/times.ts'

/** What advice is given on how to write. A new one is a file and a line here. */
export const subjectCatalogue: readonly Subject[] = [numbers, prices, dates, times]

/** @throws NumeracyError `unknown` */
export function subjectNamed(id: string): Subject {
  const subject = subjectCatalogue.find(each => each.id === id)
  if (subject !== undefined) return subject
  throw new NumeracyError(
    'unknown',
    `--subject: got ${JSON.stringify(id)}; expected one of ${subjectCatalogue.map(each => each.id).join(', ')}.`,
    { details: { subject: id } },
  )
}
