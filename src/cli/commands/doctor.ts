import type { Command } from 'commander'
import type { Diagnosis } from '../../experiments/doctor.ts'
import type { Context } from '../context.ts'
import { failGate } from '../gate.ts'
import { oneOf } from '../options.ts'

interface Options {
  readonly as?: Diagnosis['role']
  readonly json?: boolean
}

export function addDoctor(program: Command, context: Context): void {
  program
    .command('doctor')
    .description('ask a model what you must know before you trust its numbers')
    .argument('<spec>', 'a model, such as bundled:use-lite')
    .option(
      '--as <role>',
      'embedder or reranker (default: whatever the model serves as)',
      oneOf<Diagnosis['role']>('--as', ['embedder', 'reranker']),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit code 1 when a check fails.\n\nExamples:\n  numeracy doctor bundled:use-lite\n  numeracy doctor bundled:use-lite --as reranker --json',
    )
    .action(async (spec: string, { as, json }: Options) => {
      const { runDoctor } = await import('../run-doctor.ts')
      const failed = await runDoctor({ spec, as: as ?? null, json: json ?? false }, context)
      if (failed) failGate(program)
    })
}
