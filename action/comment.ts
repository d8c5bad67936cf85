import { NumeracyError } from '../src/base/error.ts'
import type { Environment } from './inputs.ts'

/** Where a comment belongs. */
export interface Place {
  /** Of the API, without a slash at the end. */
  readonly api: string
  /** OWNER/NAME. */
  readonly repository: string
  readonly pullRequest: number
}

/** The pull request of an event, by the payload that the runner gives; null for events that have none. */
export function placeOf(env: Environment, event: Payload): Place | null {
  const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_REPOSITORY: repository } = env
  const number =
    event.pull_request?.number ??
    (event.issue?.pull_request === undefined ? undefined : event.issue.number) ??
    event.workflow_run?.pull_requests?.[0]?.number
  if (typeof number !== 'number' || !repository) return null
  return { api: api.replace(/\/+$/, ''), repository, pullRequest: number }
}

/** Of an event, what matters here. */
export interface Payload {
  readonly pull_request?: { readonly number?: number; readonly head?: { readonly sha?: string } }
  readonly issue?: { readonly number?: number; readonly pull_request?: unknown }
  readonly workflow_run?: { readonly pull_requests?: readonly { readonly number?: number }[] }
}

/** By what the comment of a check is found again; readers do not see it. */
export function markerOf(check: string): string {
  return `<!-- numeracy check: ${encodeURIComponent(check)} -->`
}

/** What the API takes, less some room. */
const maxLength = 60_000

/** The whole comment. Nobody is called by what a message quotes. */
export function commentBody(marker: string, markdown: string, footer: string): string {
  const silent = markdown.replaceAll(/@(?=\w)/g, '@\u200b')
  if (silent.length <= maxLength) return `${marker}\n${silent}\n${footer}\n`
  const end = silent.lastIndexOf('\n', maxLength)
  const whole = silent.slice(0, end > 0 ? end : maxLength)
  return `${marker}\n${whole}\n\nThe rest stands in the summary of the job.\n\n${footer}\n`
}

/** Pages of a hundred comments that are read at most. */
const maxPages = 50

/**
 * Writes the one comment of a check: that of an earlier run again, else a new one. What earlier runs
 * have written beside it is removed.
 * @returns its address
 * @throws NumeracyError `model-unavailable`, with what to do about it
 */
export async function writeComment(
  { api, repository, pullRequest }: Place,
  token: string,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<string> {
  const root = `${api}/repos/${repository}/issues`
  const ask = async (method: string, path: string, message?: unknown): Promise<Response> => {
    const response = await fetch(`${root}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'numeracy-action',
        'x-github-api-version': '2022-11-28',
      },
      ...(message !== undefined && { body: JSON.stringify(message) }),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    }).catch((cause: unknown) => {
      throw refused('GitHub did not answer', 'Run the job again later', cause)
    })
    if (response.ok) return response
    if ([401, 403, 404].includes(response.status))
      throw refused(
        `GitHub answered with status ${response.status}`,
        'Give the job `permissions: { contents: read, pull-requests: write }`; a pull request from a fork has no more than read',
      )
    throw refused(`GitHub answered with status ${response.status}`, 'Run the job again later')
  }
  const own = async () => {
    const found: Comment[] = []
    for (let page = 1; page <= maxPages; page++) {
      const response = await ask('GET', `/${pullRequest}/comments?per_page=100&page=${page}`)
      const comments = (await response.json()) as Comment[]
      found.push(...comments.filter(comment => isOwn(comment, marker)))
      if (comments.length < 100) break
    }
    return found
  }
  const earlier = await own()
  const written = (await (earlier.length === 0
    ? ask('POST', `/${pullRequest}/comments`, { body })
    : ask('PATCH', `/comments/${earlier[0].id}`, { body })
  ).then(response => response.json())) as Comment
  for (const { id } of earlier.slice(1)) await ask('DELETE', `/comments/${id}`)
  return written.html_url ?? ''
}

interface Comment {
  readonly id: number
  readonly body?: string | null
  readonly html_url?: string
  readonly author_association?: string
  readonly user?: { readonly type?: string } | null
}

const writers = ['OWNER', 'MEMBER', 'COLLABORATOR']

/**
 * Whether it is the comment of an earlier run. The marker alone is not enough: the author of a pull request could
 * write it, and would own what is then written there.
 */
function isOwn({ body, user, author_association }: Comment, marker: string): boolean {
  return (
    (body ?? '').startsWith(marker) && (user?.type === 'Bot' || writers.includes(author_association ?? ''))
  )
}

function refused(what: string, advice: string, cause?: unknown): NumeracyError {
  return new NumeracyError('model-unavailable', `${what}. ${advice}. The summary of the job says the same.`, {
    cause,
  })
}
