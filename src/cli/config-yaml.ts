import { isScalar, type LineCounter, type Pair, parseDocument, type Scalar, visit } from 'yaml'
import { messageOf } from '../base/error.ts'
import { isDeeperThan } from '../base/json.ts'
import { shortened } from '../base/quoted.ts'

type YamlDocument = ReturnType<typeof parseDocument>

/** Throws what is wrong, at a place in the text where it is known. */
type Refuse = (offset: number | undefined, problem: string) => never

/** The one document of a text in YAML 1.2; `<<` takes over the keys of another map. Refuses a text that is none. */
export function yamlDocument(text: string, lineCounter: LineCounter, refuse: Refuse): YamlDocument {
  const document = parseDocument(text, { lineCounter, prettyErrors: false, merge: true, logLevel: 'error' })
  const { yaml } = document.directives
  if (yaml.version !== '1.2')
    refuse(
      0,
      `says that it is YAML ${yaml.version}, where no means false and 1:30 means 90; expected YAML 1.2. Remove the line %YAML.`,
    )
  // Of a tag that nobody knows the value would be taken as if it were not there.
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) refuse(fault.pos[0], problemOf(fault))
  return document
}

function problemOf({ code, message }: YamlDocument['errors'][number]): string {
  if (/call stack/i.test(message)) return 'is nested too deeply. Write less lists within lists.'
  if (code === 'MULTIPLE_DOCS')
    return 'holds a second document, after ---; expected one. Write all of it into one, without ---.'
  return `${message.replace(/\.?$/, '.')} Correct the YAML.`
}

/** What it holds, aliases unfolded within bounds. */
export function unfolded(document: YamlDocument, refuse: Refuse): unknown {
  visit(document, {
    Map(_, { items }) {
      const taken = new Set<string>()
      for (const pair of items) {
        const { key, name } = namedKey(pair, refuse)
        if (name === null) continue
        if (taken.has(name))
          refuse(key.range?.[0], `has the key ${JSON.stringify(name)} twice. Remove or rename one of them.`)
        taken.add(name)
      }
    },
  })
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    const [, unresolved] = /^Unresolved alias.*: (.+)$/.exec(messageOf(error)) ?? []
    return refuse(
      undefined,
      unresolved === undefined
        ? 'has aliases that unfold to too much. Write what they stand for.'
        : `has the alias *${unresolved}, but no anchor &${unresolved} before it. Correct one of them.`,
    )
  }
}

/** A key as it is written: that 9.10 could be a number must not make it 9.1. Refuses what is no name. */
function namedKey({ key }: Pair, refuse: Refuse): { readonly key: Scalar; readonly name: string | null } {
  const offset = (key as Scalar | null)?.range?.[0]
  if (!isScalar(key) || key.value === null)
    return refuse(offset, 'has a key that is empty, a list or an alias; expected a name. Write one.')
  // A key of this name is none of an object, and would be lost.
  if (key.value === '__proto__')
    return refuse(offset, 'got the key "__proto__"; expected another name. Rename it.')
  // The key << is a symbol, and may stand there twice.
  if (typeof key.value === 'symbol') return { key, name: null }
  if (typeof key.value !== 'string') key.value = key.source ?? String(key.value)
  return { key, name: String(key.value) }
}

/** A value as a message shows it, cut short. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (isDeeperThan(value, 20)) return 'lists within lists without end'
  return shortened(JSON.stringify(value) ?? String(value))
}
