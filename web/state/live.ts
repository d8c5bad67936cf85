import { spoken } from './language.ts'

/** Whether `numeracy view` serves the page: models can then be asked anew. */
export const isLive = document.getElementById('numeracy-runs')?.dataset.live !== undefined

/** What went wrong, as the server tells it. */
class LiveError extends Error {}

/** Asks the server that the page comes from. @throws LiveError with what the server says of it */
export async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new LiveError(spoken(liveWords).silent)
  })
  const answer = await response.json().catch(() => null)
  if (!response.ok) throw new LiveError(answer?.error?.message ?? problemOf(response.status))
  return answer as Answer
}

function problemOf(status: number): string {
  return status === 409
    ? 'A probe runs already; stop it first.'
    : `numeracy view answered with HTTP ${status}.`
}

/** Reads JSON from the server that the page comes from. */
export async function read<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path)
  if (!response.ok) throw new LiveError(problemOf(response.status))
  return (await response.json()) as Answer
}

const liveWords = {
  en: {
    silent: 'numeracy view does not answer: is it still running?',
    busy: 'A probe runs already; stop it first.',
    refused: (status: number) => `numeracy view answered with HTTP ${status}.`,
  },
  zh: {
    silent: 'numeracy view 没有响应：它还在运行吗？',
    busy: '已有探测在运行；请先停止它。',
    refused: (status: number) => `numeracy view 返回 HTTP ${status}。`,
  },
}
