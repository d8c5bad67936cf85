import { appFiles } from './app-files.ts'
import { html, Markup } from './markup.ts'

/**
 * One HTML file without scripts, in the style of the report, light and dark. Its policy allows no script and no
 * request to any network.
 * @throws NumeracyError `storage` when the app's style has not been built
 */
export async function plainPage(title: string, body: Markup): Promise<string> {
  const { style } = await appFiles()
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<div id="plain">
${body}
</div>
</body>
</html>
`.text
}
