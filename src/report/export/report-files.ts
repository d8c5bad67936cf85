import { drawFigures } from '../draw.ts'
import { companionName } from '../drawn-figure.ts'
import { reportMarkdown } from '../markdown.ts'
import type { Exported, ToWrite } from './format.ts'

/** The report as Markdown, and its figures in a folder beside it. */
export async function reportExport({ run, name, figureWidth, drawing }: ToWrite): Promise<Exported> {
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
