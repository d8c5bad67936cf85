import { Resvg } from '@resvg/resvg-js'
import { type Lettering, texts } from './render-letters.ts'

/** What is drawn and is no text. */
const shapes = /<(path|rect|line|circle|image)\b[^>]*?(?:\/>|>\s*<\/\1>)/gs

/**
 * A figure whose texts stand as shapes where they hold some letters: whole texts, so that nothing moves within them. They
 * are drawn over everything else, as texts are.
 * @param letters those that what draws the figure next has no font for
 * @param font in which they are drawn, as resvg takes it
 */
export function withOutlines(
  { svg, font }: Pick<Lettering, 'svg' | 'font'>,
  letters: readonly string[],
): string {
  const isMeant = (text: string) => letters.some(letter => text.includes(letter))
  const meant = svg.replaceAll(shapes, '').replaceAll(texts, text => (isMeant(text) ? text : ''))
  // What resvg reads it also writes, and then all letters are shapes.
  const [, outlines] = /<svg [^>]*>(.*)<\/svg>/s.exec(new Resvg(meant, { font }).toString())!
  return svg
    .replaceAll(texts, text => (isMeant(text) ? '' : text))
    .replace(/<\/svg>\s*$/, () => `<g>${outlines.replaceAll(/>\s+</g, '><')}</g></svg>\n`)
}
