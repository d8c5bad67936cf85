import { type ArticleRow, articleAbout, articleTable } from '../findings/article.ts'
import type { Run } from '../store/run.ts'
import { placeOf } from './evidence.ts'
import { html, type Markup } from './markup.ts'

/** The table “what the article saw, what this model shows”; empty where the run asked none of it. */
export function articleSection(run: Run): Markup {
  const rows = articleTable(run)
  const groups = [...Map.groupBy(rows, ({ model }) => model.en)]
  return html`<p class="about">${articleAbout.en}</p>${groups.map(
    ([model, own]) => html`<h3>${model}</h3>
<div class="scroll" tabindex="0"><table class="article"><thead><tr><th scope="col">the article saw<th scope="col">this model<th scope="col">evidence<tbody>${own.map(rowMarkup)}</table></div>`,
  )}`
}

/** Whether the run asked anything that the article looked at. */
export function hasArticle(run: Run): boolean {
  return articleTable(run).length > 0
}

function rowMarkup({ saw, answer, shows, evidence }: ArticleRow): Markup {
  const [first] = evidence
  const place = first === undefined ? '#plain-cases' : placeOf(first.series)
  const shown = html`<a href="${place}">${shows.en}</a>`
  return html`<tr><td>${saw.en}<td class="answer ${answer}">${answer}<td>${shown}`
}

/** The same for Markdown: its columns and rows, and what the reader has to know. */
export function articleRows(run: Run): { intro: string; rows: readonly (readonly string[])[] } | null {
  const rows = articleTable(run)
  if (rows.length === 0) return null
  return {
    intro: articleAbout.en,
    rows: rows.map(({ model, saw, answer, shows }) => [model.en, saw.en, answer, shows.en]),
  }
}
