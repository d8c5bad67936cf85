import type { Command } from 'commander'
import type { Context } from '../context.ts'

export function addSeries(program: Command, context: Context): void {
  program
    .command('series')
    .description('list the series, or print the documents of one')
    .argument('[series]', 'a series, a range such as 1..500:7, or a file')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  numeracy series\n  numeracy series dates\n  numeracy series 1..500:7 --json',
    )
    .action(async (id: string | undefined, { json }: { json?: boolean }) => {
      const { seriesCatalogue } = await import('../../series/catalogue.ts')
      const { seriesNamed } = await import('../series.ts')
      const { table } = await import('../table.ts')
      const { widthOf } = await import('../wrapped.ts')
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
    })
}
