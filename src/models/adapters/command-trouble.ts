import { NumeracyError } from '../../base/error.ts'
import { quoted, shortened } from '../../base/quoted.ts'
import type { Ended } from './command-process.ts'
import { messageIn } from './http/excerpt.ts'
import { type AskedAtOnce, tooMuch } from './too-much.ts'

/** Characters of what a program says. */
const maxShown = 2000

/** And so many of a line that it wrote. */
const maxLine = 120

/** What can go wrong between us and a program of the user's. */
export type CommandTrouble =
  | { readonly kind: 'unstartable'; readonly failure: NodeJS.ErrnoException }
  | { readonly kind: 'end'; readonly ended: Ended }
  | { readonly kind: 'slow'; readonly milliseconds: number; readonly lastWords: string }
  | { readonly kind: 'flood'; readonly lastWords: string }
  | { readonly kind: 'stray'; readonly line: string }
  | { readonly kind: 'id'; readonly line: string; readonly got: unknown; readonly expected: number }
  | { readonly kind: 'hello'; readonly line: string; readonly problem: string }
  | { readonly kind: 'shape'; readonly name: string; readonly members: readonly string[] }
  | { readonly kind: 'refusal'; readonly message: string; readonly asked: AskedAtOnce }

export interface TroubledProgram {
  /** Who complains. */
  readonly name: string
  readonly words: readonly [string, ...string[]]
  readonly environment: { readonly cwd: string }
  readonly maxUnread: number
}

/** A trouble as the error that the user reads. */
export function commandTrouble(program: TroubledProgram, trouble: CommandTrouble): NumeracyError {
  const { name } = program
  const lastWords =
    trouble.kind === 'end' ? trouble.ended.lastWords : 'lastWords' in trouble ? trouble.lastWords : ''
  const [code, problem, advice] = described(program, trouble)
  const heard = lastWords === '' ? '' : ` Its standard error ends with:\n${lastWords}`
  return new NumeracyError(code, `${name}: ${problem}. ${advice}${heard}`, {
    details: {
      model: name,
      trouble: trouble.kind,
      ...(trouble.kind === 'refusal' ? sizeOf(trouble)?.details : {}),
      ...(trouble.kind === 'end' ? { exit: trouble.ended.code ?? trouble.ended.signal } : {}),
      ...(lastWords === '' ? {} : { stderr: lastWords }),
    },
    ...(trouble.kind === 'unstartable' ? { cause: trouble.failure } : {}),
  })
}

function described(
  { words: [program], environment, maxUnread }: TroubledProgram,
  trouble: CommandTrouble,
): readonly [code: 'model-unavailable' | 'invalid-response', problem: string, advice: string] {
  switch (trouble.kind) {
    case 'unstartable': {
      const { code } = trouble.failure
      const got = JSON.stringify(program)
      if (code === 'ENOENT') {
        return [
          'model-unavailable',
          `the program ${got} was not found, from the folder ${environment.cwd}`,
          'Check its name, install it, or give its path.',
        ]
      }
      if (code === 'EACCES')
        return [
          'model-unavailable',
          `${got} may not be run`,
          'Make it executable, or name its interpreter before it.',
        ]
      return [
        'model-unavailable',
        `${got} could not be started (${trouble.failure.message})`,
        'Check the command after "command:".',
      ]
    }
    case 'end':
      return [
        'model-unavailable',
        `the program ended ${exitOf(trouble.ended)} before it answered; expected it to answer one line after another until its standard input is closed`,
        'Run the command by hand to see why.',
      ]
    case 'slow':
      return [
        'model-unavailable',
        `no answer came within ${trouble.milliseconds / 1000} seconds, and the program was stopped`,
        'If it needs longer, say how many seconds with ?timeout=, or ask for less at once with ?maxBatch=; if it has answered, it must end the line and flush its standard output.',
      ]
    case 'flood':
      return [
        'invalid-response',
        `the program printed more than ${(maxUnread / 2 ** 20).toLocaleString('en')} MiB before the end of its answer, and was stopped`,
        'Ask for less at once with ?maxBatch=, or print fewer digits.',
      ]
    case 'stray':
      return /\b(?:NaN|-?Infinity)\b/.test(trouble.line) && trouble.line.startsWith('{')
        ? [
            'invalid-response',
            `got an answer with a number that is not finite (${quoted(trouble.line, maxLine)}); JSON has no NaN or Infinity`,
            'Nothing of it is kept; check the model.',
          ]
        : [
            'invalid-response',
            `got the line ${quoted(trouble.line, maxLine)} on the program's standard output; expected one JSON object, such as {"id":1,"vectors":[[0.6,0.8]]}`,
            'Print everything else to standard error.',
          ]
    case 'id':
      return [
        'invalid-response',
        `got ${trouble.got === undefined ? 'an answer without id' : `the id ${shown(trouble.got)}`} in ${quoted(trouble.line, maxLine)}; expected the id of the question, ${trouble.expected}`,
        'Answer each line once, with its id.',
      ]
    case 'hello':
      return [
        'invalid-response',
        `got the first line ${quoted(trouble.line, maxLine)}, which is not a fitting hello: ${trouble.problem.replace(/\.$/, '')}`,
        'The program may begin with {"ready":true,"revision":"…"} and nothing else.',
      ]
    case 'shape':
      return [
        'invalid-response',
        `got an answer with ${trouble.members.slice(0, 20).join(', ')}, and no list "${trouble.name}"; expected one item for each text`,
        'Nothing of it is kept; see what the question asks for.',
      ]
    case 'refusal':
      return [
        'model-unavailable',
        `the program answered with an error: ${shortened(trouble.message, maxShown)}`,
        sizeOf(trouble)?.advice ?? 'Nothing of this answer is kept.',
      ]
  }
}

function exitOf({ code, signal }: Ended): string {
  return signal === null ? `with exit code ${code}` : `by the signal ${signal}`
}

/** Less at once may pass where a program says that this was too much, or that its memory does not hold it. */
function sizeOf({ message, asked }: Extract<CommandTrouble, { kind: 'refusal' }>) {
  return tooMuch(message, asked, { serious: true })
}

/** The words of an error that is no text: what it says, or its members. */
export function refusalWords(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  return messageIn(error) ?? `an object with ${Object.keys(error).slice(0, 20).join(', ') || 'nothing in it'}`
}

/** A list or an object may be of any depth. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'in a list' : 'in an object'
  return shortened(JSON.stringify(value), maxShown)
}
