import { caseOrigin, isControl } from '../findings/case-origin.ts'
import { caseFamilyName } from '../findings/case-shares.ts'
import { probedModels } from '../findings/examined.ts'
import { modelName } from '../findings/finding.ts'
import type { Run } from '../store/run.ts'
import { foldedTable, htmlTable } from './html-table.ts'
import { html, type Markup } from './markup.ts'

/** The cases after public reports, each once, with where the report is. */
export function caseSources(run: Run): Markup {
  const reported = [...Map.groupBy(run.cases, ({ id }) => id).values()].flatMap(([each]) => {
    const origin = caseOrigin(each, 'en')
    return origin === null ? [] : [[each.id, each.anchor, each.closer, each.farther, origin]]
  })
  if (reported.length === 0) return html``
  return foldedTable('Cases after public reports, and where the reports are', {
    columns: ['case', 'question', 'closer', 'farther', 'source'],
    rows: reported,
  })
}

/** How many of the cases of each family models and string matchers got right. */
export function caseTable(run: Run): Markup {
  const families = [...new Set(run.cases.map(({ family }) => family))]
  const models = run.models.filter(({ id }) => run.cases.some(({ model }) => model === id))
  const hasControls = run.cases.some(isControl)
  const count = (model: string, family: string | null) => {
    const cases = run.cases.filter(
      item => item.model === model && (family === null ? !isControl(item) : item.family === family),
    )
    return `${cases.filter(({ verdict }) => verdict === 'right').length} of ${cases.length}`
  }
  return htmlTable({
    columns: [
      'right answers',
      ...families.map(family => caseFamilyName(family, 'en')),
      hasControls ? 'all but controls' : 'all',
    ],
    rows: models.map(({ id }) => [
      probedModels(run).some(model => model.id === id)
        ? modelName(run, id)
        : `spelling: ${modelName(run, id)}`,
      ...families.map(family => count(id, family)),
      count(id, null),
    ]),
  })
}
