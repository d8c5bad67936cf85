import { NumeracyError } from '../../base/error.ts'
import type { NamedRun } from '../../findings/comparison/entrants.ts'
import type { DrawOptions } from '../draw.ts'
import { exportFormat, exportFormats } from './catalogue.ts'
import type { Exported, ExportFormat, ExportOption, ExportRequest } from './format.ts'

/**
 * What is to be written follows from the request alone.
 * @param runs how many are given
 * @throws NumeracyError `usage` when the name ends as nothing does that can be written, or an option or the number of
 * runs does not go with it
 */
export function checkRequest(
  { name, selector, figure, figureWidth }: ExportRequest,
  runs: number,
): ExportFormat {
  const format = exportFormat(name)
  if (runs > 1 && format.isOfSeveral === undefined)
    throw new NumeracyError(
      'usage',
      `export: got ${runs} runs for ${JSON.stringify(name)}, which is ${format.called} of one. Give one run, or write a ${severalNames}.`,
      { details: { runs, to: name } },
    )
  const given: Readonly<Record<ExportOption, unknown>> = { ...selector, figure, 'figure-width': figureWidth }
  const unfit = (Object.keys(given) as ExportOption[]).find(
    option => given[option] !== null && !format.takes.includes(option),
  )
  if (unfit === undefined) return format
  const fit = format.takes.map(option => `--${option}`).join(', ')
  throw new NumeracyError(
    'usage',
    `--${unfit} does not go with ${JSON.stringify(name)}, which is ${format.called}. Leave it out; it takes ${fit}.`,
    { details: { option: unfit, to: name } },
  )
}

/**
 * A part of a run, or of several, as files for other programs. Draws the figures of a report with the cache; everything
 * else needs none.
 * @param runs at least one
 * @throws NumeracyError `usage`, `unknown` or `input`
 */
export async function exportRuns(
  runs: readonly NamedRun[],
  request: ExportRequest,
  drawing: DrawOptions,
): Promise<Exported> {
  const { name } = request
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const [{ run }] = runs
  return checkRequest(request, runs.length).write({ ...request, runs, run, extension, drawing })
}

/** What can be written of several runs. */
const severalNames = exportFormats
  .filter(({ isOfSeveral }) => isOfSeveral)
  .map(({ extensions: [usual] }) => `.${usual}`)
  .join(' or a ')
