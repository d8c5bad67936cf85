import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pages.ts'

export interface CodeBlock {
  readonly language: string
  readonly text: string
  /** The last heading above it. */
  readonly heading: string
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(page: string): CodeBlock[] {
  const text = readFileSync(join(root, page), 'utf8')
  let heading = ''
  return [...text.matchAll(/^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, title, language, code]) => {
    if (title !== undefined) heading = title
    return language === undefined ? [] : [{ language, text: code, heading }]
  })
}
