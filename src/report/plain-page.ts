import { appFiles } from './app-files.ts'
import { htmlDocument } from './document.ts'
import { html, type Markup } from './markup.ts'

/**
 * One HTML file without scripts, in the style of the report, light and dark. Its policy allows no script.
 * @throws NumeracyError `storage` when the app's style has not been built
 */
export async function plainPage(title: string, body: Markup): Promise<string> {
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
