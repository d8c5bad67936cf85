import { titleOfRuns } from '../../../src/report/summary.ts'
import { language } from '../../state/language.ts'
import { runs } from '../../state/runs.ts'
import { ModelsChart } from './models-chart.tsx'
import { ModelsTable } from './models-table.tsx'
import { SharedFindings } from './shared-findings.tsx'
import { Trends } from './trends.tsx'

/** What a page of several runs begins with: every model in a row, what they have in common, and one chart of them all. */
export function Models() {
  return (
    <div id="models">
      <h1 id="models-title" tabIndex={-1}>
        {titleOfRuns(runs.value, language.value)}
      </h1>
      <ModelsTable />
      <SharedFindings />
      <ModelsChart />
      <Trends />
    </div>
  )
}
