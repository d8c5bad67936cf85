import type { NamedRun } from '../findings/comparison/entrants.ts'
import { modelRows } from '../findings/comparison/model-rows.ts'
import { runTitles, titleIn } from '../findings/comparison/run-titles.ts'
import { sharedFindings } from '../findings/comparison/shared-findings.ts'
import { modelName } from '../findings/finding.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import { useHeading, useLines } from '../findings/use-lines.ts'
import { verdictWords } from '../measures/verdict.ts'
import type { Run, RunMeasure } from '../store/run.ts'
import { articleSection, hasArticle } from './article-section.ts'
import { caseSources, caseTable } from './case-tables.ts'
import { type DrawnFigure, plainKinds } from './drawn-figure.ts'
import { findingsList } from './evidence.ts'
import { foldedTable, htmlTable } from './html-table.ts'
import { html, Markup } from './markup.ts'
import { methodSection } from './method.ts'
import { pageHtml } from './page.ts'
import { reportedMark } from './reported-runs.ts'
import {
  decimal,
  hasQueryRole,
  hasScores,
  hasStandIn,
  ledeOf,
  pairedSeries,
  range,
  rolesOf,
  scoreRows,
  titleOf,
  titleOfRuns,
  withRange,
} from './summary.ts'
import {
  modelsTable,
  sameAbout,
  sameTables,
  searchAbout,
  searchTables,
  type TitledText,
} from './use-sections.ts'
import { wordsList } from './words.ts'

/**
 * The report of a run as one HTML file: an app to work with, and under it, for readers without scripts, the
 * verdicts, tables and main figures as plain HTML. Nothing from the network; light and dark, screen, phone, paper.
 */
export async function reportHtml(run: Run, figures: readonly DrawnFigure[]): Promise<string> {
  return pageHtml({
    title: titleOf(run),
    plain: plainReport(run, figures),
    runs: [{ name: 'run.json', run }],
  })
}

/** The reports of several runs as one HTML file; the plain part holds their scores. */
export async function reportsHtml(runs: readonly NamedRun[]): Promise<string> {
  const title = titleOfRuns(runs)
  const titles = runTitles(runs.map(({ name }) => name))
  const plain = html`<header><p class="brand">numeracy</p><h1>${title}</h1></header>
<main>${modelsPart(runs) ?? ''}${sharedPart(runs)}${runs.map(
    ({ run }, at) =>
      html`<h2>${titleIn(titles[at], titleOf(run))}</h2>${usesPart(run)}${ledeOf(run).map(sentence => html`<p>${sentence}</p>`)}${hasQueryRole(run) ? html`<p class="note">${rolesOf(run)!}</p>` : ''}${scoreTables(run)}`,
  )}<h2>Words</h2>${wordsList(runs.map(({ run }) => run))}</main>`
  const mark = reportedMark(runs.map(({ run }) => run))
  return pageHtml({ title, plain, runs, mark })
}

/** The page that `numeracy view` serves: the report of all runs, which can also ask the server for more. */
export function livePageHtml(runs: readonly NamedRun[]): Promise<string> {
  const title = runs.length === 1 ? titleOf(runs[0].run) : 'numeracy'
  const plain = html`<p>This page works with scripts. Without them, open report.html, which <code>numeracy report</code> writes.</p>`
  return pageHtml({ title, plain, runs, live: true })
}

function plainReport(run: Run, all: readonly DrawnFigure[]): Markup {
  const parts = plainParts(
    run,
    all.filter(({ kind }) => plainKinds.includes(kind)),
  )
  return html`<header>
<p class="brand">numeracy</p>
<h1>${titleOf(run)}</h1>
${manyModels(run) ?? usesPart(run)}
${ledeOf(run).map(sentence => html`<p class="lede">${sentence}</p>`)}
${hasStandIn(run) ? html`<p class="note">No cross-encoder was asked. Where this report says “standing in as reranker”, the cosine of a dual encoder is used in place of a relevance score.</p>` : ''}
${hasQueryRole(run) ? html`<p class="note">${rolesOf(run)!}</p>` : ''}
</header>
<nav aria-label="Contents">${parts.map(({ id, name }) => html`<a href="#plain-${id}">${name}</a> `)}</nav>
<main>
${parts.map(({ id, title, content }) => html`<h2 id="plain-${id}">${title}</h2>\n${content}\n`)}</main>`
}

/** A part of the plain report. */
interface PlainPart {
  /** Of its heading. */
  readonly id: string
  /** In the contents. */
  readonly name: string
  readonly title: string
  readonly content: Markup
}

/** Those parts that have something to show. */
function plainParts(run: Run, figures: readonly DrawnFigure[]): PlainPart[] {
  const of = (kind: DrawnFigure['kind']) => figures.filter(figure => figure.kind === kind).map(figureMarkup)
  const part = (has: boolean, id: string, names: readonly [name: string, title?: string], content: Markup) =>
    has ? [{ id, name: names[0], title: names[1] ?? names[0], content }] : []
  const isPaired = pairedSeries(run).length > 0
  return [
    ...part(
      hasScores(run),
      'scores',
      ['Scores'],
      html`<p class="about">Concordance: of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets 0.5, a perfect ruler 1. The spelling floor is the best of six matchers that only compare characters; a model is better than comparing characters only by what it scores above it. Rough size is the score of reading only the length of a number and its first digit. An interval shows how far a score depends on which documents were chosen; it is not about other kinds of values.</p>
${of('overview')}
${scoreTables(run)}`,
    ),
    ...part(
      searchTables(run).length > 0,
      'search',
      ['Search', 'Search by a number'],
      html`<p class="about">${searchAbout}</p>${of('search')}${titledTables(searchTables(run))}`,
    ),
    ...part(
      sameTables(run).length > 0,
      'same',
      ['Same or different', 'Same or different?'],
      html`<p class="about">${sameAbout}</p>${of('threshold')}${titledTables(sameTables(run))}`,
    ),
    ...part(true, 'findings', ['Findings'], findingsList(run)),
    ...part(hasArticle(run), 'article', ['What the article saw'], articleSection(run)),
    ...part(isPaired, 'reading', ['How to read a caret'], readingSection(of('lesson'))),
    ...part(
      isPaired,
      'series',
      ['Series'],
      html`${pairedSeries(run).map(series => seriesSection(run, series.id, figures))}`,
    ),
    ...part(
      hasZero(run),
      'zero',
      ['Zero', 'The zero experiment'],
      html`<p class="about">One fixed query, the number zero, against every number of a series. A model that knows sizes places small numbers near zero and large ones far from it, in a falling line.</p>${zeroTable(run)}`,
    ),
    ...part(
      run.cases.length > 0,
      'cases',
      ['Hard cases'],
      html`<p class="about">Each case has an anchor and two candidates, of which one is closer. Right: the model scores the closer one higher. The cases were chosen by hand, most of them where comparing characters goes wrong, so guessing is not the same as half of them right; the rows of the matchers stand beside. Controls are cases on which engines that compare characters failed; they are counted apart.</p>
${caseTable(run)}
${caseSources(run)}`,
    ),
    ...part(true, 'words', ['Words'], wordsList([run])),
    ...part(true, 'method', ['Method'], methodSection(run)),
  ]
}

/** Every model in a row; null where there are few enough to be read one after the other. */
function modelsPart(runs: readonly NamedRun[]): Markup | null {
  const table = modelsTable(runs)
  if (table === null) return null
  return html`${table.fit === null ? '' : html`<p>${table.fit}</p>`}${htmlTable(table)}`
}

/** What the models have in common, a sentence for each sort of finding. */
function sharedPart(runs: readonly NamedRun[]): Markup | '' {
  const shared = sharedFindings(runs, modelRows(runs))
  if (shared.length === 0) return ''
  return html`<h2>What matters most over all models</h2><ul class="findings">${shared.map(({ severity, text }) => html`<li class="${severity}">${text.en}</li>`)}</ul>`
}

/** Both of one run; null where its models are few enough to be read one after the other. */
function manyModels(run: Run): Markup | null {
  const runs = [{ name: 'run.json', run }]
  const models = modelsPart(runs)
  return models === null ? null : html`${models}${sharedPart(runs)}`
}

/** A section of tables; nothing where there are none. */
function titledTables(tables: readonly TitledText[]): Markup {
  return html`${tables.map(table => html`<h3>${table.title}</h3>${htmlTable(table)}`)}`
}

/** What each model may be used for: five lines before anything else. */
function usesPart(run: Run): Markup {
  const models = [...Map.groupBy(useLines(run), ({ model }) => model)]
  return html`${models.map(
    ([model, lines]) =>
      html`<section class="uses"><p class="uses-model">${useHeading(run, model, 'en')}</p><ul>${lines.map(
        ({ verdict, sign, answer, question, score, advice }) =>
          html`<li class="use ${verdict}"><span class="use-sign" aria-hidden="true">${sign}</span><span class="use-question">${question} <strong>${answer}.</strong></span><span class="use-score">${score}</span>${advice === null ? '' : html`<span class="use-advice">${advice}</span>`}</li>`,
      )}</ul></section>`,
  )}`
}

function hasZero(run: Run): boolean {
  return run.matrices.some(({ experiment }) => experiment === 'zero')
}

function readingSection(lesson: readonly Markup[]): Markup {
  return html`<p>Take a series such as 1, 2, …, 100. Every pair of documents (i, j) is a dot. Its place from left to right is the distance between the two (i − j); its height is how similar the model finds them. Cyan shows the mean at each distance, and one standard deviation to each side.</p>
<p>A model that compares numbers well draws a caret, <code>^</code>: highest in the middle, where a document is compared with itself, and falling in a straight line to both sides, with little scatter. A flat cloud means that distance does not matter to the model. Bumps at regular distances mean that it sees digits, not values. Wide scatter at one distance means that pairs at the same distance get very different similarities.</p>
${lesson}`
}

function figureMarkup({ kind, title, caption, panels }: DrawnFigure): Markup {
  return html`<figure class="${kind}"><div class="panels">${panels.map(
    panel =>
      html`<div><p class="panel">${panel.title}</p><p class="scores">${panel.subtitle}</p>${new Markup(panel.svg)}</div>`,
  )}</div><figcaption><strong>${title}.</strong> ${caption}</figcaption></figure>`
}

function seriesSection(run: Run, id: string, figures: readonly DrawnFigure[]): Markup {
  const { texts } = run.series.find(series => series.id === id)!
  const rows = scoreRows(run).filter(({ headline }) => headline.series === id)
  return html`<section><h3 id="plain-series-${id}">${id}</h3>
<p class="about">${texts.length} documents, ${texts[0]}, ${texts[1]}, …, ${texts[texts.length - 1]}.</p>
${rows.map(
  ({ headline, verdict }) =>
    html`<p>${modelName(run, headline.model)}${headline.prompt === null ? '' : html` <span class="about">(“${headline.prompt}”)</span>`}: ${
      verdict === null
        ? (headline.reason ?? 'no verdict')
        : html`<span class="verdict ${verdict}">${verdictWords[verdict].short}</span>. ${verdictWords[verdict].sentence}`
    }</p>`,
)}
${figures.filter(figure => figure.series === id).map(figureMarkup)}
${foldedTable(`All measures of ${id}`, measureTable(run, id))}</section>`
}

function measureTable(run: Run, series: string) {
  return {
    columns: heads('en', 'measure', 'model', 'value', 'interval', 'guessing', 'floor', 'note'),
    rows: run.measures
      .filter(measure => measure.series === series && !measure.id.startsWith('zero-'))
      .map(({ id, model, value, interval, chance, floor, reason }) => [
        id,
        modelName(run, model),
        decimal(value),
        range(interval),
        decimal(chance),
        floor === null ? '' : `${decimal(floor.value)} ${floor.model.replace('reference:', '')}`,
        reason ?? '',
      ]),
  }
}

function scoreTables(run: Run): Markup[] {
  const groups = Map.groupBy(scoreRows(run), ({ headline }) => modelAndPrompt(run, headline))
  return [...groups].map(([name, rows]) => {
    const table = htmlTable({
      columns: [
        ...heads('en', 'series', 'verdict', 'concordance'),
        shownNames.floor.en,
        'above the floor',
        shownNames.roughSize.en,
      ],
      rows: rows.map(({ headline: { series, value, interval, floor }, verdict, rough }) => [
        series,
        verdict === null ? '–' : verdictWords[verdict].short,
        withRange(value, interval),
        floor === null ? '–' : `${decimal(floor.value)} ${floor.model.replace('reference:', '')}`,
        floor === null ? '–' : withRange(floor.margin, floor.interval),
        decimal(rough),
      ]),
    })
    return html`<h3>${name}</h3>${table}`
  })
}

function modelAndPrompt(run: Run, { model, prompt }: RunMeasure): string {
  return prompt === null ? modelName(run, model) : `${modelName(run, model)}: “${prompt}”`
}

function zeroTable(run: Run): Markup {
  const values = (id: string) => run.measures.filter(measure => measure.id === id)
  const linear = values('zero-linearity')
  return foldedTable('Scores of the zero experiment', {
    columns: ['series', 'model', 'falls with size (zero-order)', 'in a straight line (zero-linearity)'],
    rows: values('zero-order').map(({ series, model, value }) => [
      series,
      modelName(run, model),
      decimal(value),
      decimal(linear.find(other => other.series === series && other.model === model)?.value ?? null),
    ]),
  })
}
