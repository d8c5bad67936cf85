import { otherDigit, swappedDigits, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

/** A place in a law or a contract: section 4.2, article 17. */
interface Place {
  readonly of: 'section' | 'article'
  readonly number: number
  /** 0 for none. */
  readonly part: number
}

export const section = factKind<Place>({
  id: 'section',
  name: { en: 'sections and articles', zh: '章节与条款' },
  value: random =>
    random() < 0.5
      ? { of: 'section', number: wholeBetween(random, 2, 29), part: wholeBetween(random, 1, 9) }
      : { of: 'article', number: wholeBetween(random, 11, 189), part: 0 },
  usual: place => `${place.of} ${numberOf(place)}`,
  others: [
    place => `${place.of === 'section' ? 'sec.' : 'art.'} ${numberOf(place)}`,
    place => (place.of === 'section' ? `§ ${numberOf(place)}` : `Art. ${numberOf(place)}`),
  ],
  changes: {
    next: place =>
      place.part === 0 ? { ...place, number: place.number + 1 } : { ...place, part: place.part + 1 },
    swapped: (place, random) => {
      if (place.part !== 0) return { ...place, number: place.part, part: place.number }
      const number = swappedDigits(place.number, random)
      return number === null ? null : { ...place, number }
    },
    digit: (place, random) => ({ ...place, number: otherDigit(place.number, random) }),
    tenfold: place => ({ ...place, number: place.number * 10 }),
  },
  topics: [
    [
      'Pets are forbidden under {d} of the lease.',
      'The lease does not allow animals, see {d}.',
      'According to {d} of the rental contract you cannot keep a dog or a cat.',
      'No pets: that is what {d} of our lease says.',
    ],
    [
      'The court based its decision on {d} of the constitution.',
      'What the judges decided rests on {d} of the constitution.',
      'Legal basis of the ruling: {d} of the constitution.',
      'Citing {d} of the constitution, the court ruled.',
    ],
    [
      'The notice period is defined in {d} of the contract.',
      'See {d} of the contract for how early either side has to give notice.',
      'How long before leaving you must tell us is laid down in {d} of the agreement.',
      'Contract, {d}: period of notice.',
    ],
    [
      'Please rewrite {d} of the manual, it is outdated.',
      'The text of the manual in {d} is no longer correct and needs a new draft.',
      'Manual: {d} is out of date, somebody should write it again.',
      'We should replace what {d} of the handbook says because it is old.',
    ],
    [
      'The company was fined for a breach of {d} of the regulation.',
      'For violating {d} of the regulation the firm had to pay a fine.',
      'A penalty was imposed on the business, which had ignored {d} of the regulation.',
      'Breaking {d} of the rules cost the company a fine.',
    ],
    [
      'Travel expenses are covered by {d} of the policy.',
      'Our policy deals with the cost of trips in {d}.',
      'You will find the rules on paying for travel in {d} of the policy.',
      'As {d} of the policy has it, the firm pays when you travel.',
    ],
    [
      'The warranty is excluded by {d} of the terms.',
      'Because of {d} of the terms there is no warranty.',
      'Terms, {d}: we give no guarantee.',
      'What rules out a guarantee is {d} of the terms.',
    ],
    [
      'The auditors asked for evidence on {d} of the standard.',
      'For {d} of the standard, the audit team wants to see proof.',
      'Evidence requested by the auditors: {d} of the standard.',
      'We have to show the auditors how we meet {d} of the standard.',
    ],
    [
      'Parliament voted to repeal {d} of the press law.',
      'The press law loses {d}, as parliament decided.',
      'Members of parliament struck {d} out of the press law.',
      'A majority in parliament wants the press law without {d}.',
    ],
    [
      'The diagram in {d} of the report is mislabelled.',
      'There is a wrong caption on the picture in {d} of the report.',
      'Report, {d}: the labels of the figure are not right.',
      'Whoever drew the figure for {d} of the report named its parts wrongly.',
    ],
  ],
})

function numberOf({ number, part }: Place): string {
  return part === 0 ? String(number) : `${number}.${part}`
}
