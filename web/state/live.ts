import type { ErrorCode } from '../../src/base/error.ts'
import type { Language } from '../../src/findings/finding.ts'
import { inEach } from './language.ts'

/** Whether `numeracy view` serves the page: models can then be asked again. */
export const isLive = document.getElementById('numeracy-runs')?.dataset.live !== undefined

/** A message in every language of the page, so that it stays readable when another is chosen. */
export type Translations = Readonly<Record<Language, string>>

/** What went wrong, as the page shows it. */
class LiveError extends Error {
  readonly text: Translations

  constructor(text: Translations) {
    super(text.en)
    this.text = text
  }
}

/** An error as the server sends it. */
export interface SentError {
  readonly code: string
  readonly message: string
  readonly details?: { readonly why?: Translations }
}

/** Asks the server that the page comes from. @throws what `errorText` puts into words */
export async function post<Answer>(path: string, body: object): Promise<Answer> {
  return answerTo<Answer>(
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

/** Reads JSON from the server that the page comes from. @throws what `errorText` puts into words */
export async function read<Answer>(path: string): Promise<Answer> {
  return answerTo<Answer>(fetch(path))
}

async function answerTo<Answer>(request: Promise<Response>): Promise<Answer> {
  const response = await request.catch(() => {
    throw new LiveError(inEach(liveWords, words => words.silent))
  })
  const answer = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  if (answer?.error !== undefined) throw new LiveError(sentErrorText(answer.error))
  const busy = response.status === 409
  throw new LiveError(inEach(liveWords, words => (busy ? words.busy : words.refused(response.status))))
}

/** What the page says about an error that it caught. */
export function errorText(error: unknown): Translations {
  return error instanceof LiveError
    ? error.text
    : inEach(liveWords, words => words.sent('internal', String(error)))
}

/** What the page says about an error that the server sent. Servers and models speak English; the page says so. */
export function sentErrorText({ code, message, details }: SentError): Translations {
  return details?.why ?? inEach(liveWords, words => words.sent(code, message))
}

const chineseProblems: Readonly<Record<ErrorCode, string>> = {
  usage: '请求无法执行',
  input: '输入无法读取',
  unknown: '没有这个名称',
  'invalid-response': '模型的回答不可信',
  'model-unavailable': '模型没有给出回答',
  storage: '文件无法读写',
  interrupted: '已中断',
}

const liveWords = {
  en: {
    silent: 'numeracy view does not answer: is it still running?',
    busy: 'A probe runs already; stop it first.',
    refused: (status: number) => `numeracy view answered with HTTP ${status}.`,
    sent: (_code: string, message: string) => message,
  },
  zh: {
    silent: 'numeracy view 没有响应：它还在运行吗？',
    busy: '已有探测在运行；请先停止它。',
    refused: (status: number) => `numeracy view 返回 HTTP ${status}。`,
    sent: (code: string, message: string) =>
      `${chineseProblems[code as ErrorCode] ?? 'numeracy 内部出错'}。原文（英文）：${message}`,
  },
}
