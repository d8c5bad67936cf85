import type { Context } from '../context.ts'
import { type OptionsOf, type Program, shared } from '../options.ts'
import { table } from '../table.ts'
import { widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('models')
    .description('list the models that can be used here, and what each lacks')
    .addOption(shared.json)
    .addHelpText('after', '\nExamples:\n  numeracy models\n  numeracy models --json')
}

export function addModels(program: Program, context: Context): void {
  command(program).action(options => run(options, context))
}

async function run({ json }: OptionsOf<typeof command>, context: Context): Promise<void> {
  const { listModels } = await import('../../models/registry.ts')
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
}
