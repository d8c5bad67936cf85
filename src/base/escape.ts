import { xmlText } from './control-characters.ts'

/** Text made safe to stand between tags and in quoted attributes, in HTML and in XML. */
export function escaped(text: string): string {
  return xmlText(text).replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
