import { NumeracyError } from '../../base/error.ts'
import type { Run } from '../../store/run.ts'
import { type DrawOptions, drawFigures } from '../draw.ts'
import { shortName } from '../drawn-figure.ts'
import { reportMarkdown } from '../markdown.ts'
import { missingLettersNotice } from '../missing-letters.ts'
import { cardFiles } from './card-files.ts'
import { figureFile } from './figure-file.ts'
import { type ExportFormat, exportFormat } from './format.ts'
import { matrixFile } from './matrix-file.ts'
import { measuresFile } from './measures-file.ts'
import { firstOf, type Place, type Selector, selected } from './selection.ts'

export interface ExportRequest {
  /** The name of the file, without its folder. Its end decides what is written. */
  readonly name: string
  readonly selector: Selector
  /** Of figures, in millimetres; null: as on a screen. */
  readonly figureWidth: number | null
}

export interface Exported {
  /** Content by name, relative to the folder of the file that was asked for, which is the last. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
  /** What was chosen, as far as it is of one series, model and so on. */
  readonly of: Partial<Place>
  /** That it was chosen from several. */
  readonly note: string | null
}

type Option = keyof Selector | 'figure-width'

/** The options that mean something for what is written. */
const takes: Readonly<Record<ExportFormat['kind'], readonly Option[]>> = {
  matrix: ['series', 'model', 'prompt', 'experiment'],
  measures: ['series', 'model', 'prompt', 'experiment'],
  figure: ['series', 'model', 'prompt', 'experiment', 'figure-width'],
  report: ['figure-width'],
  card: ['model', 'prompt'],
}

/**
 * What is to be written can be told from the request alone.
 * @throws NumeracyError `usage` when the name ends as nothing does that can be written, or an option does not go with it
 */
export function checkRequest({ name, selector, figureWidth }: ExportRequest): ExportFormat {
  const format = exportFormat(name)
  const given: Readonly<Record<Option, unknown>> = { ...selector, 'figure-width': figureWidth }
  const unfit = (Object.keys(given) as Option[]).find(
    option => given[option] !== null && !takes[format.kind].includes(option),
  )
  if (unfit === undefined) return format
  const fit = takes[format.kind].map(option => `--${option}`).join(', ')
  throw new NumeracyError(
    'usage',
    `--${unfit} does not go with ${JSON.stringify(name)}, which is ${kindWords[format.kind]}. Leave it out; it takes ${fit}.`,
    { details: { option: unfit, to: name } },
  )
}

const kindWords: Readonly<Record<ExportFormat['kind'], string>> = {
  matrix: 'one matrix',
  measures: 'a table of measures',
  figure: 'a figure',
  report: 'the report of a whole run',
  card: 'the card of a model',
}

/**
 * A part of a run as files for other programs. Draws the figures of a report with the cache; everything else needs none.
 * @throws NumeracyError `usage`, `unknown` or `input`
 */
export async function exportRun(run: Run, request: ExportRequest, drawing: DrawOptions): Promise<Exported> {
  const { name, selector, figureWidth } = request
  const format = checkRequest(request)
  switch (format.kind) {
    case 'matrix': {
      const { first, note } = firstOf(selected(run, run.matrices, selector), { what: 'matrices' })
      const { series, model, prompt, experiment } = first
      return {
        files: new Map([[name, await matrixFile(run, first, format.ending)]]),
        of: { series, model, prompt, experiment },
        note,
      }
    }
    case 'measures':
      return { files: new Map([[name, measuresFile(run, selector)]]), of: {}, note: null }
    case 'figure': {
      const { content, missing, series, experiment, note } = await figureFile(
        run,
        selector,
        format.ending,
        figureWidth,
      )
      tellMissing(missing, drawing)
      return { files: new Map([[name, content]]), of: { series, experiment }, note }
    }
    case 'card': {
      const pictureName = `${companionName(name)}-figure.png`
      const { card, picture, model, note } = await cardFiles(run, selector, pictureName)
      const pictures = picture === null ? [] : ([[pictureName, picture.png]] as const)
      tellMissing(picture?.missing ?? [], drawing)
      return { files: new Map<string, string | Uint8Array>([...pictures, [name, card]]), of: { model }, note }
    }
    case 'report': {
      const folder = `${companionName(name)}-figures`
      const { figures, files } = await drawFigures(run, { ...drawing, figureWidth })
      const pictures = [...files].filter(([file]) => file.endsWith('.png'))
      return {
        files: new Map<string, string | Uint8Array>([
          ...pictures.map(([file, content]) => [`${folder}/${file}`, content] as const),
          [name, reportMarkdown(run, figures, folder)],
        ]),
        of: {},
        note: null,
      }
    }
  }
}

function tellMissing(letters: readonly string[], { listen }: DrawOptions): void {
  const message = missingLettersNotice(letters)
  if (message !== null) listen({ type: 'notice', message })
}

/** What the names of files beside that one begin with. */
function companionName(name: string): string {
  return shortName(name.replace(/\.[^.]*$/, ''))
}
