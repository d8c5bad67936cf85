import { availableParallelism } from 'node:os'
import type { OtherDrawer } from '../report/draw.ts'
import type { FigureDrawing } from '../report/figure-drawer.ts'
import type { Run } from '../store/run.ts'
import { askedThread } from './asked-thread.ts'

/** What the thread is asked: first to take a run, then to draw figures of it. */
export type DrawQuestion = { readonly run: Run; readonly width: number | null } | { readonly at: number }

/** Draws figures of a run on a thread of its own. */
export function drawThread(run: Run, width: number | null): OtherDrawer {
  const { ask, close } = askedThread<DrawQuestion>('draw-worker', {
    does: 'draws figures',
    // Plots leave much behind at once; a nursery of the usual size is left to grow to 100 MB.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const taken = ask({ run, width })
  taken.catch(() => {}) // reported with the figures, which wait for it
  return {
    draw: at => ask({ at }) as Promise<FigureDrawing>,
    close,
  }
}

/** What draws beside the main thread; nothing on one core, where a second thread only costs. */
export const anotherDrawer = availableParallelism() > 1 ? drawThread : undefined
