import { inEach } from './language.ts'
import { PageError, problemOf, sentProblem } from './problem.ts'

/** Whether `numeracy view` serves the page: models can then be asked again. */
export const isLive = document.getElementById('numeracy-runs')?.dataset.live !== undefined

/** Asks the server that the page comes from. @throws what `problemIn` puts into words */
export async function post<Answer>(path: string, body: object): Promise<Answer> {
  return answerTo<Answer>(
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

/** Reads JSON from the server that the page comes from. @throws what `problemIn` puts into words */
export async function read<Answer>(path: string): Promise<Answer> {
  return answerTo<Answer>(fetch(path))
}

async function answerTo<Answer>(request: Promise<Response>): Promise<Answer> {
  const response = await request.catch(() => {
    throw new PageError(problemOf(inEach(liveWords, words => words.silent)))
  })
  const answer = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  if (answer?.error !== undefined) throw new PageError(sentProblem(answer.error))
  const busy = response.status === 409
  throw new PageError(
    problemOf(inEach(liveWords, words => (busy ? words.busy : words.refused(response.status)))),
  )
}

const liveWords = {
  en: {
    silent: 'numeracy view does not answer. Is it still running?',
    busy: 'A probe is already running. Stop it first.',
    refused: (status: number) => `numeracy view answered with HTTP ${status}.`,
  },
  zh: {
    silent: 'numeracy view 没有响应。它还在运行吗？',
    busy: '已有探测在运行。请先停止它。',
    refused: (status: number) => `numeracy view 返回 HTTP ${status}。`,
  },
}
