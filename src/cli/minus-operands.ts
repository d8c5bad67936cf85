import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings'

/** A minus before what begins a number, an amount or a range: -5, -.5, -$5, -5..5. No option begins so. */
const minusValue = /^-[\d.$€£¥￥₹]/

/** Stands before an operand that begins with a minus while commander, which takes it for options, looks at it. */
const mark = '\0'

/**
 * Arguments in which the operands that begin with a minus are marked, so that they are not taken for options. What
 * belongs to an option, and what stands after `--`, is left as it is.
 */
export function withMarkedOperands(args: readonly string[], program: CommandUnknownOpts): string[] {
  const name = args.findIndex(arg => commandNamed(arg, program) !== undefined)
  const end = args.indexOf('--')
  if (name < 0) return [...args]
  const command = commandNamed(args[name], program)!
  const options = [program, command, ...command.commands].flatMap(each => each.options)
  return args.map((arg, at) => {
    const isOperand = at > name && (end < 0 || at < end) && !takesNext(options, args[at - 1])
    return isOperand && minusValue.test(arg) ? mark + arg : arg
  })
}

function commandNamed(word: string, program: CommandUnknownOpts): CommandUnknownOpts | undefined {
  return program.commands.find(command => command.name() === word)
}

function takesNext(options: readonly Option[], arg: string): boolean {
  return options.some(({ required, long, short }) => required && (arg === long || arg === short))
}

/** Has every command take the marks off its operands, before what else reads them. */
export function takeMarksOff(program: CommandUnknownOpts): void {
  for (const command of program.commands) {
    takeMarksOff(command)
    for (const argument of command.registeredArguments) {
      const { parseArg } = argument
      argument.argParser((value: string, earlier: unknown) => {
        const operand = withoutMarks(value)
        if (parseArg !== undefined) return parseArg(operand, earlier)
        return argument.variadic ? [...((earlier as string[] | undefined) ?? []), operand] : operand
      })
    }
  }
}

export function withoutMarks(text: string): string {
  return text.replaceAll(mark, '')
}
