import { wholeBetween } from '../changes.ts'
import { factKind } from '../fact-kind.ts'

interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
}

export const version = factKind<Version>({
  id: 'version',
  name: { en: 'versions', zh: '版本号' },
  value: random => ({
    major: wholeBetween(random, 1, 9),
    minor: wholeBetween(random, 1, 24),
    patch: wholeBetween(random, 1, 12),
  }),
  usual: ({ major, minor, patch }) => `${major}.${minor}.${patch}`,
  others: [
    ({ major, minor, patch }) => `v${major}.${minor}.${patch}`,
    ({ major, minor, patch }) => `version ${major}.${minor}.${patch}`,
    ({ major, minor, patch }) => `release ${major}.${minor}.${patch}`,
  ],
  changes: {
    next: value => ({ ...value, patch: value.patch + 1 }),
    swapped: value => ({ ...value, minor: value.patch, patch: value.minor }),
    digit: (value, random) => ({ ...value, major: ((value.major - 1 + wholeBetween(random, 1, 8)) % 9) + 1 }),
    tenfold: value => ({ ...value, minor: value.minor * 10 }),
  },
  topics: [
    [
      'The memory leak in the parser was fixed in {d}.',
      'Since {d} the parser no longer leaks memory.',
      'Upgrade to {d}, which stops the parser from eating memory.',
      'Parser leak: solved, see {d}.',
    ],
    [
      'Production is still running {d} of the billing service.',
      'On the live servers the billing service has stayed at {d}.',
      'Billing in production has not been updated beyond {d}.',
      'What customers use today for billing is {d}.',
    ],
    [
      'Our plugin needs at least {d} of the editor.',
      'Without {d} of the editor or newer the plugin refuses to load.',
      'Minimum editor for using the plugin: {d}.',
      'You must have the editor in {d} or later to run our extension.',
    ],
    [
      'We rolled the mobile app back to {d} after the crash reports.',
      'Because users saw crashes, the app for phones was returned to {d}.',
      'Crashes made us withdraw the update; phones get {d} again.',
      'After complaints of the app crashing we went back to {d}.',
    ],
    [
      'Support for the old login method ends with {d}.',
      'From {d} on the previous way of signing in is gone.',
      '{d} removes the legacy login.',
      'The old sign-in will stop working once you install {d}.',
    ],
    [
      'The security team approved {d} of the image library.',
      'Image library: {d} passed the security review.',
      'It is fine to use {d} of the library for images, security has no objections.',
      'After their review the security people allowed {d} of that imaging package.',
    ],
    [
      'The tutorial was written for {d} of the framework.',
      'Whoever follows the tutorial should install {d} of the framework.',
      'Tutorial: assumes that you work with {d} of the framework.',
      'When the tutorial was made, the framework was at {d}.',
    ],
    [
      'Nightly builds fail since we moved the compiler to {d}.',
      'Moving the compiler to {d} broke the nightly builds.',
      'With the compiler at {d} our builds at night no longer succeed.',
      'Broken every night: the build, ever since the compiler became {d}.',
    ],
    [
      'The driver for the printer was updated to {d}.',
      'We installed {d} of the printer driver.',
      'Printer: its driver is now {d}.',
      'After the update, the software that runs the printer is at {d}.',
    ],
    [
      'Firmware {d} makes the router drop calls.',
      'Calls get cut off on routers with firmware {d}.',
      'If your router has firmware {d}, phone calls will be interrupted.',
      'Interrupted calls are caused by firmware {d} of the router.',
    ],
  ],
})
