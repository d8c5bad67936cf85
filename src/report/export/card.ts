import { xmlText } from '../../base/control-characters.ts'
import { betterKindsSentence } from '../../findings/better-kinds.ts'
import { enumerated, modelName } from '../../findings/finding.ts'
import { shownNames } from '../../findings/shown-names.ts'
import { useLines } from '../../findings/use-lines.ts'
import { verdictWords } from '../../measures/verdict.ts'
import type { Run, RunModel, Verdict } from '../../store/run.ts'
import { markdownTable, plain } from '../markdown-text.ts'
import { decimal, indexSentences, pairedSeries, range, rolesOf, type ScoreRow } from '../summary.ts'
import { modelIndex } from './model-index.ts'
import { probeCommand } from './probe-command.ts'

export interface CardInput {
  readonly run: Run
  readonly model: RunModel
  /** The model's headlines: a row for each series and prompt. */
  readonly rows: readonly ScoreRow[]
  /** Where the figure is, relative to the card; null for none. */
  readonly figure: string | null
}

/** A section for the card of a model in a Hugging Face README, behind the metadata that such a README begins with. */
export function cardMarkdown(input: CardInput): string {
  const { run, model, rows, figure } = input
  const prompts = promptsOf(rows)
  const columns = [
    'series',
    ...(prompts.length > 1 ? ['question'] : []),
    'concordance',
    shownNames.interval.en,
    'spelling floor',
    'rough size',
    'verdict',
  ]
  const table = markdownTable(
    columns,
    rows.map(({ headline: { series, prompt, value, interval, floor }, verdict, rough }) => [
      series,
      ...(prompts.length > 1 ? [prompt ?? '–'] : []),
      decimal(value),
      range(interval),
      floor === null ? '–' : `${decimal(floor.value)} ${floor.model.replace('reference:', '')}`,
      decimal(rough),
      verdict === null ? '–' : verdictWords[verdict].short,
    ]),
  )
  const picture =
    figure === null
      ? ''
      : `\n![Similarity against lag on each series](${encodeURIComponent(figure)})\n\nEvery pair of documents is a dot, placed by their distance and by how similar the model finds them. Cyan: the mean at each lag, and one standard deviation to each side. Ideal: a caret, ^, with straight sides and little scatter.\n`
  const standIn = model.standIn
    ? '\nNo cross-encoder was asked. The cosine of the question and each document, by a dual encoder, is used in place of a relevance score.\n'
    : ''
  return `---
${modelIndex(run, model, publicName(model), rows)}---

## Numbers, dates and times

${[...indexSentences({ ...run, indexes: (run.indexes ?? []).filter(index => index.model === model.id) }), cardSentence(run, model, rows)].map(plain).join('\n\n')}
${standIn}${usesTable(run, model)}
${table}
Concordance: of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets 0.5. The spelling floor is the best of six matchers that only compare characters: a model shows a sense of order only by what it scores above it. Rough size is what reading the length of a number and its first digit scores. An interval says how far the score depends on which documents were chosen; it is not about other kinds of values.
${picture}
### How this was made

${made(input, prompts)}`
}

/** The five lines, where the model was asked about use. */
function usesTable(run: Run, { id }: RunModel): string {
  const lines = useLines(run).filter(({ model }) => model === id)
  if (lines.length === 0) return ''
  const rows = lines.map(({ question, sign, answer, score }) => [question, `${sign} ${answer}`, score])
  return `\n${markdownTable(['may I …', 'answer', 'it gets'], rows)}`
}

/** On how many kinds of values the model is better than comparing characters, and where it is reliable. */
function cardSentence(run: Run, { id }: RunModel, rows: readonly ScoreRow[]): string {
  const judged = rows.filter(({ verdict }) => verdict !== null)
  const name = modelName(run, id)
  if (judged.length === 0)
    return `${name}: nothing could be judged: there are too few documents, or their texts are missing.`
  const verdicts = judged.flatMap(({ headline: { series }, verdict }) =>
    verdict === null ? [] : [{ series, verdict }],
  )
  const named = (word: Verdict) => [
    ...new Set(verdicts.filter(({ verdict }) => verdict === word).map(({ series }) => series)),
  ]
  const [reliable, rough] = [named('understands'), named('magnitude')]
  return [
    `${name} is ${betterKindsSentence(verdicts, 'en')}`,
    ...(reliable.length === 0
      ? []
      : [`Reliable (at least nine in ten comparisons right): ${enumerated(reliable)}.`]),
    ...(rough.length === 0
      ? []
      : [`Rough size only (length and first digit, not the last): ${enumerated(rough)}.`]),
  ].join(' ')
}

function made({ run, model, rows }: CardInput, prompts: readonly string[]): string {
  const { tool, created, seed } = run
  const counts = new Set(rows.flatMap(({ headline }) => headline.details?.resamples ?? []))
  const resamples =
    counts.size === 0
      ? ''
      : `, ${enumerated([...counts].map(count => Number(count).toLocaleString('en')))} resamples of the documents`
  const facts = `numeracy ${tool.version} (npm package \`numeracy\`), ${created.slice(0, 10)}, seed ${seed}${resamples}; intervals are 95 % percentile intervals.`
  const identity = shownIdentity.flatMap(key => {
    const value = model.identity[key] ?? null
    return value === null ? [] : [`${key} ${key === 'model' ? publicName(model) : value}`]
  })
  const asked = prompts.length === 0 ? '' : ` Asked: ${enumerated(prompts.map(prompt => `“${prompt}”`))}.`
  const roles = model.kind === 'embedder' ? ` ${rolesOf(run)}` : ''
  const about = `Model: ${identity.join(', ')}.${asked}${roles}`
  if (model.identity.provider === 'file')
    return `${facts} Scored by \`numeracy score\` from similarities of a file.\n\n${plain(about)}\n`
  const series = pairedSeries(run).filter(({ id }) => rows.some(({ headline }) => headline.series === id))
  const { command, own } = probeCommand(run, model, series, prompts)
  const others =
    own.length === 0
      ? ''
      : `\nFILE: the documents of ${plain(enumerated(own))}, which only their author has.\n`
  return `${facts}

${fenced(command)}
${others}
${plain(about)}
`
}

/** The parts of its identity that show a reader which model it was; the address of a server does not. */
const shownIdentity = [
  'provider',
  'model',
  'revision',
  'dimensions',
  'dtype',
  'normalisation',
  'task',
] as const

function promptsOf(rows: readonly ScoreRow[]): string[] {
  return [...new Set(rows.flatMap(({ headline }) => headline.prompt ?? []))]
}

/** What the model is called, without where it lies. */
function publicName({ identity, spec }: RunModel): string {
  const name = typeof identity.model === 'string' ? identity.model : spec
  return name.replace(/[/\\]+$/, '').replace(/^(?:[./~]|[A-Za-z]:\\).*[/\\]/s, '')
}

function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}sh\n${xmlText(code)}\n${fence}`
}
