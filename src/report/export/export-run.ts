import { NumeracyError } from '../../base/error.ts'
import type { Run } from '../../store/run.ts'
import type { DrawOptions } from '../draw.ts'
import { exportFormat } from './catalogue.ts'
import type { Exported, ExportFormat, ExportOption, ExportRequest } from './format.ts'

/**
 * What is to be written follows from the request alone.
 * @throws NumeracyError `usage` when the name ends as nothing does that can be written, or an option does not go with it
 */
export function checkRequest({ name, selector, figure, figureWidth }: ExportRequest): ExportFormat {
  const format = exportFormat(name)
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
 * A part of a run as files for other programs. Draws the figures of a report with the cache; everything else needs none.
 * @throws NumeracyError `usage`, `unknown` or `input`
 */
export async function exportRun(run: Run, request: ExportRequest, drawing: DrawOptions): Promise<Exported> {
  const { name } = request
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return checkRequest(request).write({ ...request, run, extension, drawing })
}
