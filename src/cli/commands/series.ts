import type { Series } from '../../series/series.ts'
import type { FileSeries } from '../../series/table/file-series.ts'
import type { Context } from '../context.ts'
import { groups, type OptionsOf, type Program, shared } from '../options.ts'
import { table } from '../table.ts'
import { tableOptionsOf, withTableFlags } from '../table-flags.ts'
import { hanging, widthOf } from '../wrapped.ts'

function command(program: Program) {
  const before = program
    .command('series')
    .description('list the series, or print the documents of one')
    .argument('[series]', 'a series, a range such as 1..500:7, or a file')
    .addOption(shared.seed)
    .optionsGroup(groups.files)
  return withTableFlags(before)
    .option(
      '--template <text>',
      'a text around every document, with {d} for it; or, of a file, a text made of its columns',
    )
    .addOption(shared.json)
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy series\n  numeracy series dates\n  numeracy series 1..500:7 --json\n  numeracy series catalogue.csv --column price',
    )
}

export function addSeries(program: Program, context: Context): void {
  command(program).action((id, options) => run(id, options, context))
}

async function run(
  id: string | undefined,
  { json, ...options }: OptionsOf<typeof command>,
  context: Context,
): Promise<void> {
  const { seriesCatalogue } = await import('../../series/catalogue.ts')
  const { checkFileOptions, isFromFile, seriesNamed } = await import('../series.ts')
  const files = tableOptionsOf(options)
  if (id === undefined) checkFileOptions([], files)
  else {
    const series = await seriesNamed(id, context.cwd, files)
    checkFileOptions([series], files)
    context.stdout.write(
      json
        ? `${await jsonOf(series)}\n`
        : isFromFile(series)
          ? await understood(series, widthOf(context.stdout))
          : series.texts.map(text => `${text}\n`).join(''),
    )
    return
  }
  if (json) {
    const rows = seriesCatalogue.map(({ texts, values: _, ...about }) => ({
      ...about,
      count: texts.length,
      first: texts[0],
      last: texts[texts.length - 1],
    }))
    context.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
    return
  }
  context.stdout.write(
    table(
      [
        { title: 'series' },
        { title: 'documents', align: 'right' },
        { title: 'first' },
        { title: 'last' },
        { title: 'ruler' },
        { title: 'from' },
      ],
      seriesCatalogue.map(({ id, texts, ruler, source }) => [
        id,
        String(texts.length),
        texts[0],
        texts[texts.length - 1],
        ruler,
        source,
      ]),
      widthOf(context.stdout),
    ),
  )
}

/** A series with all that is known of it; one from a file says too what was read, and whether its steps are equal. */
async function jsonOf(series: Series): Promise<string> {
  const { isEvenlySpaced } = await import('../../series/lags.ts')
  const { isFromFile } = await import('../series.ts')
  const more = isFromFile(series) ? { evenlySpaced: isEvenlySpaced(series) } : {}
  return JSON.stringify({ ...series, ...more }, null, 2)
}

/** So many documents are shown of a file, spread over all. */
const shownRows = 12

/** What was understood of a file. */
async function understood(series: FileSeries, width: number | null): Promise<string> {
  const { isEvenlySpaced } = await import('../../series/lags.ts')
  const { shown } = await import('../../series/read-together.ts')
  const { read, texts, values, ruler, period } = series
  const value = (at: number) => shown({ family: read.reads, value: values[at] })
  const last = texts.length - 1
  const { bad, again, unsampled, firstBad } = read.leftOut
  const count = (number: number) => number.toLocaleString('en')
  const facts: [string, string][] = [
    ['file', `${read.file}, ${read.format}, ${count(read.rows)} rows`],
    ['documents', `${count(texts.length)}${read.documents === null ? '' : ` of ${read.documents}`}`],
    [
      'values',
      `${read.reads}${read.unit === null ? '' : `, ${read.unit}`}${read.valuesFrom === null ? ', read from the documents' : ` of ${read.valuesFrom}`}${read.notation === null ? '' : `, ${read.notation}`}`,
    ],
    ['range', `${value(0)} to ${value(last)}`],
    [
      'ruler',
      `${ruler}${period === null ? '' : `, period ${period}`}, ${isEvenlySpaced(series) ? 'evenly spaced' : 'not evenly spaced: distances are used, not places'}`,
    ],
    ...(bad === 0
      ? []
      : [
          ['not read', `${count(bad)} ${bad === 1 ? 'row' : 'rows'}: ${firstBad.join(' ')}`] as [
            string,
            string,
          ],
        ]),
    ...(again === 0
      ? []
      : [
          [
            'repeated',
            `${count(again)} ${again === 1 ? 'row' : 'rows'} with the text of an earlier row, counted once`,
          ] as [string, string],
        ]),
    ...(unsampled === 0
      ? []
      : [
          [
            'sample',
            `${count(texts.length)} of ${count(texts.length + unsampled)} documents, spread over the quantiles; --rows takes more`,
          ] as [string, string],
        ]),
  ]
  const head = facts
    .map(([name, text]) => `${hanging(text, width, name.padEnd(11), ' '.repeat(11))}\n`)
    .join('')
  const places = [
    ...new Set(Array.from({ length: shownRows }, (_, at) => Math.round((at * last) / (shownRows - 1)))),
  ]
  const rows = places.map(at => [texts[at], value(at)])
  const more =
    texts.length > places.length
      ? `${count(places.length)} of ${count(texts.length)} are shown; --json has all.\n`
      : ''
  return `${head}\n${table([{ title: 'document' }, { title: 'value', align: 'right' }], rows, width)}${more}`
}
