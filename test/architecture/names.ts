import type { Source } from './source.ts'

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const meaningless = /^(?:utils?|helpers?|types?)$/

/** The length from which a file must be divided. */
const tooManyLines = 300

/** Files and folders whose names say nothing or are not kebab-case, default exports, and files that are too long. */
export function nameBreaches(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, lines, code }) => {
    const names = path.replace(/\.tsx?$/, '').split('/')
    const breaches: string[] = []
    if (!names.every(name => kebabCase.test(name))) breaches.push(`${path} is not kebab-case`)
    if (names.some(name => meaningless.test(name))) breaches.push(`${path} has a name that says nothing`)
    if (/\bexport\s+default\b|\bas\s+default\b/.test(code)) breaches.push(`${path} has a default export`)
    if (lines >= tooManyLines) breaches.push(`${path} has ${lines} lines`)
    return breaches
  })
}
