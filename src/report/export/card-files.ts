import { NumeracyError } from '../../base/error.ts'
import { modelName } from '../../findings/finding.ts'
import { verdictWords } from '../../measures/verdict.ts'
import type { Picture } from '../../plots/render.ts'
import { type Run, type RunModel, runIndex } from '../../store/run.ts'
import { companionName } from '../drawn-figure.ts'
import { reportMissingLetters } from '../missing-letters.ts'
import { decimal, type ScoreRow, scoreRows } from '../summary.ts'
import { cardMarkdown } from './card.ts'
import { evalResults, evalResultsFile } from './eval-results.ts'
import type { Exported, ToWrite } from './format.ts'
import { firstOf, selected } from './selection.ts'

/** More small plots than this make no figure. */
const maxPlots = 9

/** Pixels of the figure for each CSS pixel. */
const pngScale = 2

/**
 * The card of one model, references apart, and the picture that it shows.
 * @throws NumeracyError `unknown` when no model is meant, `input` when none of the run has a concordance
 */
export async function cardExport({ run, name, selector, drawing }: ToWrite): Promise<Exported> {
  const all = scoreRows(run).map(row => {
    const { series, model, prompt } = row.headline
    return { ...row, series, model, prompt, experiment: 'pairs' as const }
  })
  if (all.length === 0) {
    throw new NumeracyError(
      'input',
      'export: the run holds no concordance of a model, which a card reports. Give a run of `numeracy probe` that has a series.',
    )
  }
  const groups = [...Map.groupBy(selected(run, all, selector), ({ model }) => model).values()]
  const { first, note } = firstOf(
    groups.map(([row]) => row),
    { what: 'models', by: ['model'], describe: ({ model }) => model },
  )
  const model = run.models.find(({ id }) => id === first.model)!
  const [rows] = groups
  const pictureName = `${companionName(name)}-figure.png`
  const picture = await pictureOf(run, model, rows)
  reportMissingLetters(picture?.missing ?? [], drawing.listen)
  const pictures = picture === null ? [] : ([[pictureName, picture.png]] as const)
  const results = evalResults(run, model, rows)
  const card = cardMarkdown({ run, model, rows, figure: picture === null ? null : pictureName })
  return {
    files: new Map<string, string | Uint8Array>([...pictures, [evalResultsFile, results], [name, card]]),
    of: { model: model.id },
    note,
  }
}

/** The carets of the first series, of the first question alone. */
async function pictureOf(run: Run, { id }: RunModel, rows: readonly ScoreRow[]): Promise<Picture | null> {
  const [{ headline: first }] = rows
  const shown = rows.filter(({ headline }) => headline.prompt === first.prompt)
  const matrices = shown.flatMap(({ headline }) => runIndex(run).matrix(headline) ?? [])
  if (matrices.length === 0) return null
  const { caretsFigure } = await import('../../plots/carets.ts')
  const { figurePng, figureSvg } = await import('../../plots/render.ts')
  const { lightTheme } = await import('../../plots/theme.ts')
  const figure = caretsFigure(run, matrices.slice(0, maxPlots), {
    title: modelName(run, id),
    language: 'en',
    subtitleOf(series) {
      const { headline, verdict } = shown.find(each => each.headline.series === series)!
      const score = `concordance ${decimal(headline.value, 2)}`
      return verdict === null ? score : `${score} · ${verdictWords[verdict].short}`
    },
  })
  return figurePng(figureSvg(figure, lightTheme), pngScale)
}
