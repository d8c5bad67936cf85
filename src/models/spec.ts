import { checkArgument } from '../base/arguments.ts'
import { printableLine } from '../base/control-characters.ts'
import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'

/** Which model, as a user writes it: `provider:name?key=value&key2=value2`, or the path of a folder: `./name?key=value`. */
export interface ModelSpec {
  readonly provider: string
  /** May hold colons and slashes: all between the first colon and the first question mark. */
  readonly name: string
  readonly options: Readonly<Record<string, string>>
}

/**
 * What begins like this is a folder, whatever follows: `./x`, `../x`, `/x`, `~/x`, `.`, `..`, `~`, a URL `file:///x`,
 * and as Windows writes them `.\x`, `..\x`, `~\x`, `C:\x`, `C:/x`, `\\server\share`. No provider is one letter.
 */
const folderPath = /^(?:\.{0,2}[\\/]|\.{1,2}$|~(?:[\\/]|$)|[A-Za-z]:[\\/]|file:\/)/

/** How models are named on a hub. */
const hubName = /^[\w-][\w.-]*\/[\w-][\w.-]*$/

/** How vendors name their models, and the provider that serves them. */
const vendorNames: readonly (readonly [RegExp, string])[] = [
  [/^text-embedding-(?:3-(?:small|large)|ada-002)$/, 'openai'],
  [/^(?:gemini-embedding-[\w-]+|text-embedding-00\d)$/, 'google'],
  [/^(?:voyage-[\w.-]+|rerank-2[\w.-]*)$/, 'voyage'],
  [/^(?:embed|rerank)-(?:v\d|english|multilingual)[\w.-]*$/, 'cohere'],
  [/^jina-[\w.-]+$/, 'jina'],
  [/^(?:mistral|codestral)-embed[\w-]*$/, 'mistral'],
  [/^use-lite$/, 'bundled'],
]

/** Providers whose names may hold blanks: a command line has them between its words, a path in them. */
const withBlanks = /^(?:command|folder):/

/**
 * Reads a spec. Options are percent-decoded; a plus sign stays a plus sign. A path is a model of the provider
 * `folder`: how the text begins decides, not what is on the disk.
 * @throws NumeracyError `usage` when the text is not a spec. The message repeats no option's value, which may be a secret.
 */
export function parseSpec(text: string): ModelSpec {
  checkArgument('a model', text, 'text')
  const question = text.indexOf('?')
  const address = question === -1 ? text : text.slice(0, question)
  const colon = address.indexOf(':')
  const readOptions = () => (question === -1 ? {} : parseOptions(address, text.slice(question + 1)))
  if (folderPath.test(address)) return { provider: 'folder', name: address, options: readOptions() }
  const unbroken = withBlanks.test(address) ? address.slice(0, colon) : address
  if (colon < 1 || colon === address.length - 1 || /\s/.test(unbroken)) {
    const bare = address.trim()
    const vendor = vendorNames.find(([name]) => name.test(bare))?.[1]
    const meant = hubName.test(bare)
      ? ` Did you mean hf:${bare}, a model of a hub, or ./${bare}, a folder?`
      : vendor === undefined
        ? ''
        : ` Did you mean ${vendor}:${bare}?`
    throw new NumeracyError(
      'usage',
      `${JSON.stringify(address)} is not a model.${meant} Write provider:name, such as bundled:use-lite, or the path of a folder, such as ./my-model, with options after a question mark; \`numeracy models\` lists what can be used here.`,
      { details: { spec: address } },
    )
  }
  return {
    provider: address.slice(0, colon),
    name: address.slice(colon + 1),
    options: readOptions(),
  }
}

/** A model as it was asked for. */
export interface LabelledSpec {
  /** What it is called wherever it is shown; null where its spec says it. */
  readonly label: string | null
  readonly spec: string
}

/**
 * Reads `NAME=SPEC`, or a spec alone. A name stands before the first equals sign and holds no `:`, `/`, `\\` or `?`,
 * so no option and no path is taken for one.
 * @throws NumeracyError `usage` for a name that is empty, too long or not printable
 */
export function labelledSpec(text: string): LabelledSpec {
  const found = /^([^:/\\?=]*)=(.*)$/s.exec(text)
  if (found === null) return { label: null, spec: text }
  const [label, spec] = [found[1].trim(), found[2]]
  if (label !== '' && label.length <= maxLabel && printableLine(label) === label) return { label, spec }
  throw new NumeracyError(
    'usage',
    `The model ${quoted(text, 80)} has the label ${quoted(label, 80)}; expected 1 to ${maxLabel} printable characters before the equals sign, such as minilm=./all-MiniLM-L6-v2.`,
    { details: { label } },
  )
}

/** Characters of a label. */
const maxLabel = 60

/** The spec without its options: what may stand in a message. */
export function specName(spec: Pick<ModelSpec, 'provider' | 'name'>): string {
  return `${spec.provider}:${spec.name}`
}

function parseOptions(address: string, text: string): Record<string, string> {
  const options: Record<string, string> = Object.create(null)
  for (const [index, pair] of text.split('&').entries()) {
    const equals = pair.indexOf('=')
    if (equals < 1) {
      throw new NumeracyError(
        'usage',
        `Option ${index + 1} of the model ${address} is not written key=value. Options follow a question mark and are joined by &.`,
        { details: { spec: address } },
      )
    }
    const key = decoded(address, pair.slice(0, equals))
    if (key in options) {
      throw new NumeracyError('usage', `The model ${address} has the option "${key}" twice. Give it once.`, {
        details: { spec: address, option: key },
      })
    }
    options[key] = decoded(address, pair.slice(equals + 1))
  }
  return { ...options }
}

function decoded(address: string, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new NumeracyError(
      'usage',
      `An option of the model ${address} has a percent sign that starts no character. Write %25 for a percent sign.`,
      { details: { spec: address }, cause },
    )
  }
}
