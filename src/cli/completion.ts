import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import type { WithWords } from './options.ts'

/** What may stand where the cursor is. */
export interface Completion {
  readonly candidates: readonly Candidate[]
  /** Which names of the disk may stand there too; the shell knows them. */
  readonly names: 'files' | 'folders' | 'none'
}

export interface Candidate {
  readonly value: string
  readonly about: string
}

/** What is offered for a placeholder, such as `<spec>`, beside names of the disk. */
export interface Offers {
  readonly series: () => Promise<readonly Candidate[]>
  readonly models: () => Promise<readonly Candidate[]>
  readonly analyses: () => Promise<readonly Candidate[]>
}

/**
 * What completes the last of some words, as the commands declare themselves: commands, options, the words that an
 * option takes, and by the name of a placeholder series, models and names of the disk.
 * @param words those of the command line without the program's own name; the last is what stands before the cursor,
 * perhaps nothing
 */
export async function completionOf(
  program: CommandUnknownOpts,
  words: readonly string[],
  offers: Offers,
): Promise<Completion> {
  const current = words.at(-1) ?? ''
  const { command, operands, open, isEnded } = walked(program, words.slice(0, -1))
  if (open !== null) return beginningWith(await ofValue(open, current, offers), current)
  const given = isEnded ? null : /^(--[^=]+=)(.*)$/.exec(current)
  if (given !== null) {
    const [, before, value] = given
    const option = optionNamed([command, program], before.slice(0, -1))
    if (option === undefined || option.isBoolean()) return nothing
    const { candidates, names } = beginningWith(await ofValue(option, value, offers), value)
    return { candidates: candidates.map(each => ({ ...each, value: before + each.value })), names }
  }
  if (!isEnded && current.startsWith('-'))
    return beginningWith({ candidates: flags(command, program), names: 'none' }, current)
  const commands = operands === 0 ? subcommands(command, program) : []
  const argument = argumentAt(command, operands)
  const { candidates, names } =
    argument === undefined ? nothing : await ofPlace(placeOf(argument), current, offers)
  return beginningWith({ candidates: [...commands, ...candidates], names }, current)
}

const nothing: Completion = { candidates: [], names: 'none' }

interface Walked {
  readonly command: CommandUnknownOpts
  /** How many operands stand before the cursor. */
  readonly operands: number
  /** The option whose value is to follow. */
  readonly open: Option | null
  /** Whether `--` has ended the options. */
  readonly isEnded: boolean
}

function walked(program: CommandUnknownOpts, before: readonly string[]): Walked {
  let command = program
  let operands = 0
  let open: Option | null = null
  let isEnded = false
  for (const word of before) {
    if (open !== null) open = null
    else if (!isEnded && word === '--') isEnded = true
    else if (!isEnded && word.startsWith('-') && word.length > 1) {
      const option = word.includes('=') ? undefined : optionNamed([command, program], word)
      // A value that may be left out is one only where it does not look like an option.
      open = option?.required ? option : null
    } else {
      const sub = operands === 0 ? command.commands.find(each => each.name() === word) : undefined
      if (sub === undefined) operands++
      else command = sub
    }
  }
  return { command, operands, open, isEnded }
}

function optionNamed(commands: readonly CommandUnknownOpts[], word: string): Option | undefined {
  return commands.flatMap(({ options }) => options).find(({ long, short }) => word === long || word === short)
}

function flags(command: CommandUnknownOpts, program: CommandUnknownOpts): Candidate[] {
  const all = [...command.options, ...(command === program ? [] : program.options.filter(isOfAll))]
  const help = { value: '--help', about: 'print this help' }
  return [
    ...all.flatMap(({ hidden, long, description }) =>
      hidden || long == null ? [] : [{ value: long, about: description }],
    ),
    help,
  ]
}

/** The version is that of the program alone. */
function isOfAll({ long }: Option): boolean {
  return long !== '--version'
}

function subcommands(command: CommandUnknownOpts, program: CommandUnknownOpts): Candidate[] {
  const help = command.createHelp()
  return help
    .visibleCommands(command)
    .filter(each => command === program || each.name() !== 'help')
    .map(each => ({ value: each.name(), about: each.description() }))
}

function argumentAt({ registeredArguments }: CommandUnknownOpts, at: number): Argument | undefined {
  const last = registeredArguments.at(-1)
  return registeredArguments[at] ?? (last?.variadic ? last : undefined)
}

function placeOf(argument: Argument): Place {
  return { name: argument.name(), words: argument.argChoices ?? [] }
}

interface Place {
  /** Of its placeholder: `spec` for `<spec>`. */
  readonly name: string
  /** All that it takes; empty where that is not a list. */
  readonly words: readonly string[]
}

function ofValue(option: Option, current: string, offers: Offers): Promise<Completion> {
  const [, name = ''] = /[<[]([^>\].]+)/.exec(option.flags) ?? []
  const { words = [] } = (option.parseArg ?? {}) as Partial<WithWords>
  return ofPlace({ name, words: option.argChoices ?? words }, current, offers)
}

async function ofPlace({ name, words }: Place, current: string, offers: Offers): Promise<Completion> {
  if (words.length > 0) return { candidates: words.map(value => ({ value, about: '' })), names: 'none' }
  switch (name) {
    case 'series':
      return { candidates: await offers.series(), names: 'files' }
    case 'spec': {
      // A name may stand before the spec: it is kept.
      const [label] = /^[\w.-]+=/.exec(current) ?? ['']
      const models = await offers.models()
      return {
        candidates: models.map(model => ({ ...model, value: label + model.value })),
        // Behind a colon stands the name of a model.
        names: current.slice(label.length).includes(':') ? 'none' : 'folders',
      }
    }
    case 'name':
      return { candidates: await offers.analyses(), names: 'none' }
    case 'file':
    case 'run':
    case 'runs':
    case 'path':
      return { candidates: [], names: 'files' }
    case 'dir':
    case 'folder':
      return { candidates: [], names: 'folders' }
    default:
      return nothing
  }
}

function beginningWith({ candidates, names }: Completion, current: string): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(current)), names }
}
