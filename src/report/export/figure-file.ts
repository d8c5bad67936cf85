import { NumeracyError } from '../../base/error.ts'
import { probedModels } from '../../findings/examined.ts'
import type { Figure, FigureEntry } from '../../plots/figure.ts'
import type { Run } from '../../store/run.ts'
import { pdfLettersNotice, reportMissingLetters } from '../missing-letters.ts'
import type { Exported, ToWrite } from './format.ts'
import { firstOf, type Selector, selected } from './selection.ts'

/** Pixels of a PNG for each CSS pixel. */
const pngScale = 2

/**
 * A figure: of one series, a panel for each model and prompt that is meant, or of the whole run. Its letters come with
 * it.
 * @throws NumeracyError `unknown` when none is meant, `usage` for what does not go with a figure, `input` where the run
 * has nothing to show in it
 */
export async function figureExport(given: ToWrite): Promise<Exported> {
  const { name, extension, figureWidth: width, drawing } = given
  const { figure, of, note } = await chosenFigure(given)
  const { figurePng, figureSvg } = await import('../../plots/render.ts')
  const { paperFigure, unembeddedNotice, withFonts } = await import('../../plots/render-paper.ts')
  const { lightTheme } = await import('../../plots/theme.ts')
  const { fittedTo } = await import('../../plots/svg.ts')
  const svg = figureSvg(width === null ? figure : fittedTo(figure, width), lightTheme)
  const about = { of, note }
  if (extension === 'pdf') {
    const { figurePdf } = await import('../../plots/render-pdf.ts')
    const options = { title: figure.title, width, created: new Date(given.run.created) }
    const { pdf, missing } = await figurePdf(svg, options)
    const message = pdfLettersNotice(missing)
    if (message !== null) drawing.listen({ type: 'notice', message })
    return { files: new Map([[name, pdf]]), ...about }
  }
  if (extension === 'svg') {
    const { svg: content, isEmbedded } = width === null ? await withFonts(svg) : await paperFigure(svg, width)
    if (!isEmbedded) drawing.listen({ type: 'notice', message: unembeddedNotice })
    return { files: new Map([[name, content]]), ...about }
  }
  const { png, missing } = width === null ? await figurePng(svg, pngScale) : await paperFigure(svg, width)
  reportMissingLetters(missing, drawing.listen)
  return { files: new Map([[name, png]]), ...about }
}

interface Chosen extends Pick<Exported, 'of' | 'note'> {
  readonly figure: Figure
}

/** The figure that is meant, and which of several it is. */
async function chosenFigure(given: ToWrite): Promise<Chosen> {
  if (given.runs.length > 1) return { figure: await figureOfRuns(given), of: {}, note: null }
  const { run, figure: named, selector } = given
  const { figureCatalogue } = await import('../../plots/figures.ts')
  const kind = named ?? (selector.experiment === 'zero' ? 'zero' : null)
  const entry = figureCatalogue.find(({ id }) => id === kind)
  if (named !== null) checkGoes(entry!, selector)
  if (named !== null && entry!.isOfRun) return whole(run, entry!.make(run, 'en')[0], named)
  // Of some rows of a series there is no figure.
  const drawable = run.matrices.filter(
    ({ experiment }) =>
      experiment !== 'index' && (named === null || experiment === (named === 'zero' ? 'zero' : 'pairs')),
  )
  const fits = selected(run, drawable, selector)
  const figures = [...Map.groupBy(fits, ({ experiment, series }) => JSON.stringify([experiment, series]))]
  const makers = figures.flatMap(([, matrices]) => {
    const [{ experiment }] = matrices
    const usual = experiment === 'zero' ? 'zero' : 'caret'
    const { make } = entry ?? figureCatalogue.find(({ id }) => id === usual)!
    const [made] = make({ ...run, matrices }, 'en')
    return made === undefined ? [] : [{ ...matrices[0], made }]
  })
  if (makers.length === 0) return whole(run, undefined, named ?? 'caret')
  const { first, note } = firstOf(makers, {
    what: 'figures',
    by: ['series', 'experiment'],
    describe: ({ experiment, series }) => `${named ?? experiment} of ${series}`,
  })
  const { series, experiment, made } = first
  const isOfMany = note !== null && named === null && probedModels(run).length > 2
  return {
    figure: made,
    of: { series, experiment },
    note: isOfMany ? `${note} One chart of all models is --figure overview.` : note,
  }
}

/**
 * One chart of all models: of a training by step, of others a row for each.
 * @throws NumeracyError `usage` for any other figure, `input` where no two models can be compared
 */
async function figureOfRuns({ runs, figure: named, selector }: ToWrite): Promise<Figure> {
  const unfit = Object.entries(selector).find(([, value]) => value !== null)
  if (unfit !== undefined || (named !== null && named !== 'overview'))
    throw new NumeracyError(
      'usage',
      `${unfit === undefined ? `--figure ${named}` : `--${unfit[0]}`} does not go with several runs, of which one figure shows all models. Leave it out, or give one run.`,
      { details: { runs: runs.length } },
    )
  const { trendFigures } = await import('../../plots/trend.ts')
  const { modelsOverview } = await import('../../plots/overview.ts')
  const [trend] = named === null ? trendFigures(runs, 'en') : []
  const figure = trend ?? modelsOverview(runs, 'en')
  if (figure.panels.length > 0) return figure
  throw new NumeracyError(
    'input',
    'export: these runs have no series in common that two of their models were scored on, so there is no figure of all. Probe the models on the same series.',
    { details: { runs: runs.map(({ name }) => name) } },
  )
}

function whole(run: Run, figure: Figure | undefined, kind: string): Chosen {
  if (figure !== undefined) return { figure, of: {}, note: null }
  throw new NumeracyError(
    'input',
    `--figure ${kind}: the run has nothing to show in it. Choose another figure, or give a run that holds what it draws.`,
    { details: { figure: kind, series: run.series.map(({ id }) => id) } },
  )
}

/** A figure shows by itself which experiment it is of, and that of a whole run shows all there is. */
function checkGoes({ id: kind, isOfRun }: FigureEntry, selector: Selector): void {
  const refused = isOfRun ? (['series', 'model', 'prompt', 'experiment'] as const) : (['experiment'] as const)
  const option = refused.find(part => selector[part] !== null)
  if (option === undefined) return
  const because = isOfRun ? 'shows the whole run' : 'is of one experiment already'
  throw new NumeracyError(
    'usage',
    `--${option} does not go with --figure ${kind}, which ${because}. Leave it out.`,
    {
      details: { option, figure: kind },
    },
  )
}
