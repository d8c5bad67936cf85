import { basename, resolve } from 'node:path'
import { checkArgument } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import { type Given, givenSimilarity } from '../experiments/given.ts'
import { type GivenScore, givenModel, scoreGiven } from '../experiments/score-given.ts'
import { findingsOf } from '../findings/catalogue.ts'
import type { Ruler } from '../series/ruler.ts'
import { allPairsLimit } from '../series/series.ts'
import type { Run, Verdict } from '../store/run.ts'
import { readScoreFile, readTexts, readValues } from '../store/score-file.ts'
import type { ScoreFile, TableKind } from '../store/table/score-shape.ts'
import { type Settings, thisTool } from './session.ts'

/** Numbers of any tool, and what they are of. */
export interface ScoreRequest {
  /** A path: JSON, CSV, .npy or Parquet. Or the numbers, a row for each document. */
  readonly numbers: string | readonly ArrayLike<number>[]
  /** What the numbers are. Default: as a JSON file says. */
  readonly kind?: TableKind | undefined
  /** One for each document, or the path of a file with one a line. Default: as a JSON file says, else as the texts read. */
  readonly values?: string | readonly number[] | undefined
  /** One for each document, or the path of a file with one a line. Without them there is no spelling floor, and no verdict. Default: as a JSON file says, or as the labels of a table do. */
  readonly texts?: string | readonly string[] | undefined
  /** Default: as a JSON file says, else linear. */
  readonly ruler?: Ruler | undefined
  /** Length of the circle, of a circular ruler. */
  readonly period?: number | undefined
  /** What to call the documents. Default: the name of the file, else `given`. */
  readonly name?: string | undefined
  /** Default 1. */
  readonly seed?: number | undefined
}

/** How to score what was given. Everything may be left out. */
export interface ScoreSettings extends Pick<Settings, 'now' | 'tool'> {
  /** Where relative paths start. Default: the folder of this process. */
  readonly cwd?: string | undefined
}

/** What is said of the numbers; as a run too, so that a report can be made of them. */
export interface Scored {
  readonly score: GivenScore
  /** Null without texts. */
  readonly verdict: Verdict | null
  readonly run: Run
}

/** More numbers in a row than this no embedding has. */
const maxDimensions = 65_536

/**
 * Scores similarities, distances or vectors as those of a model are. O(resamples · n² log n).
 * @throws NumeracyError `usage` where something is missing, `input` or `storage` for the numbers and the values
 */
export async function score(request: ScoreRequest, settings: ScoreSettings = {}): Promise<Scored> {
  checkArgument('score', request, 'object')
  if (typeof request.numbers !== 'string') checkArgument('score: numbers', request.numbers, 'list')
  const { numbers, values, kind = null, ruler = null, period = null, seed = 1 } = request
  const { cwd = process.cwd(), now = () => new Date(), tool = thisTool() } = settings
  const isFile = typeof numbers === 'string'
  const source = isFile ? numbers : (request.name ?? 'given')
  const limits = {
    rows: allPairsLimit,
    columns: kind === 'similarities' || kind === 'distances' ? allPairsLimit : maxDimensions,
  }
  const file = isFile ? await readScoreFile(resolve(cwd, numbers), limits) : fileOf(numbers)
  const texts =
    typeof request.texts === 'string' ? await readTexts(resolve(cwd, request.texts)) : request.texts
  const given = givenSimilarity(
    texts === undefined ? file : { ...file, texts },
    {
      kind,
      ruler,
      period,
      values: typeof values === 'string' ? await readValues(resolve(cwd, values)) : (values ?? null),
    },
    request.name ?? basename(source),
  )
  const scored = await scoreGiven(given, seed)
  return { ...scored, run: givenRun(given, scored, { seed, tool, created: now().toISOString(), source }) }
}

/** Rows as a file that says nothing of them. @throws NumeracyError `input` */
function fileOf(rows: readonly ArrayLike<number>[]): ScoreFile {
  const columns = rows[0]?.length ?? 0
  const short = rows.findIndex(({ length }) => length !== columns)
  if (short >= 0) {
    throw new NumeracyError(
      'input',
      `score: got ${rows[short].length} numbers in row ${short + 1} and ${columns} in row 1; expected rows of one length.`,
      { details: { row: short + 1 } },
    )
  }
  const data = Float64Array.from(rows.flatMap(row => Array.from(row)))
  const broken = data.findIndex(value => !Number.isFinite(value))
  if (broken >= 0) {
    const row = Math.floor(broken / columns) + 1
    throw new NumeracyError(
      'input',
      `score: got ${data[broken]} in row ${row}; expected finite numbers. Leave the document out.`,
      { details: { row } },
    )
  }
  const table = { rows: rows.length, columns, data }
  return { table, kind: null, values: null, texts: null, ruler: null, period: null }
}

/** A score as a run, so that a report can be made of it. */
function givenRun(
  { similarity, series }: Given,
  { score, verdict }: Pick<Scored, 'score' | 'verdict'>,
  { seed, created, tool, source }: Pick<Run, 'seed' | 'created' | 'tool'> & { readonly source: string },
): Run {
  const { id, texts, values, ruler, period } = series
  const kind = similarity.symmetric ? 'embedder' : 'reranker'
  const facts = {
    models: [
      {
        id: givenModel,
        label: null,
        spec: source,
        kind,
        identity: { provider: 'file', model: source },
        standIn: false,
      },
    ],
    series: [{ id, texts, values, ruler, period }],
    measures: [...score.measures],
    verdicts: verdict === null ? [] : [{ series: id, model: givenModel, prompt: null, verdict }],
    cases: [],
  } satisfies Partial<Run>
  return {
    created,
    seed,
    tool,
    roles: 'same',
    ...facts,
    matrices: [
      {
        series: id,
        model: givenModel,
        experiment: 'pairs',
        prompt: null,
        rows: similarity.n,
        columns: similarity.n,
        dtype: 'float64',
        values: Float64Array.from(similarity.data),
      },
    ],
    findings: findingsOf(facts),
    usage: { texts: 0, pairs: 0 },
    session: { requests: 0, cacheHits: 0, seconds: 0 },
  }
}
