import { modelRows } from '../findings/comparison/model-rows.ts'
import { sharedFindings } from '../findings/comparison/shared-findings.ts'
import { examinedModels, probedModels } from '../findings/examined.ts'
import { modelName } from '../findings/finding.ts'
import { ends, written } from '../findings/number.ts'
import { roughSize } from '../findings/rough-size.ts'
import { shownNames } from '../findings/shown-names.ts'
import { useHeading, useLines } from '../findings/use-lines.ts'
import { verdictWords } from '../measures/verdict.ts'
import { hasQueryRole, indexSentences, rolesOf } from '../report/summary.ts'
import { type ModelsTable, modelsTable } from '../report/use-sections.ts'
import { type Run, runIndex } from '../store/run.ts'
import { type Column, table } from './table.ts'
import { hanging, visibleWidth, wrapped } from './wrapped.ts'

/** Findings that are shown in a terminal even where they are no warnings. */
const alwaysShown: readonly string[] = ['verdicts', 'hard-cases', 'stand-in']

/** A run in a terminal: the headline of every series and model with its verdict, then what to beware of. */
export function runSummary(run: Run, width: number | null = null): string {
  const several = new Set(run.verdicts.map(({ prompt }) => prompt)).size > 2
  const kindOf = (model: string) => run.models.find(({ id }) => id === model)!.kind
  const alone = (model: string) => probed.filter(({ kind }) => kind === kindOf(model)).length === 1
  const probed = probedModels(run)
  const examined = examinedModels(run)
  const headlines = run.measures.filter(
    ({ id, model }) => id === 'concordance' && examined.some(each => each.id === model),
  )
  // Dates and times have no first digit that shows their size.
  const isRough = headlines.some(({ series }) => roughSize(run, series) !== null)
  const columns = isRough ? allColumns : allColumns.filter(({ title }) => title !== roughTitle)
  const rows = headlines.map(headline => {
    const { series, model, prompt, value, interval, floor, reason } = headline
    const verdict = runIndex(run).verdict(headline)
    return [
      series,
      (alone(model) ? kindOf(model) : modelName(run, model)) +
        (several && prompt !== null ? ` “${prompt}”` : ''),
      value === null ? '–' : written(value, 3),
      interval === null ? '' : ends(interval),
      floor === null ? '–' : `${floor.value.toFixed(3)} ${floor.model.replace('reference:', '')}`,
      ...(isRough ? [roughSize(run, series)?.toFixed(3) ?? '–'] : []),
      verdict === undefined ? (reason ?? 'not defined') : verdictWords[verdict].short,
    ]
  })
  const named = [{ name: 'run.json', run }]
  const compared = modelsTable(named)
  const found = compared === null ? run.findings : sharedFindings(named, modelRows(named))
  const shown = found.filter(({ id, severity }) => severity === 'warning' || alwaysShown.includes(id))
  const more = found.length - shown.length
  const findings = [
    ...shown.map(({ text }) => text.en),
    ...(more === 0
      ? []
      : [`${more} more ${more === 1 ? 'finding stands' : 'findings stand'} in the report.`]),
  ].map(sentence => `${hanging(sentence, width, '• ', '  ')}\n`)
  const names = examined.map(({ id }) => modelName(run, id))
  const whose = compared === null ? `${names.join(', ')}. ` : ''
  const head = `${whose}Concordance: how often is the closer one scored higher? Guessing gets 0.5.`
  const roles = hasQueryRole(run) ? `\n${wrapped(rolesOf(run)!, width)}` : ''
  const index = indexSentences(run).map(sentence => `${wrapped(sentence, width)}\n`)
  const lead = index.length === 0 ? '' : `${index.join('')}\n`
  const scored =
    rows.length === 0 ? '' : `${wrapped(head, width)}${roles}\n\n${scores(columns, rows, width)}\n`
  const first = compared === null ? uses(run, width) + lead : modelsPart(compared, width)
  return `${first}${scored}${findings.join('')}`
}

/** Every model in a row, best first, where they are too many to be read one after the other. */
function modelsPart(compared: ModelsTable, width: number | null): string {
  const [first, ...others] = compared.columns
  const columns = [{ title: first }, ...others.map(title => ({ title }))]
  const head =
    compared.fit === null
      ? 'Best first.'
      : `May I use it to … Each with the share that is right; best first. ${compared.fit}`
  return `${wrapped(head, width)}\n\n${table(columns, compared.rows, width)}\n`
}

/** What each model may be used for, five lines a model. */
function uses(run: Run, width: number | null): string {
  return [...Map.groupBy(useLines(run), ({ model }) => model)]
    .map(([model, lines]) => {
      const said = lines.map(({ sign, answer, question, score, advice }) =>
        hanging(
          `${question} ${answer}: ${score}${advice === null ? '' : `\n${advice}`}`,
          width,
          `${sign} `,
          '  ',
        ),
      )
      return `${wrapped(useHeading(run, model, 'en'), width)}\n${said.join('\n')}\n\n`
    })
    .join('')
}

const roughTitle = shownNames.roughSize.en

const allColumns: readonly Column[] = [
  { title: 'series' },
  { title: 'as' },
  { title: 'concordance', align: 'right' },
  { title: shownNames.interval.en },
  { title: shownNames.floor.en },
  { title: roughTitle, align: 'right' },
  { title: 'verdict' },
]

/** The place of the spelling floor among them. */
const floorAt = allColumns.findIndex(({ title }) => title === shownNames.floor.en)

/** Where the names of models would make the table too wide, they stand over the rows of their series. */
function scores(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const whole = table(columns, rows)
  if (width === null || whole.split('\n').every(line => visibleWidth(line) <= width)) return whole
  const groups = [...Map.groupBy(rows, ([, model]) => model)]
  if (groups.length < 2) return table(columns, rows, width)
  const withoutModel = <T>(row: readonly T[]) => row.toSpliced(1, 1)
  const fits = table(withoutModel(columns), rows.map(withoutModel))
    .split('\n')
    .every(line => visibleWidth(line) <= width)
  // Where a line is short, which matcher it was is in the report alone.
  const shown = (row: readonly string[]) =>
    withoutModel(fits ? row : row.with(floorAt, row[floorAt].split(' ', 1)[0]))
  return groups
    .map(([model, own]) => `${wrapped(model, width)}\n${table(withoutModel(columns), own.map(shown), width)}`)
    .join('\n')
}
