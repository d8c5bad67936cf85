import { counted } from '../base/counted.ts'
import { caseOrigin, isControl } from '../findings/case-origin.ts'
import { modelRows } from '../findings/comparison/model-rows.ts'
import { sharedFindings } from '../findings/comparison/shared-findings.ts'
import { examinedModels } from '../findings/examined.ts'
import { modelName } from '../findings/finding.ts'
import { heads } from '../findings/shown-names.ts'
import { useHeading, useLines } from '../findings/use-lines.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { Run } from '../store/run.ts'
import { articleRows } from './article-section.ts'
import type { DrawnFigure } from './drawn-figure.ts'
import { markdownTable, plain } from './markdown-text.ts'
import { methodText } from './method-text.ts'
import { decimal, hasQueryRole, hasStandIn, ledeOf, range, rolesOf, scoreRows, titleOf } from './summary.ts'
import {
  modelsTable,
  sameAbout,
  sameTables,
  searchAbout,
  searchTables,
  type TitledText,
} from './use-sections.ts'
import { wordsOf } from './words.ts'

/**
 * The report of a run as Markdown, for a pull request or a wiki; figures are linked from a folder beside it.
 * @param folder its name
 */
export function reportMarkdown(run: Run, figures: readonly DrawnFigure[], folder = 'figures'): string {
  const standIn = hasStandIn(run)
    ? '\n> No cross-encoder was asked. Where this report says “standing in as reranker”, the cosine of a dual encoder is used in place of a relevance score.\n'
    : ''
  const pictures = figures.map(
    ({ file, title, caption }) =>
      `### ${plain(title)}\n\n![${plain(title)}](${encodeURIComponent(folder)}/${encodeURIComponent(file)}.png)\n\n${plain(caption)}\n`,
  )
  return `# ${plain(titleOf(run))}

${modelsPart(run) ?? usesPart(run)}${ledeOf(run).map(plain).join('\n\n')}
${standIn}${hasQueryRole(run) ? `\n> ${plain(rolesOf(run)!)}\n` : ''}
${scoresPart(run)}${tablesPart('Search by a number', searchAbout, searchTables(run))}${tablesPart('Same or different?', sameAbout, sameTables(run))}## Findings

${run.findings.map(({ text }) => `- ${plain(text.en)}\n`).join('')}
${articlePart(run)}${pictures.length === 0 ? '' : `## Figures\n\n${pictures.join('\n')}\n`}${casesPart(run)}## Words

${wordsOf([run])
  .map(({ forms, means }) => `- **${forms.en[0]}**: ${plain(means.en)}\n`)
  .join('')}
## Method

${methodText('en').map(plain).join('\n\n')}

numeracy ${run.tool.version} on Node ${run.tool.node}, seed ${run.seed}, ${run.created}. ${counted(run.usage.texts, 'text')}, ${counted(run.usage.pairs, 'pair')}.${rolesOf(run) === null ? '' : ` ${plain(rolesOf(run)!)}`}
`
}

/** How well each series is put in order. */
function scoresPart(run: Run): string {
  const rows = scoreRows(run)
  if (rows.length === 0) return ''
  return `## Scores

Concordance: of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets 0.5. The spelling floor is the best of six matchers that only compare characters. Rough size is the score of reading only the length of a number and its first digit.

${markdownTable(
  heads('en', 'series', 'model', 'concordance', 'interval', 'floor', 'roughSize', 'verdict'),
  rows.map(({ headline: { series, model, value, interval, floor }, verdict, rough }) => [
    series,
    modelName(run, model),
    decimal(value),
    range(interval),
    floor === null ? '–' : `${decimal(floor.value)} ${floor.model.replace('reference:', '')}`,
    decimal(rough),
    verdict === null ? '–' : verdictWords[verdict].short,
  ]),
)}
`
}

/** What was answered to the hard cases. */
function casesPart(run: Run): string {
  if (run.cases.length === 0) return ''
  const shown = new Set(examinedModels(run).map(({ id }) => id))
  return `## Hard cases
${run.cases.some(isControl) ? '\nControls are cases on which engines that compare characters failed, after public reports; they are counted apart from all others.\n' : ''}
${markdownTable(
  ['case', 'model', 'margin', 'verdict', 'source'],
  run.cases
    .filter(({ model }) => shown.has(model))
    .map(({ anchor, closer, farther, model, margin, verdict, source, evidence }) => [
      `${anchor}: ${closer} is closer than ${farther}`,
      modelName(run, model),
      decimal(margin, 4),
      verdict,
      caseOrigin({ source, evidence }, 'en') ?? '–',
    ]),
)}
`
}

/** Every model in a row and what they have in common; null where there are few enough to be read one after the other. */
function modelsPart(run: Run): string | null {
  const runs = [{ name: 'run.json', run }]
  const table = modelsTable(runs)
  if (table === null) return null
  const shared = sharedFindings(runs, modelRows(runs)).map(({ text }) => `- ${plain(text.en)}\n`)
  const matter = shared.length === 0 ? '' : `**What matters most over all models**\n\n${shared.join('')}\n`
  const fit = table.fit === null ? '' : `${plain(table.fit)}\n\n`
  return `${fit}${markdownTable(table.columns, table.rows)}\n${matter}`
}

function tablesPart(title: string, about: string, tables: readonly TitledText[]): string {
  if (tables.length === 0) return ''
  const parts = tables.map(
    ({ title, columns, rows }) => `### ${plain(title)}\n\n${markdownTable(columns, rows)}\n`,
  )
  return `## ${title}\n\n${about}\n\n${parts.join('')}`
}

/** What each model may be used for: five lines before anything else. */
function usesPart(run: Run): string {
  return [...Map.groupBy(useLines(run), ({ model }) => model)]
    .map(([model, lines]) => {
      const table = markdownTable(
        [useHeading(run, model, 'en'), 'answer', 'score', 'what to do'],
        lines.map(({ question, sign, answer, score, advice }) => [
          question,
          `${sign} ${answer}`,
          score,
          advice ?? '–',
        ]),
      )
      return `${table}\n`
    })
    .join('')
}

function articlePart(run: Run): string {
  const article = articleRows(run)
  if (article === null) return ''
  const table = markdownTable(['model', 'the article saw', 'this model', 'evidence'], article.rows)
  return `## What the article saw\n\n${plain(article.intro)}\n\n${table}\n`
}
