/** How fast a provider lets itself be asked; what is left out has no limit. */
export interface Pace {
  /** Most requests under way at once. */
  readonly concurrency?: number
  readonly requestsPerMinute?: number
  readonly tokensPerMinute?: number
}
