import { joinedBytes } from '../base/bytes.ts'
import { printableJson } from '../base/control-characters.ts'
import { encodeFloats } from '../base/float-codec.ts'
import { canonicalJson, type Json } from '../base/json.ts'
import type { Run, RunMatrix, RunRecording } from './run.ts'
import type { RunFileMatrix, RunFileRecording } from './run-file.ts'
import { runFormat, runVersion } from './run-format.ts'

const encoder = new TextEncoder()

/** Parts that only some runs have. */
const optionalParts = ['indexes', 'search', 'same', 'uses'] as const

/**
 * A run as the text of its file: JSON, equal for equal runs, one line for each member and each item of a
 * list so that two runs can be compared line by line; a newline at the end. What a terminal might act on is escaped.
 */
export function runText(run: Run): string {
  return new TextDecoder().decode(joinedBytes(runBytes(run)))
}

/** The same as the bytes of the file, in pieces. */
export function runBytes(run: Run): Uint8Array[] {
  const { created, session } = run
  const head = Object.entries({ format: runFormat, version: runVersion, created }).map(([name, value]) =>
    member(name, printableJson(canonicalJson(value))),
  )
  return [
    encoder.encode(`{\n${head.join(',\n')},\n`),
    runContent(run),
    encoder.encode(`,\n${member('session', canonicalJson({ ...session }))}\n}\n`),
  ]
}

/** The content of the run that was written last; of one only, because it may take a hundred megabytes. */
let written = new WeakMap<Run, Uint8Array>()

/** All that the file of a run says, in UTF-8, except for when and how it was made: equal for runs that were made again. */
export function runContent(run: Run): Uint8Array {
  const known = written.get(run)
  if (known !== undefined) return known
  // One member after the other: the texts of all at once take several times as much memory.
  const pieces: Uint8Array[] = []
  for (const text of contentMembers(run))
    pieces.push(encoder.encode(`${pieces.length === 0 ? '' : ',\n'}${printableJson(text)}`))
  const content = joinedBytes(pieces)
  written = new WeakMap([[run, content]])
  return content
}

function* contentMembers(run: Run): Generator<string> {
  const { seed, tool, roles, matrices, usage } = run
  for (const [name, value] of Object.entries({ seed, tool, roles })) yield member(name, canonicalJson(value))
  if (run.tags !== undefined) yield member('tags', canonicalJson(run.tags))
  for (const name of ['models', 'series'] as const) yield member(name, list(run[name]))
  yield member('matrices', list(matrices.map(fileMatrix)))
  for (const name of ['measures', 'verdicts', 'cases'] as const) yield member(name, list(run[name]))
  for (const name of optionalParts) if (run[name] !== undefined) yield member(name, list(run[name]))
  if (run.recordings !== undefined) yield member('recordings', list(run.recordings.map(fileRecording)))
  yield member('findings', list(run.findings))
  yield member('usage', canonicalJson({ ...usage }))
}

function fileMatrix({ values, ...matrix }: RunMatrix): RunFileMatrix {
  return { ...matrix, data: encodeFloats(values, matrix.dtype) }
}

function fileRecording({ values, ...recording }: RunRecording): RunFileRecording {
  return { ...recording, data: encodeFloats(values, 'float32') }
}

function member(name: string, json: string): string {
  return `"${name}":${json}`
}

function list(items: readonly Json[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map(canonicalJson).join(',\n')}\n]`
}
