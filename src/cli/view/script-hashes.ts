import { createHash } from 'node:crypto'

const script = /<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/script/gi

const ownPolicy = /<meta http-equiv="Content-Security-Policy" content="[^"]*?\bscript-src ([^";]*)/i

/**
 * The sources for a Content-Security-Policy of the scripts of a page, a hash each: of those that stand in it, and
 * those of its own policy, for what it unpacks and runs. A browser runs only what both policies allow.
 */
export function scriptHashes(html: string): string[] {
  const own = ownPolicy.exec(html)?.[1].match(/'sha256-[\w+/=]+'/g) ?? []
  const inline = [...html.matchAll(script)]
    .filter(([, attributes]) => runs(attributes))
    .map(([, , code]) => {
      // A browser hashes what its parser gives it, in which every line ends in one way.
      const text = code.replaceAll(/\r\n?/g, '\n')
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    })
  return [...new Set([...inline, ...own])]
}

/** Whether a script element without `src` is run: the others are blocks of data. */
function runs(attributes: string): boolean {
  if (/(?:^|[\s/"'])src\s*=/i.test(attributes)) return false
  const type = /(?:^|[\s/"'])type\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes)
  const name = type === null ? '' : (type[1] ?? type[2] ?? type[3] ?? '').trim().toLowerCase()
  return name === '' || name === 'module' || /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/.test(name)
}
