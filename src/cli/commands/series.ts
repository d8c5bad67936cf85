import type { Context } from '../context.ts'
import { type OptionsOf, type Program, shared } from '../options.ts'
import { table } from '../table.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('series')
    .description('list the series, or print the documents of one')
    .argument('[series]', 'a series, a range such as 1..500:7, or a file')
    .addOption(shared.json)
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy series\n  numeracy series dates\n  numeracy series 1..500:7 --json',
    )
}

export function addSeries(program: Program, context: Context): void {
  command(program).action((id, options) => run(id, options, context))
}

async function run(
  id: string | undefined,
  { json }: OptionsOf<typeof command>,
  context: Context,
): Promise<void> {
  const { seriesCatalogue } = await import('../../series/catalogue.ts')
  const { seriesNamed } = await import('../series.ts')
  if (id !== undefined) {
    const series = await seriesNamed(id, context.cwd)
    context.stdout.write(
      json ? `${JSON.stringify(series, null, 2)}\n` : series.texts.map(text => `${text}\n`).join(''),
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
