import { type Command, Option, type OptionValues } from '@commander-js/extra-typings'
import { NumeracyError } from '../base/error.ts'
import type { Separator } from '../base/table-rows.ts'
import type { TableOptions } from '../series/table/table-options.ts'
import { groups, oneOf, wholeNumber } from './options.ts'

const own = (option: Option) => option.helpGroup(groups.files)

/** How a file of one's own is read, for every command that takes one. */
const tableFlags = {
  column: new Option('--column <column>', 'the column of the documents, by name or number'),
  valueColumn: new Option(
    '--value-column <column>',
    'the column of the values (default: they are read from the documents)',
  ),
  header: new Option('--header', 'the first row names the columns (default: as it looks)'),
  noHeader: new Option('--no-header', 'the first row is a document'),
  delimiter: new Option(
    '--delimiter <name>',
    'what separates columns: comma, semicolon, tab or bar',
  ).argParser(oneOf<Separator>('--delimiter', ['comma', 'semicolon', 'tab', 'bar'])),
  decimal: new Option(
    '--decimal <mark>',
    'the decimal mark: comma or point (default: as the values show)',
  ).argParser(oneOf<'comma' | 'point'>('--decimal', ['comma', 'point'])),
  dates: new Option('--dates <order>', 'the order of dates such as 01/02/2024: dmy or mdy').argParser(
    oneOf<'dmy' | 'mdy'>('--dates', ['dmy', 'mdy']),
  ),
  ruler: new Option(
    '--ruler <ruler>',
    'how values are compared: linear, by their difference; log, by their ratio; circular, round a circle (default: that of the series; linear for a file)',
  ).argParser(oneOf<'linear' | 'log' | 'circular'>('--ruler', ['linear', 'log', 'circular'])),
  period: new Option(
    '--period <number>',
    'length of the circle of a circular ruler (default for times: 24 hours)',
  ).argParser(positiveNumber),
  rows: new Option(
    '--rows <number>',
    'most documents to compare; of more, a sample is taken (default: 500)',
  ).argParser(wholeNumber('--rows')),
  skipBadRows: new Option('--skip-bad-rows', 'leave out rows that cannot be read, and say which'),
} as const
for (const option of Object.values(tableFlags)) own(option)

/** The options of a file among those of a command. */
export function tableOptionsOf(options: TableOptions): TableOptions {
  const flags = Object.values(tableFlags).map(flag => flag.attributeName())
  return Object.fromEntries(
    [...flags, 'template', 'seed'].map(name => [name, options[name as keyof TableOptions]]),
  )
}

/** A length on a ruler. */
export function positiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new NumeracyError(
    'usage',
    `--period: got ${JSON.stringify(text)}; expected a number above 0, such as --period 24.`,
  )
}

/** What the flags of a file come to. */
type TableFlags = {
  -readonly [Flag in Exclude<keyof TableOptions, 'template' | 'seed'>]?: Exclude<
    TableOptions[Flag],
    undefined
  >
}

/** A command with all options of a file. */
export function withTableFlags<
  Args extends unknown[],
  Given extends OptionValues,
  Global extends OptionValues,
>(command: Command<Args, Given, Global>): Command<Args, Given & TableFlags, Global> {
  // Inferred, the type would be too long to be declared.
  const all: Command<Args, OptionValues, Global> = command
  for (const flag of Object.values(tableFlags)) all.addOption(flag)
  return all as unknown as Command<Args, Given & TableFlags, Global>
}
