import { escaped } from '../base/escape.ts'

/** Markup that is known to be safe, because `html` or a figure made it. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

type Part = Markup | string | number | readonly Part[]

/** HTML in which every interpolated text is escaped, and markup and lists of it are put in as they are. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    strings.map((string, index) => string + (index < parts.length ? put(parts[index]) : '')).join(''),
  )
}

function put(part: Part): string {
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return part.map(put).join('')
  return escaped(String(part))
}
