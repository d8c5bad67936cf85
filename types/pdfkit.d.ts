declare module 'pdfkit' {
  /** A PDF file, made page by page; it is a stream of its bytes. */
  export default class PDFDocument {
    constructor(options: {
      readonly size: readonly [width: number, height: number]
      readonly margin: number
      readonly info: { readonly Title: string; readonly Creator: string; readonly CreationDate: Date }
      readonly lang: string
    })
    registerFont(name: string, path: string): this
    end(): void
    [Symbol.asyncIterator](): AsyncIterator<Uint8Array>
  }
}

declare module 'svg-to-pdfkit' {
  import type PDFDocument from 'pdfkit'

  /** Draws an SVG on a page. */
  export default function svgToPdf(
    document: PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      readonly width: number
      readonly height: number
      readonly preserveAspectRatio: string
      readonly fontCallback: (family: string, isBold: boolean) => string
      readonly warningCallback: (warning: string) => void
    },
  ): void
}
