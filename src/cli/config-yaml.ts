import { isScalar, type parseDocument, visit } from 'yaml'
import { messageOf } from '../base/error.ts'
import { isDeeperThan } from '../base/json.ts'

type YamlDocument = ReturnType<typeof parseDocument>

/** Throws what is wrong, at a place in the text where it is known. */
type Refuse = (offset: number | undefined, problem: string) => never

/** Refuses a text that is no YAML. */
export function refuseBroken(document: YamlDocument, refuse: Refuse): void {
  const [error] = document.errors
  if (error !== undefined)
    refuse(
      error.pos[0],
      /call stack/i.test(error.message)
        ? 'is nested too deeply. Write less lists within lists.'
        : `${error.message.replace(/\.?$/, '.')} Correct the YAML.`,
    )
}

/** What it holds, aliases unfolded within bounds. */
export function unfolded(document: YamlDocument, refuse: Refuse): unknown {
  visit(document, {
    Pair(_, { key }) {
      // A key of this name is none of an object, and would be lost.
      if (isScalar(key) && key.value === '__proto__')
        refuse(key.range?.[0], 'got the key "__proto__"; expected another name. Rename it.')
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

/** A value as a message shows it, cut short. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (isDeeperThan(value, 20)) return 'lists within lists without end'
  const json = JSON.stringify(value) ?? String(value)
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}
