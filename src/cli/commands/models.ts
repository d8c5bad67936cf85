import type { Command } from 'commander'
import type { Context } from '../context.ts'

export function addModels(program: Command, context: Context): void {
  program
    .command('models')
    .description('list the models that can be used here, and what each lacks')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { listModels } = await import('../../models/registry.ts')
      const { table } = await import('../table.ts')
      const { widthOf } = await import('../wrapped.ts')
      const { env, cwd } = context
      const models = listModels({ environment: { env, cwd } })
      if (json) {
        context.stdout.write(`${JSON.stringify(models, null, 2)}\n`)
        return
      }
      context.stdout.write(
        table(
          [{ title: 'model' }, { title: 'serves as' }, { title: 'ready' }, { title: 'what it is' }],
          models.map(({ spec, kinds, ready, needs, description }) => [
            spec,
            kinds.join(', '),
            ready ? 'yes' : (needs ?? 'no'),
            description,
          ]),
          widthOf(context.stdout),
        ),
      )
    })
}
