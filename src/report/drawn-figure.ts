import { hash } from 'node:crypto'
import type { Figure } from '../plots/figure.ts'

/** A figure drawn: its panels for a page, and itself as files. */
export interface DrawnFigure extends Omit<Figure, 'panels'> {
  /** The name of its files, without their ending. */
  readonly file: string
  /** Empty where the figure stands in the app and in files alone. */
  readonly panels: readonly DrawnPanel[]
}

export interface DrawnPanel {
  readonly title: string
  readonly subtitle: string
  /** SVG that takes its colours from the page. */
  readonly svg: string
}

/** Figures that stand in the plain report, for readers without scripts. */
export const plainKinds: readonly Figure['kind'][] = [
  'overview',
  'search',
  'threshold',
  'lesson',
  'caret',
  'digits',
]

/** Bytes of a name, so that it has room for an ending where a file system takes 255. */
const longestName = 180

/** The names of files, without their ending, for some ids: each once, and one that any disk takes. */
export function fileNames(ids: readonly string[]): string[] {
  const taken = new Set<string>()
  return ids.map(id => {
    const plain = shortName(id.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '') || 'unnamed')
    let name = plain
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${plain}-${count}`
    taken.add(name.toLowerCase())
    return name
  })
}

/** A name that is too long is cut, and ends in a hash of the whole so that it stays another than its likes. */
function shortName(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name
  const end = `-${hash('sha256', name, 'hex').slice(0, 12)}`
  let kept = ''
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > longestName - end.length) break
    kept += character
  }
  return kept + end
}

/** What the names of files beside one of that name begin with. */
export function companionName(name: string): string {
  return shortName(name.replace(/\.[^.]*$/, ''))
}
