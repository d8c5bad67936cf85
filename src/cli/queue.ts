import type { Listener } from '../base/events.ts'
import type { Settings } from '../usecases/session.ts'
import type { Context } from './context.ts'

/**
 * Does some work with models that the workers of a queue answer for; without an address with the models of this machine.
 * @throws NumeracyError `usage` for the address, or when the packages of a queue are not installed
 */
export async function withQueue<Result>(
  queue: string | undefined,
  listen: Listener,
  { env, signal, tool }: Context,
  work: (through: Pick<Settings, 'through'>) => Promise<Result>,
): Promise<Result> {
  if (queue === undefined) return work({})
  const { queueAddress } = await import('../jobs/queue-address.ts')
  const { openQueue } = await import('../jobs/open-queue.ts')
  const address = queueAddress(queue, env)
  await using open = await openQueue({ address, version: tool.version, listen, signal })
  return await work({ through: open.through })
}
