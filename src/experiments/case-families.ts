import type { Family } from '../series/series.ts'
import { type CaseReport, type PublicCase, publicCases } from './public-cases.ts'
import { publicControls } from './public-controls.ts'

/** A question that a model can be right or wrong about: of two candidates, the closer one is the right answer. */
export interface HardCase {
  /** `family/anchor/closer/farther`; of a public case its own, with a letter where several are to be ranked below. */
  readonly id: string
  readonly family: string
  readonly anchor: string
  readonly closer: string
  readonly farther: string
  /** Whether the anchor is a question, which is put to a reranker as it stands. */
  readonly isQuestion?: boolean
  /** Of a case after a public report. Its anchor is what was searched for, and is put to a reranker as it stands. */
  readonly report?: CaseReport
}

/** Cases of one family with what they have in common. */
export interface CaseFamily {
  readonly id: string
  /** As a sentence names it: right or wrong on … */
  readonly name: { readonly en: string; readonly zh: string }
  /** What its texts are read as, so that a test can check whether each case is true; null where only people can. */
  readonly reading: Family | null
  /** What the family asks, in one sentence. */
  readonly description: string
  readonly cases: readonly HardCase[]
}

/** Cases that were made up, most of them where comparing characters goes wrong. A new case is a row: anchor, closer, farther. */
const ownFamilies = familiesOf([
  {
    id: '9.11-or-9.9',
    name: { en: '9.11 or 9.9', zh: '9.11 还是 9.9' },
    reading: 'number',
    description: 'The question it all began with: 9.11 or 9.9? Read as decimals, 9.11 is the smaller.',
    cases: [
      ['10', '9.9', '9.11'],
      ['9', '9.11', '9.9'],
      ['9.8', '9.9', '9.11'],
      ['9.2', '9.11', '9.9'],
      ['9.1', '9.11', '9.9'],
      ['9.89', '9.9', '9.11'],
      ['3', '3.14', '3.5'],
      ['4', '3.5', '3.14'],
    ],
  },
  {
    id: 'versions',
    name: { en: 'versions', zh: '版本号' },
    reading: 'version',
    description:
      'The same digits as versions: version 9.11 is later than version 9.9, so context must change the answer.',
    cases: [
      ['version 9.12', 'version 9.11', 'version 9.9'],
      ['version 9.10', 'version 9.11', 'version 9.1'],
      ['version 9.8', 'version 9.9', 'version 9.11'],
      ['version 9.1', 'version 9.9', 'version 9.11'],
      ['version 10.0', 'version 9.11', 'version 9.9'],
      ['version 1.9', 'version 1.10', 'version 1.1'],
      ['version 2.0', 'version 1.10', 'version 1.9'],
      ['version 3.19', 'version 3.20', 'version 3.2'],
    ],
  },
  {
    id: 'decimals',
    name: { en: 'decimals', zh: '小数' },
    reading: 'number',
    description:
      'Decimals of different length: 0.001 and 0.0001 are neighbours, 0.001 and 0.1 are not. The closer one is closer by difference and by ratio.',
    cases: [
      ['0.001', '0.0001', '0.1'],
      ['0.0001', '0.001', '0.01'],
      ['0.01', '0.001', '1'],
      ['0.5', '0.499', '0.05'],
      ['0.1', '0.099', '1'],
      ['0.25', '0.3', '0.025'],
      ['1.0', '0.99', '10'],
      ['0.002', '0.0019', '0.02'],
    ],
  },
  {
    id: 'money',
    name: { en: 'prices', zh: '价格' },
    reading: 'money',
    description: 'Prices on either side of a whole dollar: $1.99 is a cent from $2.00.',
    cases: [
      ['$2.00', '$1.99', '$2.99'],
      ['$1.99', '$2.00', '$1.09'],
      ['$10.00', '$9.99', '$10.99'],
      ['$100', '$99', '$1000'],
      ['$19.99', '$20.00', '$19.00'],
      ['$5.00', '$4.95', '$50.0'],
      ['$1000', '$999', '$1099'],
      ['$0.99', '$1.00', '$0.09'],
    ],
  },
  {
    id: 'dates',
    name: { en: 'dates across a year or a month', zh: '跨年或跨月的日期' },
    reading: 'date',
    description: 'Dates across the end of a month or a year: 2023-12-31 is one day before 2024-01-01.',
    cases: [
      ['2024-01-01', '2023-12-31', '2024-12-31'],
      ['2023-12-31', '2024-01-01', '2023-01-01'],
      ['2024-03-01', '2024-02-29', '2024-03-31'],
      ['2024-09-30', '2024-10-01', '2024-09-03'],
      ['2020-01-01', '2019-12-31', '2020-10-01'],
      ['2000-01-01', '1999-12-31', '2000-01-31'],
      ['2024-07-31', '2024-08-01', '2024-07-01'],
    ],
  },
  {
    id: 'times',
    name: { en: 'times across midnight or an hour', zh: '跨午夜或跨整点的时间' },
    reading: 'time',
    description:
      'Times across the hour and across midnight, on the round of the clock: 23:59 is one minute before 00:00.',
    cases: [
      ['00:00', '23:59', '00:59'],
      ['23:59', '00:00', '23:00'],
      ['12:00', '11:59', '12:59'],
      ['20:00', '19:58', '20:50'],
      ['09:59', '10:00', '09:09'],
      ['00:05', '23:55', '05:00'],
      ['18:01', '17:59', '18:51'],
    ],
  },
])

/** Every family of hard cases. A new family is an entry with its rows. */
export const caseFamilies: readonly CaseFamily[] = [
  ...ownFamilies,
  publicFamily(publicCases.ids, {
    id: 'reported-ids',
    name: { en: 'ids and numbered names that others reported', zh: '他人报告的编号与带数字的名称' },
    description:
      'An id, a code, a port or a numbered name after public reports: the same one, or a neighbour?',
  }),
  publicFamily(publicCases.versions, {
    id: 'reported-versions',
    name: { en: 'versions, sections and dates that others reported', zh: '他人报告的版本、章节与日期' },
    description:
      'A version, a section, a period or a date after public reports: the same one, or a neighbour?',
  }),
  publicFamily(publicCases.amounts, {
    id: 'reported-amounts',
    name: { en: 'amounts and limits that others reported', zh: '他人报告的数量与范围' },
    description:
      'An amount, a dose, a percentage or a limit after public reports: the same amount in other words, or another one in the same words?',
  }),
  publicFamily(publicControls, {
    id: 'reported-controls',
    name: { en: 'controls, on which string engines failed', zh: '对照题（字符匹配引擎曾答错）' },
    description:
      'Controls after public reports: engines that compare characters failed on them, no model. They are counted apart from the other cases.',
  }),
]

/** A case for each candidate that a report wants ranked below. */
function publicFamily(
  rows: readonly PublicCase[],
  about: Pick<CaseFamily, 'id' | 'name' | 'description'>,
): CaseFamily {
  return {
    ...about,
    reading: null,
    cases: rows.flatMap(({ id, query, closer, farther, report }) =>
      farther.map((text, at) => ({
        id: farther.length === 1 ? id : `${id}${'abcdefghij'[at]}`,
        family: about.id,
        anchor: query,
        closer,
        farther: text,
        report,
      })),
    ),
  }
}

function familiesOf(
  rows: readonly (Omit<CaseFamily, 'cases'> & {
    readonly cases: readonly (readonly [anchor: string, closer: string, farther: string])[]
  })[],
): CaseFamily[] {
  return rows.map(({ cases, ...about }) => ({
    ...about,
    cases: cases.map(([anchor, closer, farther]) => ({
      id: `${about.id}/${anchor}/${closer}/${farther}`,
      family: about.id,
      anchor,
      closer,
      farther,
    })),
  }))
}
