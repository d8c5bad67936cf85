import { useLayoutEffect, useRef } from 'preact/hooks'
import { viridis } from '../../../src/plots/heatmap.ts'
import { spoken } from '../../state/language.ts'
import type { GrowingMatrix } from './live-probe.ts'

/** A matrix as it fills in: a pixel for each cell, clear where no answer is yet. */
export function LiveMatrix({
  matrix: { series, model, prompt, rows, columns, cells },
}: {
  readonly matrix: GrowingMatrix
}) {
  const words = spoken(liveMatrixWords)
  const canvas = useRef<HTMLCanvasElement>(null)
  const known = cells.filter(cell => !Number.isNaN(cell))
  useLayoutEffect(() => {
    const { current } = canvas
    current!.width = columns
    current!.height = rows
    const context = current!.getContext('2d')!
    const picture = context.createImageData(columns, rows)
    const low = known.reduce((least, cell) => Math.min(least, cell), Number.POSITIVE_INFINITY)
    const high = known.reduce((most, cell) => Math.max(most, cell), Number.NEGATIVE_INFINITY)
    for (let at = 0; at < cells.length; at++) {
      if (Number.isNaN(cells[at])) continue
      const share = (cells[at] - low) / (high - low || 1)
      picture.data.set([...viridis[Math.round(share * (viridis.length - 1))], 255], 4 * at)
    }
    context.putImageData(picture, 0, 0)
  }, [cells, known, rows, columns])
  const share = known.length / cells.length
  return (
    <figure>
      <p class="panel">{series}</p>
      <p class="scores">
        <bdi>{prompt === null ? model : `${model} “${prompt}”`}</bdi>
      </p>
      <canvas ref={canvas} class="live-canvas" role="img" aria-label={words.alt(series, share)} />
      <p class="scores">{words.share(share)}</p>
    </figure>
  )
}

const liveMatrixWords = {
  en: {
    share: (share: number) => `${Math.floor(100 * share)} % answered`,
    alt: (series: string, share: number) =>
      `Matrix of ${series}, ${Math.floor(100 * share)} % of it answered.`,
  },
  zh: {
    share: (share: number) => `已回答 ${Math.floor(100 * share)} %`,
    alt: (series: string, share: number) => `${series} 的矩阵，已回答 ${Math.floor(100 * share)} %。`,
  },
}
