import { canonicalJson, type Json } from '../base/json.ts'
import type { Run } from './run.ts'

const head = ['format', 'version', 'created', 'seed', 'tool', 'roles'] as const
const lists = ['models', 'series', 'matrices', 'measures', 'verdicts', 'cases', 'findings'] as const
const tail = ['usage', 'session'] as const

/**
 * A run as the text of its file: JSON, equal for equal runs, one line for each member and each item of a
 * list so that two runs can be compared line by line; a newline at the end.
 */
export function runText(run: Run): string {
  const lines = [
    ...head.map(name => member(name, canonicalJson(run[name]))),
    ...lists.map(name => member(name, list(run[name]))),
    ...tail.map(name => member(name, canonicalJson(run[name]))),
  ]
  return `{\n${lines.join(',\n')}\n}\n`
}

function member(name: string, json: string): string {
  return `"${name}":${json}`
}

function list(items: readonly Json[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map(canonicalJson).join(',\n')}\n]`
}
