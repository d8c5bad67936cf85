import { printableJson } from '../base/control-characters.ts'
import { encodeFloats } from '../base/float-codec.ts'
import { canonicalJson, type Json } from '../base/json.ts'
import type { Run, RunMatrix, RunRecording } from './run.ts'
import type { RunFileMatrix, RunFileRecording } from './run-file.ts'
import { runFormat, runVersion } from './run-format.ts'

/** Parts that only some runs have. */
const optionalParts = ['indexes', 'search', 'same', 'uses'] as const

/**
 * A run as the text of its file: JSON, equal for equal runs, one line for each member and each item of a
 * list so that two runs can be compared line by line; a newline at the end. What a terminal might act on is escaped.
 */
export function runText(run: Run): string {
  const { created, session } = run
  const lines = [
    ...Object.entries({ format: runFormat, version: runVersion, created }).map(([name, value]) =>
      member(name, printableJson(canonicalJson(value))),
    ),
    runContent(run),
    member('session', canonicalJson({ ...session })),
  ]
  return `{\n${lines.join(',\n')}\n}\n`
}

/** The content of the run that was written last; of one only, for it may take a hundred megabytes. */
let written = new WeakMap<Run, string>()

/** All that the text of a run says but for when and how it was made: equal for runs that were made again. */
export function runContent(run: Run): string {
  const known = written.get(run)
  if (known !== undefined) return known
  const { seed, tool, roles, matrices, usage } = run
  const lines = [
    ...Object.entries({ seed, tool, roles }).map(([name, value]) => member(name, canonicalJson(value))),
    ...(run.tags === undefined ? [] : [member('tags', canonicalJson(run.tags))]),
    ...(['models', 'series'] as const).map(name => member(name, list(run[name]))),
    member('matrices', list(matrices.map(fileMatrix))),
    ...(['measures', 'verdicts', 'cases'] as const).map(name => member(name, list(run[name]))),
    ...optionalParts.flatMap(name => (run[name] === undefined ? [] : [member(name, list(run[name]))])),
    ...(run.recordings === undefined ? [] : [member('recordings', list(run.recordings.map(fileRecording)))]),
    member('findings', list(run.findings)),
    member('usage', canonicalJson({ ...usage })),
  ]
  const content = printableJson(lines.join(',\n'))
  written = new WeakMap([[run, content]])
  return content
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
