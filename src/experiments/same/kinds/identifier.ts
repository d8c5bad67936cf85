import { wholeBetween, wholeChanges } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

export const identifier = factKind<number>({
  id: 'id',
  name: { en: 'ids', zh: '编号' },
  value: random => {
    const length = wholeBetween(random, 5, 8)
    return wholeBetween(random, 10 ** (length - 1), 10 ** length - 12)
  },
  usual: String,
  others: [number => `#${number}`, number => `no. ${number}`, number => `No ${number}`],
  changes: wholeChanges,
  topics: [
    [
      'Order {d} was shipped to the wrong address.',
      'We sent order {d} to an address that was not right.',
      'Wrong delivery address used when we dispatched order {d}.',
      'Somebody mixed up the address, so order {d} went to another place.',
    ],
    [
      'Ticket {d} about the login page is still open.',
      'Nobody has closed ticket {d} yet, the login page issue.',
      'The problem with signing in, ticket {d}, has not been solved.',
      'Still waiting for a fix of the login screen: ticket {d}.',
    ],
    [
      'Please cancel reservation {d} for the corner table.',
      'The guests no longer need the corner table, so drop reservation {d}.',
      'Corner table: reservation {d} should be called off.',
      'Take reservation {d} off the list, the table in the corner is free again.',
    ],
    [
      'Parcel {d} has been held at customs.',
      'Customs will not release parcel {d} so far.',
      'Parcel {d} cannot move on because officers at the border keep it.',
      'Stuck at the border control: parcel {d}.',
    ],
    [
      'Patient {d} is allergic to penicillin.',
      'Do not give penicillin to patient {d}, who reacts badly to it.',
      'Known allergy in the file of patient {d}: penicillin.',
      'Penicillin must be avoided with patient {d}.',
    ],
    [
      'Account {d} was locked after several failed logins.',
      'Too many wrong passwords, therefore account {d} is blocked.',
      'We had to lock account {d} since somebody kept failing to sign in.',
      'Access to account {d} is suspended because the password was mistyped repeatedly.',
    ],
    [
      'Batch {d} failed the quality check.',
      'The quality check rejected batch {d}.',
      'Quality control did not pass batch {d}.',
      'Something was wrong with batch {d} when it was tested.',
    ],
    [
      'Invoice {d} has not been paid yet.',
      'We are still waiting for the money for invoice {d}.',
      'Outstanding payment: invoice {d}.',
      'The client has yet to settle invoice {d}.',
    ],
    [
      'Locker {d} needs a new key.',
      'The key of locker {d} is lost and must be replaced.',
      'Please cut another key for locker {d}.',
      'Replacement key wanted, locker {d}.',
    ],
    [
      'Case {d} was assigned to Detective Moreno.',
      'Detective Moreno is now in charge of case {d}.',
      'Moreno, the detective, has taken over case {d}.',
      'They gave case {d} to Moreno for investigation.',
    ],
  ],
})
