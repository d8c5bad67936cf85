/** What answers cost, as far as the provider says. */
export interface Usage {
  readonly tokens: number
}

/** The sum of two usages; undefined where neither says anything. */
export function addUsage(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  if (a === undefined) return b
  return b === undefined ? a : { tokens: a.tokens + b.tokens }
}
