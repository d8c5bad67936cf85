import { type ErrorCode, NumeracyError } from '../../src/base/error.ts'
import type { Translations } from '../../src/findings/finding.ts'
import { inEach } from './language.ts'

/** Something that went wrong, as the page shows it. */
export interface Problem {
  readonly text: Translations
  /** What a server, a model or numeracy said, in English; null where `text` says all of it. */
  readonly original: string | null
}

/** An error as the server sends it. */
export interface SentError {
  readonly code: string
  readonly message: string
  readonly details?: { readonly why?: Translations }
}

/** An error whose problem the page knows in words of its own. */
export class PageError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.text.en)
    this.problem = problem
  }
}

/** A problem that the page describes by itself. */
export function problemOf(text: Translations): Problem {
  return { text, original: null }
}

/** The problem behind an error that the page caught. */
export function problemIn(error: unknown): Problem {
  if (error instanceof PageError) return error.problem
  if (error instanceof NumeracyError) return sentProblem(error)
  return sentProblem({ code: 'internal', message: error instanceof Error ? error.message : String(error) })
}

/** The problem behind an error that the server sent. */
export function sentProblem({ code, message, details }: SentError): Problem {
  const why = details?.why
  if (why !== undefined) return problemOf(why)
  return {
    text: inEach(problemWords, words => words.sent(code, message)),
    original: message,
  }
}

/** What happened and what to do, by the code of the error. */
const chineseProblems: Readonly<Record<ErrorCode, string>> = {
  usage: '这个请求无法执行。请检查所填的内容。',
  input: '输入的内容无法读取。请检查文件或文本。',
  unknown: '没有这个名称。请检查模型、序列或选项的拼写。',
  'invalid-response': '模型的回答不可信，没有采用。可用 numeracy doctor 检查这个模型。',
  'model-unavailable': '模型没有给出回答。请检查它是否在运行、密钥是否正确，然后重试。',
  storage: '文件无法读写。请检查磁盘空间和权限。',
  interrupted: '已中断。已得到的答案都保存着，可以继续。',
}

const problemWords = {
  en: {
    sent: (_code: string, message: string) => message,
  },
  zh: {
    sent: (code: string, _message: string) =>
      chineseProblems[code as ErrorCode] ?? 'numeracy 内部出错。请报告这个问题。',
  },
}
