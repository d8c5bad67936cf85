import { printableJson } from '../base/control-characters.ts'
import type { Listener } from '../base/events.ts'
import { type AdviceReport, adviceName, adviceTitle } from '../findings/advice.ts'
import { advicePanels, adviceTable } from '../plots/advice.ts'
import { figurePng, figureSvg, panelSvg } from '../plots/render.ts'
import { lightTheme, pageTheme } from '../plots/theme.ts'
import { appFiles } from './app-files.ts'
import { htmlDocument } from './document.ts'
import { fileNames } from './drawn-figure.ts'
import { foldedTable } from './html-table.ts'
import { html, Markup } from './markup.ts'
import { reportMissingLetters } from './missing-letters.ts'

/**
 * Advice as the files of a report: report.html, advice.json and a figure for each model and subject, by name.
 * @throws NumeracyError `storage` when the app's style has not been built
 */
export async function adviceFiles(
  advice: AdviceReport,
  tool: { readonly version: string },
  listen: Listener,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>([
    ['report.html', await plainPage(`How to write values for ${adviceTitle(advice)}`, page(advice, tool))],
    ['advice.json', adviceJson(advice)],
  ])
  const missing = new Set<string>()
  for (const model of advice.models) {
    const names = fileNames(model.subjects.map(({ subject }) => subject))
    for (const [at, panel] of advicePanels(model).entries()) {
      const name = `figures/advice-${model.kind}-${names[at]}`
      const title = `How to write ${model.subjects[at].subject} for ${adviceName(advice, model)}`
      const svg = figureSvg({ title, panels: [panel], kind: 'overview' }, lightTheme)
      files.set(`${name}.svg`, svg)
      const picture = await figurePng(svg, 1.6)
      files.set(`${name}.png`, picture.png)
      for (const letter of picture.missing) missing.add(letter)
    }
  }
  reportMissingLetters(missing, listen)
  return files
}

/** Advice as advice.json holds it. */
export function adviceJson(advice: AdviceReport): string {
  return printableJson(`${JSON.stringify(advice, null, 2)}\n`)
}

function page(advice: AdviceReport, { version }: { readonly version: string }): Markup {
  const { seed, models } = advice
  return html`<header>
<p class="brand">numeracy</p>
<h1>How should values be written for ${adviceTitle(advice)}?</h1>
</header>
<main>
${models.map(model => section(advice, model))}
<h2>Method</h2>
<p>The same values are written in every form. Concordance: of two values at different distances from a third, how often is the closer one scored higher? Guessing gets 0.5. Of a range question, asked in both directions: of one value in the range and one outside, how often is the one inside scored higher? A model that does not read the question comes to 0.5. The spelling floor is the best of six matchers that only compare characters.</p>
<p>A form is chosen on some values and judged on others of the same range, so that the search for the best does not flatter it. Its gain over the first form, which is the plain one or the values as they were written, is the difference on equal resamples of the values; its interval, and its p, are corrected for all forms of all subjects (Holm 1979). Advice is given only where that interval leaves out 0. The other range shows whether it holds there too.</p>
<p>numeracy ${version}, seed ${seed}; ${models.map(({ kind, subjects }) => html`as ${kind} ${subjects[0].values.choice.length} values to choose by, ${subjects[0].values.usual.length} to judge on${subjects[0].ranges.heldOut === null ? '' : `, ${subjects[0].values.heldOut.length} of another range`}, for each subject; `)}intervals by resampling values.</p>
</main>`
}

function section(advice: AdviceReport, model: AdviceReport['models'][number]): Markup {
  const panels = advicePanels(model)
  const standIn = model.standIn
    ? html`<p class="note">No cross-encoder was asked. The cosine of a dual encoder is used in place of a relevance score.</p>`
    : ''
  return html`<h2>${adviceName(advice, model)}</h2>
${standIn}
${model.subjects.map(
  (subject, at) =>
    html`<section><h3>${panels[at].title}</h3>
<p class="lede">${subject.text.en}</p>
<figure class="advice"><div class="scroll" tabindex="0">${new Markup(panelSvg(panels[at], pageTheme))}</div><figcaption>Concordance of each form (dot) on ${subject.ranges.usual} with its 95 % interval; coloured: the advised form. ${subject.ranges.heldOut === null ? '' : `Hollow: on ${subject.ranges.heldOut}. `}Orange: the spelling floor, the best of six matchers that only compare characters. Dashed: guessing. To the right: the gain over the first form.</figcaption></figure>
<p>${subject.question.en}</p>
${foldedTable(`All forms of ${subject.subject}`, adviceTable(subject))}</section>`,
)}`
}

/** One HTML file without scripts, in the style of the report, light and dark. Its policy allows no script. */
async function plainPage(title: string, body: Markup): Promise<string> {
  const { style } = await appFiles()
  return htmlDocument({
    title,
    policy: [],
    style,
    body: html`<div id="plain">
${body}
</div>`,
  })
}
