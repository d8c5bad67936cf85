import { html, Markup } from './markup.ts'

interface Document {
  readonly title: string
  /** What its Content-Security-Policy allows beside inline styles and pictures in the file; nothing else loads. */
  readonly policy: readonly string[]
  /** What stands before the style. */
  readonly head?: Markup
  /** Safe to stand in a `<style>`. */
  readonly style: string
  readonly body: Markup
}

/** One HTML file that asks no network for anything. */
export function htmlDocument({ title, policy, head = html``, style, body }: Document): string {
  const all = [
    "default-src 'none'",
    ...policy,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(all.join('; '))}">
<title>${title}</title>
${head}<style>${new Markup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.text
}
