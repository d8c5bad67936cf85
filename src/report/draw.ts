import type { Listener } from '../base/events.ts'
import type { Picture } from '../plots/render.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { readJson } from '../store/derived.ts'
import { keyOf } from '../store/key.ts'
import type { Run } from '../store/run.ts'
import { type DrawnFigure, fileNames, plainKinds } from './drawn-figure.ts'
import { missingLettersNotice } from './missing-letters.ts'
import { runHash } from './reported-runs.ts'

/** Owner of kept figures: they hold no single model's answers. */
const owner = 'figures'

/** Pixels of a PNG for each CSS pixel. */
const pngScale = 1.6

/** The figures of a run, for a page and as files. */
export interface Drawing {
  readonly figures: readonly DrawnFigure[]
  /** Content of each file by its name, such as `caret-integers.svg`. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface DrawOptions {
  /** Width of the files for a paper, in millimetres: fonts are then embedded. Default: as on a screen. */
  readonly figureWidth?: number | null | undefined
  readonly cache: AnswerCache
  readonly listen: Listener
  readonly signal?: AbortSignal | undefined
}

/** Draws the figures of a run, or takes them from the cache when the same run was drawn before. */
export async function drawFigures(run: Run, options: DrawOptions): Promise<Drawing> {
  const content = runHash(run)
  const width = options.figureWidth ?? null
  const code = codeFingerprint(import.meta.url)
  const keyOfFile = (name: string) => keyOf('figure file', code, content, String(width), name)
  const key = keyOf('figures', code, content)
  const figures = readJson<DrawnFigure[]>(options.cache, key)
  if (figures !== undefined) {
    const files = figures.flatMap(({ file }) =>
      namesOf(file).map(name => [name, options.cache.readDerived(keyOfFile(name))] as const),
    )
    if (files.every(([, file]) => file !== undefined))
      return { figures, files: new Map(files as [string, Uint8Array][]) }
  }
  const { notices, ...drawing } = await drawWithoutCache(run, options)
  for (const message of notices) options.listen({ type: 'notice', message })
  // What lacks letters is not kept: with other fonts, or another package, the files would be others.
  if (notices.length > 0) return drawing
  for (const [name, value] of drawing.files)
    options.cache.writeDerived(owner, { key: keyOfFile(name), value })
  options.cache.writeDerived(owner, { key, value: new TextEncoder().encode(JSON.stringify(drawing.figures)) })
  return drawing
}

interface NewDrawing extends Drawing {
  /** What the files lack. */
  readonly notices: readonly string[]
}

async function drawWithoutCache(
  run: Run,
  { listen, signal, figureWidth = null }: DrawOptions,
): Promise<NewDrawing> {
  const { figuresOf } = await import('../plots/figures.ts')
  const { figurePng, figureSvg, panelSvg } = await import('../plots/render.ts')
  const { paperFigure, unembeddedNotice } = await import('../plots/render-paper.ts')
  const { lightTheme, pageTheme } = await import('../plots/theme.ts')
  const all = figuresOf(run)
  const names = fileNames(all.map(({ id }) => id))
  const figures: DrawnFigure[] = []
  const files = new Map<string, Uint8Array>()
  let isEmbedded = true
  const pictures: (readonly [name: string, picture: Promise<Picture>])[] = []
  for (const [done, { panels, ...about }] of all.entries()) {
    listen({ type: 'drawn', done, total: all.length, label: about.id })
    await new Promise(resolve => setImmediate(resolve))
    signal?.throwIfAborted()
    const inPage = plainKinds.includes(about.kind) ? panels : []
    const drawn = inPage.map(panel => ({
      title: panel.title,
      subtitle: panel.subtitle,
      svg: panelSvg(panel, pageTheme),
    }))
    figures.push({ ...about, file: names[done], panels: drawn })
    const svg = figureSvg({ ...about, panels }, lightTheme)
    const [svgName, pngName] = namesOf(names[done])
    const drawing = figureWidth === null ? null : paperFigure(svg, figureWidth)
    const picture = drawing ?? figurePng(svg, pngScale)
    picture.catch(() => {}) // reported where it is awaited
    const paper = await drawing
    isEmbedded &&= paper?.isEmbedded ?? true
    files.set(svgName, new TextEncoder().encode(paper?.svg ?? svg))
    pictures.push([pngName, picture])
  }
  const missing = new Set<string>()
  for (const [name, picture] of pictures) {
    const drawn = await picture
    files.set(name, drawn.png)
    for (const letter of drawn.missing) missing.add(letter)
  }
  listen({ type: 'drawn', done: all.length, total: all.length, label: '' })
  const lettersNotice = missingLettersNotice(missing)
  const notices = [
    ...(lettersNotice === null ? [] : [lettersNotice]),
    ...(isEmbedded ? [] : [unembeddedNotice]),
  ]
  return { figures, files, notices }
}

function namesOf(file: string): [svg: string, png: string] {
  return [`${file}.svg`, `${file}.png`]
}
