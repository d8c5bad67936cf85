import { describe } from 'vitest'
import { commandPages, testCommandsOf } from './command-pages.ts'

// A file of its own, so that it runs beside the other pages.
describe('every command of the README runs', () => {
  testCommandsOf(commandPages.filter(({ path }) => path === 'README.md'))
})
