import type { ModelId } from '../../models/identity.ts'

/** Families whose weights run in this process and that take `batch`. */
const local: readonly string[] = ['folder', 'hf']

/** What to do about answers that depend on what else is in the request: local weights and servers differ. */
export function batchAdvice(spec: string, { provider }: ModelId): string {
  if (!local.includes(provider))
    return 'Padding or int8 arithmetic over the whole batch does this: let the server take one text at a time, or serve weights of full precision.'
  return `Let it read one text at a time, which is slower: ${oneByOne(spec)}. Or use weights of full precision: dynamic int8 scales its numbers over the whole batch.`
}

function oneByOne(spec: string): string {
  if (/[?&]batch=/.test(spec)) return spec.replace(/([?&]batch=)[^&]*/, '$11')
  return spec.includes('?') ? `${spec}&batch=1` : `${spec}?batch=1`
}
