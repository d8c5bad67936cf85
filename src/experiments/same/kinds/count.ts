import { wholeBetween, wholeChanges, withCommas } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

export const count = factKind<number>({
  id: 'count',
  name: { en: 'counts', zh: '数量' },
  value: random => wholeBetween(random, 1012, random() < 0.5 ? 9980 : 98_000),
  usual: withCommas,
  others: [String],
  changes: wholeChanges,
  topics: [
    [
      'There are {d} screws left in the warehouse.',
      'The warehouse still has {d} screws in stock.',
      'Remaining screws on the shelves: {d}.',
      'We counted the screws we have in storage and got {d}.',
    ],
    [
      'The concert in the park drew {d} visitors.',
      '{d} people came to listen to music in the park.',
      'Attendance at the open-air concert: {d}.',
      'An audience of {d} turned up for the concert at the park.',
    ],
    [
      'The migration touched {d} rows in the customer table.',
      'In the table of customers, {d} rows were changed when we migrated.',
      'Rows of customer data affected by the migration: {d}.',
      'We migrated the customers and that altered {d} rows.',
    ],
    [
      'The village has {d} inhabitants.',
      '{d} people live in the village.',
      'Population of this small place: {d}.',
      'Counting everybody in the village you get {d} residents.',
    ],
    [
      'The print run of the first edition was {d} copies.',
      'For the first edition, the publisher had {d} copies printed.',
      '{d} copies were made when the book came out.',
      'They printed the book in its original edition {d} times.',
    ],
    [
      'The orchard produced {d} crates of apples this season.',
      'This season we picked enough apples in the orchard for {d} crates.',
      'Apple harvest: {d} crates from our trees.',
      'Our apple trees filled {d} crates between spring and autumn.',
    ],
    [
      'The museum lent {d} objects to other houses.',
      '{d} pieces of the museum are on loan elsewhere.',
      'Objects given on loan by the museum: {d}.',
      'Other institutions have borrowed {d} items from the museum.',
    ],
    [
      'The campaign collected {d} signatures against the airport.',
      '{d} people signed the petition to stop the airport.',
      'Signatures opposing the airport so far: {d}.',
      'Against the airport, campaigners have gathered the names of {d} citizens.',
    ],
    [
      'Our newsletter has {d} subscribers.',
      '{d} readers have signed up for the newsletter.',
      'The list of people who get our newsletter has {d} entries.',
      'We mail the newsletter to {d} addresses.',
    ],
    [
      'The factory built {d} bicycles in autumn.',
      'In autumn, {d} bikes left the factory.',
      'Autumn production of bicycles at the plant: {d}.',
      'Workers at the plant assembled {d} bicycles during autumn.',
    ],
  ],
})
