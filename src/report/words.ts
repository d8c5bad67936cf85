import { glossary } from '../findings/glossary.ts'
import type { Run } from '../store/run.ts'
import { html, type Markup } from './markup.ts'
import { hasStandIn } from './summary.ts'

/** The words that are explained at the end of a report on some runs: all, except for a stand-in where there is none. */
export function wordsOf(runs: readonly Run[]): readonly (typeof glossary)[number][] {
  return glossary.filter(({ id }) => id !== 'stand-in' || runs.some(hasStandIn))
}

/** The same for readers without scripts. */
export function wordsList(runs: readonly Run[]): Markup {
  return html`<dl class="words">${wordsOf(runs).map(
    ({ forms, means }) => html`<div><dt>${forms.en[0]}</dt><dd>${means.en}</dd></div>`,
  )}</dl>`
}
