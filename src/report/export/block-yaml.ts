export type Yaml = string | number | readonly Yaml[] | { readonly [key: string]: Yaml }

/**
 * Lists and records as block YAML. Every text is a JSON string, which YAML 1.1 and 1.2 read alike once all that they
 * do not hold for printable is written as an escape.
 * @param value numbers below 1e21 and above 1e-7; keys that need no quotes
 */
export function blockYaml(value: Yaml): string {
  return linesOf(value)
    .map(line => `${line}\n`)
    .join('')
}

function linesOf(value: Yaml): string[] {
  if (typeof value === 'string') return [quoted(value)]
  if (typeof value === 'number') return [String(value)]
  if (isList(value)) {
    if (value.length === 0) return ['[]']
    return value.flatMap(item => linesOf(item).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`))
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const lines = linesOf(member)
    return isBlock(member) ? [`${key}:`, ...lines.map(line => `  ${line}`)] : [`${key}: ${lines[0]}`]
  })
}

function isBlock(value: Yaml): boolean {
  return typeof value === 'object' && !(isList(value) && value.length === 0)
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value)
}

/** c-printable of YAML 1.1, without the line ends of that version and the byte order mark. */
const unprintable =
  /[^\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]/gu

function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll(
    unprintable,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
