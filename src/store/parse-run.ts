import { counted } from '../base/counted.ts'
import { messageOf, NumeracyError } from '../base/error.ts'
import { bytesOf, decodeFloats } from '../base/float-codec.ts'
import { isDeeperThan } from '../base/json.ts'
import { quoted } from '../base/quoted.ts'
import { measureDetails } from './measure-details.ts'
import type { Run } from './run.ts'
import { type RunFile, type RunFileMatrix, runFileSchema } from './run-file.ts'
import { runFormat, runVersion } from './run-format.ts'
import { thresholdDetailsSchema } from './threshold-details.ts'

/** What is wrong with a run file; in `details.problem` of the error. */
export type RunFileProblem =
  | 'empty'
  | 'cut-off'
  | 'not-json'
  | 'nested-too-deeply'
  | 'other-format'
  | 'newer-version'
  | 'other-version'
  | 'shape'
  | 'contradiction'

/**
 * The run in the text of a run file, its parts checked against each other.
 *
 * @param name what to call the file in errors
 * @throws NumeracyError `input`
 */
export function parseRun(text: string, name: string): Run {
  const refuse: Refuse = (problem, message, details = {}) => {
    throw new NumeracyError('input', `The run file ${name} ${message}`, {
      details: { file: name, problem, ...details },
    })
  }
  const value = parseJson(text, refuse)
  if (isDeeperThan(value, maxLevels))
    refuse('nested-too-deeply', 'is nested too deeply to be a run. Write it again.')
  checkFormat(value, refuse)
  const file = parseShape(value, refuse)
  checkParts(file, refuse)
  return runOf(file)
}

function runOf({ format: _format, version: _version, matrices, recordings, ...run }: RunFile): Run {
  return {
    ...run,
    ...(recordings !== undefined && {
      recordings: recordings.map(({ data, ...recording }) => ({
        ...recording,
        values: decodeFloats(data, 'float32'),
      })),
    }),
    matrices: matrices.map(({ data, ...matrix }) => ({
      ...matrix,
      values: decodeFloats(data, matrix.dtype),
    })),
  }
}

/** Lists and objects within each other; details of measures and identities have a few. */
const maxLevels = 100

/** @param message what was got, what was expected and what to do, after "The run file NAME" */
type Refuse = (problem: RunFileProblem, message: string, details?: Record<string, unknown>) => never

function parseJson(text: string, refuse: Refuse): unknown {
  const json = text.replace(/^\uFEFF/, '').trimEnd()
  if (json === '')
    refuse('empty', 'is empty; expected the JSON that "numeracy probe" writes. Write it again.')
  try {
    return JSON.parse(json)
  } catch (error) {
    const place = /at position (\d+)/.exec(messageOf(error))?.[1]
    const end = place === undefined ? /^Unexpected end/.test(messageOf(error)) : Number(place) >= json.length
    if (end && /^\s*\{/.test(json)) {
      return refuse(
        'cut-off',
        `is cut off: its JSON ends too early, after ${counted(json.length, 'character')}. Copy or write it again.`,
      )
    }
    return refuse(
      'not-json',
      'is not JSON; expected the JSON that "numeracy probe" writes. Give a file named run.json, or its folder.',
    )
  }
}

function checkFormat(value: unknown, refuse: Refuse): void {
  const { format, version } = (value ?? {}) as { readonly format?: unknown; readonly version?: unknown }
  if (format !== runFormat) {
    const got =
      typeof format === 'string'
        ? `of the format ${JSON.stringify(format.slice(0, 40))}`
        : 'of no known format'
    refuse(
      'other-format',
      `is JSON ${got}; expected "numeracy-run". Give a file that "numeracy probe" wrote.`,
      {
        expected: runFormat,
      },
    )
  }
  if (version === runVersion) return
  const details = { version: typeof version === 'number' ? version : null, expected: runVersion }
  if (typeof version === 'number' && version > runVersion) {
    refuse(
      'newer-version',
      `was written by a newer numeracy (version ${version} of the format); this one reads version ${runVersion}. Update numeracy.`,
      details,
    )
  }
  refuse(
    'other-version',
    `says ${versionShown(version)} of the format; this numeracy reads version ${runVersion}. Write it again.`,
    details,
  )
}

function versionShown(version: unknown): string {
  if (version === undefined) return 'no version'
  // How deep a list is nested must not matter here.
  if (typeof version === 'object' && version !== null)
    return `version ${Array.isArray(version) ? '[…]' : '{…}'}`
  return `version ${JSON.stringify(version).slice(0, 40)}`
}

const shownIssues = 3

function parseShape(value: unknown, refuse: Refuse): RunFile {
  const result = runFileSchema.safeParse(value)
  if (result.success) {
    const isSaid = Object.hasOwn(value as object, 'roles')
    return isSaid ? result.data : { ...result.data, roles: rolesOf(result.data) }
  }
  const { issues } = result.error
  const shown = issues.slice(0, shownIssues).map(issue => `${placeOf(issue.path)}: ${issue.message}`)
  const more = issues.length > shownIssues ? `; and ${issues.length - shownIssues} more` : ''
  return refuse(
    'shape',
    `does not have the shape of a run: ${shown.join('; ')}${more}. Correct it, or write it again.`,
    { issues: shown },
  )
}

/** The roles of a run whose file is too old to say them: only queries against documents make an embedder lopsided. */
function rolesOf({ models, measures }: RunFile): RunFile['roles'] {
  const embedders = new Set(models.filter(({ kind }) => kind === 'embedder').map(({ id }) => id))
  const isLopsided = measures.some(
    ({ id, model, value }) => id === 'asymmetry' && embedders.has(model) && value !== null && value > 0,
  )
  return isLopsided ? 'query-document' : 'same'
}

/** A path as one writes it in code: `matrices[0].data`. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return inside(path).replace(/^\./, '')
}

function inside(path: readonly PropertyKey[]): string {
  return path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
}

function checkParts(run: RunFile, refuse: Refuse): void {
  const fault = (place: string, problem: string) =>
    refuse('contradiction', `contradicts itself: ${place} ${problem}. Correct it, or write it again.`, {
      place,
    })
  const models = namesOf(run.models, 'models', fault)
  const series = namesOf(run.series, 'series', fault)
  for (const [index, { texts, values, ruler, period }] of run.series.entries()) {
    const place = `series[${index}]`
    if (texts.length !== values.length) fault(place, `has ${texts.length} texts but ${values.length} values`)
    if (ruler === 'log' && !values.every(value => value > 0))
      fault(place, 'is on a log ruler but has a value that is not above 0')
    if (ruler === 'circular' && period === null) fault(place, 'is circular but has no period')
  }
  for (const part of ['matrices', 'measures', 'verdicts'] as const) {
    for (const [index, { model, series: of }] of run[part].entries()) {
      if (!models.has(model))
        fault(`${part}[${index}]`, `names the model ${quoted(model)}, which is not in models`)
      if (!series.has(of))
        fault(`${part}[${index}]`, `names the series ${quoted(of)}, which is not in series`)
    }
  }
  for (const [index, { id, value, details }] of run.measures.entries()) {
    if (value === null) continue
    const [issue] = measureDetails.get(id)?.safeParse(details).error?.issues ?? []
    if (issue !== undefined)
      fault(`measures[${index}].details${inside(issue.path)}`, `is wrong for ${id}: ${issue.message}`)
  }
  for (const [index, { model, parts }] of (run.indexes ?? []).entries()) {
    if (!models.has(model))
      fault(`indexes[${index}]`, `names the model ${quoted(model)}, which is not in models`)
    const unknown = parts.find(part => !series.has(part.series))
    if (unknown !== undefined)
      fault(`indexes[${index}]`, `names the series ${quoted(unknown.series)}, which is not in series`)
  }
  for (const part of ['cases', 'search', 'same', 'uses'] as const)
    for (const [index, { model }] of (run[part] ?? []).entries())
      if (!models.has(model))
        fault(`${part}[${index}]`, `names the model ${quoted(model)}, which is not in models`)
  for (const [index, { candidates, similarities }] of (run.search ?? []).entries())
    if (candidates.length !== similarities.length)
      fault(`search[${index}]`, `has ${candidates.length} candidates but ${similarities.length} similarities`)
  for (const [index, { use, details }] of (run.uses ?? []).entries()) {
    if (use !== 'threshold' || details === undefined) continue
    const [issue] = thresholdDetailsSchema.safeParse(details).error?.issues ?? []
    if (issue !== undefined)
      fault(`uses[${index}].details.${placeOf(issue.path)}`, `is wrong: ${issue.message}`)
  }
  for (const [index, { model, texts, columns, data }] of (run.recordings ?? []).entries()) {
    if (!models.has(model))
      fault(`recordings[${index}]`, `names the model ${quoted(model)}, which is not in models`)
    const what = `${texts.length} texts of ${columns} numbers of float32`
    const problem = bytesProblem(data, texts.length * columns * bytesOf.float32, what)
    if (problem !== null) fault(`recordings[${index}]`, problem)
  }
  const sizes = new Map(run.series.map(({ id, texts }) => [id, texts.length]))
  for (const [index, matrix] of run.matrices.entries()) {
    const problem = matrixProblem(matrix, sizes.get(matrix.series)!)
    if (problem !== null) fault(`matrices[${index}]`, problem)
  }
}

function namesOf(
  parts: readonly { readonly id: string }[],
  place: string,
  fault: (place: string, problem: string) => never,
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [index, { id }] of parts.entries()) {
    if (names.has(id)) fault(`${place}[${index}]`, `has the id ${quoted(id)}, which another has already`)
    names.add(id)
  }
  return names
}

function matrixProblem(
  { experiment, rows, columns, dtype, data }: RunFileMatrix,
  size: number,
): string | null {
  if (experiment === 'pairs' && (rows !== size || columns !== size)) {
    return `has ${rows} rows and ${columns} columns, but its series has ${size} texts`
  }
  if (experiment === 'index' && (rows > size || columns !== size)) {
    return `has ${rows} rows and ${columns} columns, but its series has ${size} texts: at most as many rows, and as many columns`
  }
  return bytesProblem(
    data,
    rows * columns * bytesOf[dtype],
    `${rows} rows and ${columns} columns of ${dtype}`,
  )
}

/** @param what they should hold */
function bytesProblem(data: string, expected: number, what: string): string | null {
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0
  const isBase64 = data.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(data.slice(0, data.length - padding))
  const bytes = (data.length / 4) * 3 - padding
  if (isBase64 && bytes === expected) return null
  const got = isBase64 ? `${bytes.toLocaleString('en')} bytes` : 'data that is not base64'
  return `holds ${got}, but ${what} are ${expected.toLocaleString('en')} bytes`
}
