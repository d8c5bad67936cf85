import type { Figure } from '../../src/plots/figure.ts'
import { type DrawableFigure, figureText } from '../../src/plots/svg.ts'
import { lightTheme } from '../../src/plots/theme.ts'
import { download } from '../parts/download.ts'
import { spoken } from '../state/language.ts'

type Drawable = DrawableFigure & Pick<Figure, 'id'>

/** Pixels of a PNG for each CSS pixel. */
const pngScale = 2

/** A figure as files: the same that the command writes. */
export function FigureDownloads({ figure }: { readonly figure: () => Drawable }) {
  const words = spoken(downloadWords)
  const svg = (drawable: Drawable) => figureText(drawable, lightTheme, document)
  const saveSvg = () => {
    const drawable = figure()
    download(drawable.id, 'svg', svg(drawable), 'image/svg+xml')
  }
  const savePng = async () => {
    const drawable = figure()
    download(drawable.id, 'png', await pngOf(svg(drawable)))
  }
  return (
    <p class="actions">
      <button type="button" onClick={saveSvg}>
        {words.svg}
      </button>
      <button type="button" onClick={savePng}>
        {words.png}
      </button>
    </p>
  )
}

async function pngOf(svg: string): Promise<Blob> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth * pngScale
  canvas.height = picture.naturalHeight * pngScale
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob)))
  })
}

const downloadWords = {
  en: { svg: 'Download SVG', png: 'Download PNG' },
  zh: { svg: '下载 SVG', png: '下载 PNG' },
}
