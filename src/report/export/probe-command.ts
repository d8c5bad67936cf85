import { articlePrompt } from '../../experiments/caret.ts'
import { documentsOf } from '../../findings/comparison/documents.ts'
import { articleSeries, seriesCatalogue } from '../../series/catalogue.ts'
import { indexSeries } from '../../series/index-suite.ts'
import { quickSeries } from '../../series/quick-suite.ts'
import { isRange, rangeSeries } from '../../series/range.ts'
import type { Run, RunModel, RunSeries } from '../../store/run.ts'

/** How to probe a model as a run did. */
interface ProbeCommand {
  readonly command: string
  /** Series of files and templates, which no other has under that name: FILE stands for each in the command. */
  readonly own: readonly string[]
}

/**
 * The command that asks a model for the same matrices. Where weights and servers lie is left out: a folder is named by
 * its last part, a server not at all.
 */
export function probeCommand(
  run: Run,
  { spec, kind }: RunModel,
  series: readonly RunSeries[],
  prompts: readonly string[],
): ProbeCommand {
  const isDefault = isSuite(series, articleSeries)
  const suites = { index: indexSeries(run.seed), quick: quickSeries }
  const suite = Object.entries(suites).find(([, its]) => isSuite(run.series, its))?.[0]
  const words = [
    'numeracy',
    'probe',
    kind === 'reranker' ? '--rerank' : '--embed',
    publicSpec(spec),
    ...(suite !== undefined
      ? ['--suite', suite]
      : isDefault
        ? []
        : series.flatMap(each => ['--series', isKnown(each) ? each.id : 'FILE'])),
    ...(prompts.join() === articlePrompt ? [] : prompts.flatMap(prompt => ['--prompt', prompt])),
    ...(kind === 'embedder' && run.roles !== 'same' ? ['--roles', 'query-document'] : []),
    ...(run.seed === 1 ? [] : ['--seed', String(run.seed)]),
  ]
  return {
    command: words.map(shellWord).join(' '),
    own: suite !== undefined ? [] : series.filter(each => !isKnown(each)).map(each => each.id),
  }
}

function isSuite(series: readonly RunSeries[], suite: readonly RunSeries[]): boolean {
  return (
    series.length === suite.length &&
    series.every((each, at) => each.id === suite[at].id && documentsOf(each) === documentsOf(suite[at]))
  )
}

/** Whether its id alone gives the same documents anywhere. */
function isKnown(series: RunSeries): boolean {
  const { id } = series
  const named = seriesCatalogue.find(each => each.id === id) ?? (isRange(id) ? rangeSeries(id) : undefined)
  return named !== undefined && documentsOf(named) === documentsOf(series)
}

/** `/data/models/encoder?dtype=q8` → `./encoder?dtype=q8`, and no address of a server. */
function publicSpec(spec: string): string {
  const [address, options = ''] = spec.split(/\?(.*)/s)
  const kept = options.split('&').filter(option => option !== '' && !option.startsWith('baseURL='))
  const place = address.replace(/^(?:folder:)?(?:[./~]|[A-Za-z]:\\).*?([^/\\]+)[/\\]*$/s, './$1')
  return kept.length === 0 ? place : `${place}?${kept.join('&')}`
}

/** A word as a POSIX shell takes it for itself. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
