import { changesOf, wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Dose {
  readonly amount: number
  readonly unit: 'mg' | 'g'
}

export const dose = factKind<Dose>({
  id: 'dose',
  name: { en: 'doses', zh: '剂量' },
  value: random => ({ amount: 5 * wholeBetween(random, 3, 190), unit: 'mg' }),
  usual: ({ amount, unit }) => `${amount} ${unit}`,
  others: [
    ({ amount }) => `${amount / 1000} g`,
    ({ amount }) => `${amount}mg`,
    ({ amount }) => `${amount} milligrams`,
  ],
  changes: {
    ...changesOf('amount'),
    unit: value => ({ ...value, unit: 'g' }),
  },
  topics: [
    [
      'Take {d} of ibuprofen after breakfast.',
      'After you have had breakfast, swallow {d} of ibuprofen.',
      'Ibuprofen, {d}, once the morning meal is over.',
      'Your dose of ibuprofen following breakfast is {d}.',
    ],
    [
      'The vet prescribed {d} of antibiotic for the dog.',
      'Our dog has to get {d} of antibiotic, says the vet.',
      'Antibiotic for the dog as ordered at the animal clinic: {d}.',
      'According to the vet the dog needs antibiotics, {d} each time.',
    ],
    [
      'Her daily intake of magnesium should not exceed {d}.',
      'She must stay below {d} of magnesium each day.',
      'Upper limit for magnesium in her case: {d} daily.',
      'More than {d} of magnesium in a day would be too much for her.',
    ],
    [
      'A cup of this coffee contains {d} of caffeine.',
      'You take in {d} of caffeine with every cup of this coffee.',
      'Caffeine per cup in this blend: {d}.',
      'Drinking a mug of the coffee gives you {d} of caffeine.',
    ],
    [
      'The nurse gave him {d} of paracetamol against the fever.',
      'Because he had a fever, he received {d} of paracetamol from the nurse.',
      'Paracetamol administered by nursing staff to bring the temperature down: {d}.',
      'His fever was treated with {d} of paracetamol on the ward.',
    ],
    [
      'Each tablet of the supplement holds {d} of vitamin C.',
      'There are {d} of vitamin C in a tablet of the supplement.',
      'Vitamin C content of a single pill: {d}.',
      'With every pill of this product you get {d} of vitamin C.',
    ],
    [
      'The recipe for the cleaning solution needs {d} of citric acid.',
      'Add {d} of citric acid to make the cleaning solution.',
      'Citric acid for the cleaner: {d}.',
      'To prepare the cleaning liquid you dissolve {d} of citric acid.',
    ],
    [
      'A slice of the cheese has {d} of salt.',
      'Salt in a single slice of this cheese: {d}.',
      'You eat {d} of salt with each slice of the cheese.',
      'There are {d} of salt in every slice that you cut from the cheese.',
    ],
    [
      'The trial compares a placebo with {d} of the new drug.',
      'In the study, patients get either nothing active or {d} of the new drug.',
      'Study arms: placebo, and {d} of the drug under test.',
      'Participants who are not on placebo receive {d} of the drug being tried.',
    ],
    [
      'My father lowered his statin to {d} in spring.',
      'Since spring Dad only takes {d} of his statin.',
      'Statin, father: reduced to {d} as of spring.',
      'In spring the statin of my father was brought down to {d}.',
    ],
  ],
})
