import { join, relative, resolve } from 'node:path'
import { checkWritableFolder } from '../store/runs.ts'
import type { ProbeRequest } from '../usecases/probe.ts'
import type { Settings } from '../usecases/session.ts'
import { probeShard, type Shard } from '../usecases/shard.ts'
import type { Context } from './context.ts'
import { modelStages } from './model-stages.ts'
import type { Progress } from './progress.ts'

interface Around {
  readonly options: { readonly out?: string | undefined; readonly json?: true | undefined }
  readonly progress: Progress
  readonly context: Context
}

/** Asks one part of a probe and says where its answers are. The file stands in --out, or here. */
export async function askShard(
  request: ProbeRequest,
  shard: Shard,
  settings: Omit<Settings, 'onFailed'>,
  { options, progress, context }: Around,
): Promise<void> {
  const { cwd, stdout } = context
  const folder = resolve(cwd, options.out ?? '.')
  await checkWritableFolder(folder)
  const path = join(folder, `numeracy-${shard.part}-of-${shard.of}.answers`)
  const asked = await progress.during(() =>
    probeShard(request, shard, path, {
      ...settings,
      async onBegin({ models }) {
        progress.expect(await modelStages(models))
      },
    }),
  )
  const file = relative(cwd, path)
  if (options.json) {
    stdout.write(`${JSON.stringify({ file, ...asked }, null, 2)}\n`)
    return
  }
  const count = (number: number) => number.toLocaleString('en')
  stdout.write(
    `Part ${shard.part} of ${shard.of}: ${count(asked.answers)} of ${count(asked.total)} answers, by ${count(asked.requests)} requests made now, are in ${file}.\n` +
      `Once all ${shard.of} are there: numeracy merge ${join(relative(cwd, folder), '*.answers')} --out numeracy-report\n`,
  )
}
