import type { Listener } from '../base/events.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { readJson } from '../store/derived.ts'
import { keyOf } from '../store/key.ts'
import type { Run } from '../store/run.ts'
import type { DrawnFigure } from './drawn-figure.ts'
import type { FigureDrawer, FigureDrawing } from './figure-drawer.ts'
import { missingLettersNotice } from './missing-letters.ts'
import { runHash } from './reported-runs.ts'

/** Owner of kept figures: they hold no single model's answers. */
const owner = 'figures'

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
  /** Begins a second drawer, such as a thread, for runs of many figures. Default: all are drawn here. */
  readonly another?: ((run: Run, width: number | null) => OtherDrawer) | undefined
}

/** Draws elsewhere, until it is closed. */
export interface OtherDrawer extends FigureDrawer {
  close(): Promise<void>
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

/** Figures that another drawer has under way: while this thread is at work, it need not wait for the next. */
const underWay = 2

/** Fewer figures than this are drawn sooner than a second drawer begins. */
const worthAnother = 12

async function drawWithoutCache(
  run: Run,
  { listen, signal, figureWidth = null, another }: DrawOptions,
): Promise<NewDrawing> {
  const { figureDrawer } = await import('./figure-drawer.ts')
  const { unembeddedNotice } = await import('../plots/render-paper.ts')
  const here = figureDrawer(run, figureWidth)
  const { ids } = here
  const beside = ids.length < worthAnother ? undefined : another?.(run, figureWidth)
  const drawings = new Array<FigureDrawing>(ids.length)
  // The last is the largest: no thread is left alone with it at the end, when most memory is in use.
  let [left, done] = [ids.length, 0]
  const lane = async (drawer: FigureDrawer) => {
    while (left > 0) {
      const at = --left
      listen({ type: 'drawn', done, total: ids.length, label: ids[at] })
      await new Promise(resolve => setImmediate(resolve))
      signal?.throwIfAborted()
      drawings[at] = await drawer.draw(at)
      done++
    }
  }
  try {
    const others = beside === undefined ? [] : new Array<OtherDrawer>(underWay).fill(beside)
    await Promise.all([...others, here].map(lane))
  } finally {
    await beside?.close()
  }
  listen({ type: 'drawn', done: ids.length, total: ids.length, label: '' })
  const lettersNotice = missingLettersNotice(new Set(drawings.flatMap(({ missing }) => missing)))
  return {
    figures: drawings.map(({ figure }) => figure),
    files: new Map(
      drawings.flatMap(({ figure, svg, png }) => {
        const [svgName, pngName] = namesOf(figure.file)
        return [
          [svgName, svg],
          [pngName, png],
        ]
      }),
    ),
    notices: [
      ...(lettersNotice === null ? [] : [lettersNotice]),
      ...(drawings.every(({ isEmbedded }) => isEmbedded) ? [] : [unembeddedNotice]),
    ],
  }
}

function namesOf(file: string): [svg: string, png: string] {
  return [`${file}.svg`, `${file}.png`]
}
