import { xmlText } from '../base/control-characters.ts'
import { modelName } from '../findings/finding.ts'
import { heads } from '../findings/shown-names.ts'
import type { Run, RunFinding } from '../store/run.ts'
import { html, Markup } from './markup.ts'
import { decimal, range } from './summary.ts'

/** The findings of a run, each with the numbers and the plots that it stands on. */
export function findingsList(run: Run): Markup {
  return html`<ul class="findings">${run.findings.map(
    finding =>
      html`<li class="${finding.severity}"><span class="finding-text">${finding.text.en}</span>${finding.evidence.length === 0 ? '' : evidenceTable(run, finding)}</li>`,
  )}</ul>`
}

function evidenceTable(run: Run, { evidence }: RunFinding): Markup {
  const rows = evidence.flatMap(({ series, model, measure }) =>
    run.measures
      .filter(other => other.series === series && other.model === model && other.id === measure)
      .map(
        ({ value, interval, prompt }) =>
          html`<tr><td><a href="${placeOf(series)}">${series}</a><td>${modelName(run, model)}${prompt?.includes('{d}') ? `: “${prompt}”` : ''}<td>${measure}<td class="number">${decimal(value)}<td>${range(interval)}`,
      ),
  )
  return html`<details><summary>Evidence</summary><div class="scroll" tabindex="0"><table><thead><tr>${heads('en', 'series', 'model', 'measure', 'value', 'interval').map((head, at) => html`<th scope="col"${at === 3 ? new Markup(' class="number"') : ''}>${head}`)}<tbody>${rows}</table></div></details>`
}

/** Where in the report a series is shown, as an address within the page. */
export function placeOf(series: string): string {
  return `#plain-series-${encodeURIComponent(xmlText(series))}`
}
